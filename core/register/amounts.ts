import type { Amount } from '../../src/domain/processing.ts';
import { statedAmount } from '../partial.ts';
import { CATEGORIES } from '../policy/tables.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { RegisterCaller, Sources } from '../ports.ts';
import { problem } from '../problem.ts';
import type { CountQuery, RecordCount, SourceField } from './source-data.ts';
import { hiddenFrom, seesCategory, subjectOf } from './visibility.ts';

// How much the caller sees of each category: register, overview, statement, rights and copies count by these.

/** A category by its id. @throws Problem `not-found` */
export const categoryById = (id: string): CategoryRow => {
  const row = CATEGORIES.find(one => one.id === id);
  if (!row) throw problem('not-found');
  return row;
};

/** The categories the caller's role sees. */
export const seenCategories = (caller: Pick<RegisterCaller, 'me'>): CategoryRow[] =>
  CATEGORIES.filter(row => seesCategory(row, caller).visible);

/** The values of a category that the caller's role sees. */
export const fieldsSeen = async (
  row: CategoryRow,
  caller: Pick<RegisterCaller, 'me' | 'scope'> & { readonly sources: Pick<Sources, 'fields'> },
): Promise<SourceField[]> =>
  (await caller.sources.fields(row.id, subjectOf(row, caller))).filter(
    field => hiddenFrom(field, caller) === undefined,
  );

/** The records of a category that the caller sees now, counted by kind; none of a hidden category. */
export const countsOf = async (
  row: CategoryRow,
  caller: RegisterCaller,
  query: Pick<CountQuery, 'by' | 'kinds'> = {},
): Promise<readonly RecordCount[]> =>
  seesCategory(row, caller).visible
    ? caller.sources.count(row.id, subjectOf(row, caller), { upTo: caller.now, ...query })
    : [];

/** The sum of counts. */
export const sumOf = (counts: readonly RecordCount[]): number =>
  counts.reduce((sum, { records }) => sum + records, 0);

/** Values and records of a category that the caller sees. @throws Problem `not-found` */
export const amountOf = async (category: string, caller: RegisterCaller): Promise<Amount> => {
  const row = categoryById(category);
  if (!seesCategory(row, caller).visible) return { fields: 0, records: 0 };
  const [fields, counts] = await Promise.all([fieldsSeen(row, caller), countsOf(row, caller)]);
  return { fields: fields.length, records: sumOf(counts) };
};

/** Every category with what the caller sees of it, as `holdingsOf` counts them. */
export const amountsOf = (
  caller: RegisterCaller,
): Promise<({ id: string; visibility: 'visible' | 'hidden' } & ReturnType<typeof statedAmount>)[]> =>
  Promise.all(
    CATEGORIES.map(async row =>
      seesCategory(row, caller).visible
        ? {
            id: row.id,
            visibility: 'visible' as const,
            ...statedAmount(row, await amountOf(row.id, caller), caller.sources),
          }
        : { id: row.id, visibility: 'hidden' as const },
    ),
  );

/** Records of a category that the caller sees, by the system that keeps them. @throws Problem `not-found` */
export const countBySystem = async (
  category: string,
  caller: RegisterCaller,
): Promise<ReadonlyMap<string, number>> => {
  const systems = new Map(caller.sources.kinds(category).map(kind => [kind.id, kind.system]));
  const sums = new Map<string, number>();
  for (const { kind, records } of await countsOf(categoryById(category), caller)) {
    const system = systems.get(kind) ?? '';
    sums.set(system, (sums.get(system) ?? 0) + records);
  }
  return sums;
};

/** Records of a category that the caller sees, by their year in Moscow, the oldest first. @throws Problem `not-found` */
export const countByYear = async (
  category: string,
  caller: RegisterCaller,
): Promise<(readonly [year: number, records: number])[]> => {
  const sums = new Map<number, number>();
  for (const { period, records } of await countsOf(categoryById(category), caller, { by: 'year' })) {
    const year = Number(period);
    sums.set(year, (sums.get(year) ?? 0) + records);
  }
  return [...sums].toSorted(([a], [b]) => a - b);
};
