import type { CountQuery, PageQuery, Selection, StreamQuery } from '../../core/register/source-data.ts';
import type { KindManifest } from './manifest.ts';

/** A statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Values of a statement, bound by their places. */
function binder(values: unknown[]): (value: unknown) => string {
  return value => {
    values.push(value);
    return `$${values.length}`;
  };
}

/** An operator's query with the subject's keys bound in the place of `:name`. @throws Error for a name that the subject lacks */
function bound(
  query: string,
  keys: Readonly<Record<string, unknown>>,
  bind: (value: unknown) => string,
): string {
  // Two colons are a cast of PostgreSQL.
  return query.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!(name in keys)) throw new Error(`the subject has no «${name}»`);
    return bind(keys[name]);
  });
}

/** What the connector makes of each row, whatever the operator's query lacks. */
const COLUMNS = ['number', 'amount', 'currency', 'status', 'third_party'] as const;

/** All kinds of a category as one table `records`, and the conditions of a selection. */
function records(
  kinds: Readonly<Record<string, KindManifest>>,
  keys: Readonly<Record<string, unknown>>,
  { from, before, latest }: Pick<Selection, 'from' | 'before'> & { readonly latest: Date },
  bind: (value: unknown) => string,
): { table: string; where: string[] } {
  const parts = Object.entries(kinds).map(([kind, { query, has }]) => {
    const given = new Set<string>([
      ...(has.includes('amount') ? ['amount', 'currency'] : []),
      ...(has.includes('status') ? ['status'] : []),
      ...(has.includes('third-party') ? ['third_party'] : []),
    ]);
    const columns = COLUMNS.map(name =>
      given.has(name) ? `q.${name}::text as ${name}` : `null::text as ${name}`,
    );
    // The id is made unique among the kinds of a category, and sorts by its bytes: answers of several systems are merged.
    return `select ${bind(kind)}::text as kind, (${bind(kind)}::text || '-' || q.id::text) collate "C" as id, q.at::timestamptz as at,
      q.title::text as title, ${columns.join(', ')} from (${bound(query, keys, bind)}) q`;
  });
  const where = [
    // A record without an instant is in no list: it is found here, and the system is named as one that answers wrongly.
    `(at is null or at <= ${bind(latest)})`,
    ...(from === undefined ? [] : [`at >= ${bind(from)}`]),
    ...(before === undefined ? [] : [`at < ${bind(before)}`]),
  ];
  return { table: `(${parts.join('\nunion all\n')}) records`, where };
}

/** The instant of a record to the microsecond, in a form that sorts as text whatever the time zone of the connection is. */
const EXACT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const ORDERS: Readonly<Record<PageQuery['sort'], string>> = {
  date: 'at, id',
  '-date': 'at desc, id desc',
  amount: 'amount::numeric nulls last, at desc, id desc',
  '-amount': 'amount::numeric desc nulls last, at desc, id desc',
  title: 'title, at desc, id desc',
  '-title': 'title desc, at desc, id desc',
};

/** «Ё» is searched as «е», and the signs of a pattern as themselves. */
const PLAIN = (column: string) => `replace(lower(${column}), 'ё', 'е')`;
const patternOf = (word: string) => `%${word.replaceAll('ё', 'е').replace(/[\\%_]/g, sign => `\\${sign}`)}%`;

type Keys = Readonly<Record<string, unknown>>;
type Kinds = Readonly<Record<string, KindManifest>>;

/** What narrows a list: also what its sums are of. */
function narrowed(kinds: Kinds, keys: Keys, query: PageQuery & { latest: Date }, values: unknown[]): string {
  const bind = binder(values);
  const { table, where } = records(kinds, keys, query, bind);
  if (query.kind !== undefined) where.push(`kind = ${bind(query.kind)}`);
  if (query.thirdParty !== undefined) where.push(`(third_party is not null) = ${bind(query.thirdParty)}`);
  for (const word of query.words ?? [])
    where.push(
      `(${PLAIN('title')} like ${bind(patternOf(word))} or ${PLAIN("coalesce(number, '')")} like ${bind(patternOf(word))})`,
    );
  return `from ${table} where ${where.join(' and ')}`;
}

/** One page of a list. `byBytes`: titles are sorted by their bytes, where answers of several systems are merged. */
export function pageStatement(
  kinds: Kinds,
  keys: Keys,
  query: PageQuery & { latest: Date; byBytes?: boolean },
): Statement {
  const values: unknown[] = [];
  const from = narrowed(kinds, keys, query, values);
  const bind = binder(values);
  const order = ORDERS[query.sort].replace(/^title/, query.byBytes ? 'title collate "C"' : 'title');
  return {
    text: `select *, ${EXACT} as exact ${from} order by ${order} limit ${bind(query.limit)} offset ${bind(query.offset)}`,
    values,
  };
}

/** The number and the sums of the whole list. */
export function totalsStatement(kinds: Kinds, keys: Keys, query: PageQuery & { latest: Date }): Statement {
  const values: unknown[] = [];
  const from = narrowed(kinds, keys, query, values);
  return {
    text: `select kind, count(*)::int as records, count(amount)::int as amounts, sum(amount::numeric)::text as amount,
      max(currency) as currency ${from} group by kind`,
    values,
  };
}

/** Counts by kind, and by year or day of Moscow. */
export function countStatement(kinds: Kinds, keys: Keys, query: CountQuery & { latest: Date }): Statement {
  const values: unknown[] = [];
  const bind = binder(values);
  const { table, where } = records(kinds, keys, query, bind);
  if (query.kinds !== undefined) where.push(`kind = any (${bind(query.kinds)}::text[])`);
  const format = query.by === 'year' ? 'YYYY' : 'YYYY-MM-DD';
  const period =
    query.by === undefined ? 'null::text' : `to_char(at at time zone 'Europe/Moscow', '${format}')`;
  return {
    text: `select kind, ${period} as period, count(*)::int as records, count(third_party)::int as "thirdParty"
      from ${table} where ${where.join(' and ')} group by 1, 2`,
    values,
  };
}

/** The next records of a stream, after a record that is known. */
export function streamStatement(
  kinds: Kinds,
  keys: Keys,
  query: Omit<StreamQuery, 'upTo' | 'after'> & { latest: Date; after?: { at: string; id: string } },
): Statement {
  const values: unknown[] = [];
  const bind = binder(values);
  const { table, where } = records(kinds, keys, query, bind);
  if (query.after !== undefined)
    where.push(`(at, id) < (${bind(query.after.at)}::timestamptz, ${bind(query.after.id)})`);
  return {
    text: `select *, ${EXACT} as exact from ${table} where ${where.join(' and ')} order by at desc, id desc limit ${bind(query.pageSize)}`,
    values,
  };
}

/** About `count` records, evenly from the newest to the oldest. */
export function sampleStatement(
  kinds: Kinds,
  keys: Keys,
  query: Pick<Selection, 'from' | 'before'> & { latest: Date },
  count: number,
): Statement {
  const values: unknown[] = [];
  const bind = binder(values);
  const { table, where } = records(kinds, keys, query, bind);
  return {
    text: `select * from (
        select *, row_number() over (order by at desc, id desc) - 1 as place, count(*) over () as whole
        from ${table} where ${where.join(' and ')}
      ) sampled where place % greatest(1, whole / ${bind(count)}::int) = 0 order by place`,
    values,
  };
}

/** One record by its id. */
export function recordStatement(kinds: Kinds, keys: Keys, id: string, latest: Date): Statement {
  const values: unknown[] = [];
  const bind = binder(values);
  const { table, where } = records(kinds, keys, { latest }, bind);
  return {
    text: `select *, ${EXACT} as exact from ${table} where ${where.join(' and ')} and id = ${bind(id)}`,
    values,
  };
}

/** An operator's query as it is, for the subject and for single values. */
export function plainStatement(query: string, keys: Keys): Statement {
  const values: unknown[] = [];
  return { text: bound(query, keys, binder(values)), values };
}
