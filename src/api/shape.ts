/**
 * Parts that the generated answer checks are put together from. A check asks only what a page relies on: types,
 * required members and closed lists; members it does not know are let through, so that the server may add some.
 * Why not a validator library: docs/decisions/0003-answer-checks.md.
 */

/** True when the value has the shape. */
export type Check = (value: unknown) => boolean;

export const str: Check = value => typeof value === 'string';
export const num: Check = value => typeof value === 'number' && Number.isFinite(value);
export const int: Check = Number.isInteger;
export const bool: Check = value => typeof value === 'boolean';
export const nil: Check = value => value === null;

/** One of a closed list. */
export const one =
  (...values: readonly unknown[]): Check =>
  value =>
    values.includes(value);

/** Any of several shapes. */
export const any =
  (...checks: readonly Check[]): Check =>
  value =>
    checks.some(check => check(value));

/** A list of one shape. */
export const list =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);

/** An object with the members given; those whose name ends in `?` may be absent. */
export const obj = (members: Readonly<Record<string, Check>>): Check => {
  const rules = Object.entries(members).map(([name, check]) =>
    name.endsWith('?') ? ([name.slice(0, -1), check, true] as const) : ([name, check, false] as const),
  );
  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Record<string, unknown>;
    return rules.every(([name, check, optional]) =>
      given[name] === undefined ? optional : check(given[name]),
    );
  };
};
