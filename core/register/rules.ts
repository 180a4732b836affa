import type { components } from '../../src/api/generated/schema.ts';
import { RETENTION } from '../policy/tables.ts';
import type { FactRow, NamedRow, RetentionRow } from '../policy/types.ts';
import type { Lang } from '../problem.ts';
import { say } from '../text.ts';

// Rows of the policy's tables as the contract shapes them.

type Schema = components['schemas'];

/** The day of the policy that all facts are of unless they name another. */
const AS_OF = '2020-10-21';

/** Who says so, and since when. */
export const factOf = (row: FactRow, lang: Lang): Schema['Fact'] => ({
  source: row.source,
  asOf: row.asOf ?? AS_OF,
  confirmed: row.confirmed,
  ...(row.note === undefined ? {} : { note: say(row.note, lang) }),
});

/** Id, label and the term of the law. */
export const namedOf = (row: NamedRow, lang: Lang): Schema['Named'] => ({
  id: row.id,
  label: say(row.label, lang),
  ...(row.term === undefined ? {} : { term: say(row.term, lang) }),
});

/** A retention rule in the reader's language. */
export const retentionView = (row: RetentionRow, lang: Lang): Schema['RetentionRule'] => ({
  id: row.id,
  kind: row.kind,
  label: say(row.label, lang),
  ...(row.period === undefined ? {} : { period: row.period }),
  ...(row.startsAt === undefined
    ? {}
    : { startsAt: { event: row.startsAt.event, label: say(row.startsAt.label, lang) } }),
  ...(row.law === undefined
    ? {}
    : {
        law: {
          title: say(row.law.title, lang),
          ...(row.law.article === undefined ? {} : { article: row.law.article }),
          ...(row.law.years === undefined ? {} : { years: row.law.years }),
        },
      }),
  ...(row.url === undefined ? {} : { url: row.url }),
  note: say(row.note, lang),
  fact: factOf(row.fact, lang),
});

/** A retention rule by its id; undefined where the policy has none of that name. */
export const ruleById = (id: string | undefined): RetentionRow | undefined =>
  id === undefined ? undefined : RETENTION.find(one => one.id === id);

/** A retention rule by its id, in the reader's language. */
export const retentionById = (id: string, lang: Lang): Schema['RetentionRule'] | undefined => {
  const row = ruleById(id);
  return row && retentionView(row, lang);
};
