/**
 * Parts that the generated answer checks are put together from. A check asks only what a page relies on: types,
 * required members and closed lists; members it does not know are let through, so that the server may add some.
 * Why not a validator library: docs/decisions/0003-answer-checks.md.
 */

/** A type predicate: true when the value has the shape of `T`. */
export type Check<T> = (value: unknown) => value is T;

/** The type that a check finds. */
type Checked<C> = C extends Check<infer T> ? T : never;

/** The object that members are checked for: those whose name ends in `?` may be absent. */
type CheckedObject<Members> = {
  [Name in keyof Members as Name extends `${string}?` ? never : Name]: Checked<Members[Name]>;
} & {
  [Name in keyof Members as Name extends `${infer Optional}?` ? Optional : never]?: Checked<Members[Name]>;
};

export const str = (value: unknown): value is string => typeof value === 'string';
export const num = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const int = Number.isInteger as Check<number>;
export const bool = (value: unknown): value is boolean => typeof value === 'boolean';
export const nil = (value: unknown): value is null => value === null;

/** The check of an operation without a JSON answer: there is nothing to check, and nothing to read. */
export const noBody = (() => true) as unknown as Check<never>;

/** One of a closed list. */
export const one =
  <const Value>(...values: readonly Value[]) =>
  (value: unknown): value is Value =>
    values.includes(value as Value);

/** Any of several shapes. */
export const any =
  <const Checks extends readonly Check<unknown>[]>(...checks: Checks) =>
  (value: unknown): value is Checked<Checks[number]> =>
    checks.some(check => check(value));

/** A list of one shape. */
export const list =
  <T>(check: Check<T>) =>
  (value: unknown): value is T[] =>
    Array.isArray(value) && value.every(check);

/** An object with the members given; those whose name ends in `?` may be absent. */
export const obj = <const Members extends Readonly<Record<string, Check<unknown>>>>(members: Members) => {
  const rules = Object.entries(members).map(([name, check]) =>
    name.endsWith('?') ? ([name.slice(0, -1), check, true] as const) : ([name, check, false] as const),
  );
  return (value: unknown): value is CheckedObject<Members> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Record<string, unknown>;
    return rules.every(([name, check, optional]) =>
      given[name] === undefined ? optional : check(given[name]),
    );
  };
};
