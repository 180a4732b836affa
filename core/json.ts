/** A copy of plain JSON that shares nothing with it, and holds none of the drafts of a unit. */
export const copyJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
