/** The value of a member itself, not what its `toJSON` returned. */
function ownValueOf(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}

/**
 * Plain data as JSON. `JSON.stringify` calls `toJSON` of every array, and old libraries of a host's page define one for
 * all arrays (Prototype.js did): the server would get a string in place of an array.
 */
export function writeJson(value: object, indent?: number): string {
  return JSON.stringify(value, ownValueOf, indent);
}
