/** What stands at the key itself, whatever a `toJSON` has made of it. */
function ownValueOf(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}

/**
 * Plain data as JSON. `JSON.stringify` asks every list for its `toJSON`, and old libraries of a host's page give all
 * lists one (Prototype.js did): its answer is a text where the server expects a list.
 */
export function writeJson(value: object, indent?: number): string {
  return JSON.stringify(value, ownValueOf, indent);
}
