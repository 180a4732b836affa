import type { Text } from '../../core/problem.ts';
import { problem } from '../../core/problem.ts';
import type { Sources } from '../../core/ports.ts';
import {
  emptyCount,
  type PageQuery,
  type RecordKind,
  type Selection,
  type SourceField,
  type SourcePage,
  type SourceRecord,
  type StreamQuery,
  type Subject,
  type UpTo,
} from '../../core/register/source-data.ts';
import { isPlainDate, moscowDate } from '../../src/domain/calendar.ts';
import type { Breaker } from './breaker.ts';
import type { SourcePool, Statement } from './dialects/dialect.ts';
import { isRecordPart, type KindManifest, type Manifest } from './manifest.ts';
import { attributeColumn, statementsIn } from './queries.ts';
import { type Budget, TookTooLong, within } from './within.ts';
import { instantIn } from './zones.ts';

/** A call to a system may take so long, ms. */
const CALL_MS = 2000;
/** A call that was cut by its request after less than this says nothing of the system, ms. */
const FAIR_MS = 1000;
/** Classes of SQLSTATE that are of one statement's values and not of the system: data exception, constraint, no data. */
const OF_VALUES = /^(22|23|02)/;

/** A row of the table that `queries.ts` makes of an operator's queries. */
export interface Row {
  kind: string;
  id: string;
  at: Date;
  exact?: string;
  title: string;
  number: string | null;
  amount: string | null;
  currency: string | null;
  status: string | null;
  third_party: string | null;
  channel: string | null;
  direction: string | null;
  caller: string | null;
  seconds: string | null;
  /** Where a title of the category has a text of its own in English. */
  title_en?: string;
  [attribute: `attribute_${number}`]: string | null;
}

/** A count, which the drivers give as a text where it could be too large for a number. */
type Count = number | string;

const same = (text: string): Text => ({ ru: text, en: text });

/** A record with its place in the order of lists. */
export interface PlacedRecord {
  readonly record: SourceRecord;
  /** Its instant to the microsecond, UTC. */
  readonly exact: string;
}

/** Where a stream goes on: after a record of this instant and id, whichever system it is of. */
export interface Position {
  readonly at: string;
  readonly id: string;
}

/** The source of one system in one request, and whether it has failed there. */
export interface SqlSource extends Pick<
  Sources,
  'kinds' | 'fields' | 'count' | 'record' | 'text' | 'attachment'
> {
  readonly system: string;
  /** Categories that it keeps anything of. */
  readonly categories: ReadonlySet<string>;
  /** True when a call of this request has failed. */
  hasFailed(): boolean;
  /** @param byBytes titles sort by their bytes, as those of all systems of a merged list do */
  page(
    category: string,
    subject: Subject,
    query: PageQuery,
    byBytes: boolean,
  ): Promise<Omit<SourcePage, 'records'> & { readonly records: readonly PlacedRecord[] }>;
  sample(
    category: string,
    subject: Subject,
    query: Selection,
    count: number,
  ): Promise<readonly PlacedRecord[]>;
  /** @throws whatever the system fails with: a copy is not made of a part */
  stream(
    category: string,
    subject: Subject,
    query: Omit<StreamQuery, 'after'>,
    after: Position | undefined,
  ): AsyncIterable<readonly PlacedRecord[]>;
  /** Where a record of this system stands; undefined when it has none of this id. */
  position(category: string, id: string, subject: Subject, upTo: UpTo): Promise<Position | undefined>;
}

/** What surrounds the calls of one request. */
export interface SqlSourceOptions {
  readonly breaker: Breaker;
  /** The time that all calls of a request share; without it each call has two seconds. */
  readonly budget?: Budget | undefined;
  /** Is called after each answer, with how long it took. */
  readonly onAnswer: (seconds: number) => void;
  /** Is called with why a call failed, and how long it took; not for calls that never began. */
  readonly onFailure: (thrown: unknown, seconds: number) => void;
}

/** A call did not begin: the system is not asked now, or the request has no time left. */
class NotQueried extends Error {}

/** What the system answered is not what was asked for. */
class BadAnswer extends Error {}

/** Whether an error speaks against the system, and not against one statement's values or one person's data. */
function isOfSystem(thrown: unknown): boolean {
  if (thrown instanceof BadAnswer) return false;
  if (!(thrown instanceof Error)) return true;
  // The driver of MySQL has a code of its own beside the SQLSTATE.
  const { sqlState, code = '' } = thrown as { sqlState?: string; code?: string };
  return !OF_VALUES.test(sqlState ?? code);
}

const AMOUNT = /^-?\d+(\.\d+)?$/;
const SECONDS = /^\d+(\.\d+)?$/;
const CURRENCY = /^[A-Z]{3}$/;

/** A row as it has to be. @throws BadAnswer, without the value */
export function checkedRow(row: Row): Row {
  const wrong =
    typeof row.id !== 'string' || row.id === ''
      ? 'id'
      : !(row.at instanceof Date) || Number.isNaN(row.at.getTime())
        ? 'at'
        : typeof row.title !== 'string'
          ? 'title'
          : row.amount !== null && !AMOUNT.test(row.amount)
            ? 'amount'
            : row.amount !== null && row.currency !== null && !CURRENCY.test(row.currency)
              ? 'currency'
              : row.direction !== null && row.direction !== 'in' && row.direction !== 'out'
                ? 'direction'
                : row.seconds !== null && !SECONDS.test(row.seconds)
                  ? 'seconds'
                  : undefined;
  if (wrong !== undefined) throw new BadAnswer(`a record of «${row.kind}» has no usable ${wrong}`);
  return row;
}

/**
 * Asks a system that is connected by SQL. Every call is one statement of a read-only transaction that ends after two seconds. A
 * system that does not answer brings nothing, and `hasFailed` says so; while its breaker is open it is not asked.
 * @param pool connections of a role that can only select
 */
export function sqlSource(
  manifest: Manifest,
  pool: SourcePool,
  { breaker, budget, onAnswer, onFailure }: SqlSourceOptions,
): SqlSource {
  const { system } = manifest;
  const statements = statementsIn(pool.syntax);
  let failed = false;
  const subjects = new Map<string, Promise<Record<string, unknown>>>();

  async function select<Found extends object>(asking: Statement, ms: number): Promise<Found[]> {
    const end = performance.now() + ms;
    const connection = await within(pool.connect(), ms, late => late.release());
    try {
      const left = Math.max(1, Math.floor(end - performance.now()));
      const rows = await within(connection.select<Found>(asking, left), left);
      connection.release();
      return rows;
    } catch (thrown) {
      // Whatever the transaction was in, the connection is not used again.
      connection.release(true);
      throw thrown;
    }
  }

  async function run<Found extends object>(asking: Statement): Promise<Found[]> {
    const ms = Math.min(CALL_MS, budget?.left() ?? CALL_MS);
    if (ms <= 0) throw new NotQueried(`${system}: the request has no time left`);
    if (!breaker.allows()) throw new NotQueried(`${system}: is not asked after it has failed`);
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    try {
      const rows = await select<Found>(asking, ms);
      breaker.succeeded();
      onAnswer(seconds());
      return rows;
    } catch (thrown) {
      onFailure(thrown, seconds());
      if (thrown instanceof TookTooLong && ms < FAIR_MS) breaker.abandoned();
      else if (isOfSystem(thrown)) breaker.failed();
      else breaker.succeeded();
      throw thrown;
    }
  }

  /** The answer of the system, or `nothing` when it does not answer. */
  async function asked<Answer>(nothing: Answer, call: () => Promise<Answer>): Promise<Answer> {
    if (failed) return nothing;
    try {
      return await call();
    } catch (thrown) {
      failed = true;
      if (thrown instanceof BadAnswer) onFailure(thrown, 0);
      return nothing;
    }
  }

  /** The keys of a person in an account. @throws Error unless there is exactly one row */
  function keysOf({ userId, accountId, accountCode }: Subject): Promise<Record<string, unknown>> {
    const key = `${userId} ${accountId}`;
    const given = { userId, accountId, accountCode: accountCode ?? null };
    const known = subjects.get(key);
    if (known !== undefined) return known;
    const keys = run<Record<string, unknown>>(statements.plain(manifest.subject, given)).then(rows => {
      const [row] = rows;
      if (row === undefined || rows.length > 1)
        throw new BadAnswer(`${system}: the subject query gave ${rows.length} rows and not one`);
      return { ...given, ...row };
    });
    subjects.set(key, keys);
    return keys;
  }

  const kindsOf = (category: string) => manifest.categories[category]?.records ?? {};
  const latestOf = (upTo: UpTo): Date | undefined => (upTo instanceof Date ? upTo : upTo.get(system));
  const recordOf = (found: Row, kinds: Readonly<Record<string, KindManifest>>): SourceRecord => {
    const row = checkedRow(found);
    const { at, codes, attributes = {} }: Partial<KindManifest> = kinds[row.kind] ?? {};
    const worded = (column: string, value: string): Text => codes?.[column]?.[value] ?? same(value);
    const named = Object.keys(attributes).flatMap((id, place) => {
      const value = row[attributeColumn(place)];
      return value == null || value === '' ? [] : [{ id, value: worded(id, value) }];
    });
    return {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      ...(at === 'day' ? { day: moscowDate(row.at) } : {}),
      title: { ru: row.title, en: row.title_en ?? row.title },
      ...(row.number === null ? {} : { number: row.number }),
      ...(row.amount === null || row.currency === null
        ? {}
        : { amount: { amount: Number(row.amount).toFixed(2), currency: row.currency } }),
      ...(row.status === null ? {} : { status: { id: row.status, label: worded('status', row.status) } }),
      system,
      ...(row.third_party === null ? {} : { counterparty: row.third_party }),
      ...(row.channel === null ? {} : { channel: worded('channel', row.channel) }),
      ...(row.direction === null ? {} : { direction: row.direction as 'in' | 'out' }),
      ...(row.caller === null ? {} : { caller: row.caller }),
      ...(row.seconds === null ? {} : { seconds: Math.round(Number(row.seconds)) }),
      ...(named.length === 0 ? {} : { attributes: named }),
      aboutThirdParty: row.third_party !== null,
    };
  };
  const placedIn =
    (category: string) =>
    (row: Row): PlacedRecord => ({
      record: recordOf(row, kindsOf(category)),
      exact: row.exact ?? row.at.toISOString(),
    });
  const recordBy = async (category: string, id: string, subject: Subject, latest: Date) => {
    const [row] = await run<Row>(statements.record(kindsOf(category), await keysOf(subject), id, latest));
    return row;
  };

  return {
    system,
    categories: new Set(Object.keys(manifest.categories)),
    hasFailed: () => failed,

    kinds: category =>
      Object.entries(kindsOf(category)).map(
        ([id, { label, note, table, retention, has, attributes }]): RecordKind => ({
          id,
          label,
          note,
          system,
          origin: { ...(table === undefined ? {} : { table }), manifest: manifest.version },
          ...(retention === undefined ? {} : { retention }),
          has: has.filter(isRecordPart),
          ...(attributes === undefined
            ? {}
            : {
                attributes: Object.entries(attributes).map(
                  ([name, { type = 'text', sensitivity = 'open', ...one }]) => ({
                    id: name,
                    label: one.label,
                    type,
                    sensitivity,
                  }),
                ),
              }),
        }),
      ),

    fields: (category, subject) =>
      asked<readonly SourceField[]>([], async () => {
        const fields = manifest.categories[category]?.fields;
        if (fields === undefined) return [];
        const rows = await run<Record<string, unknown>>(
          statements.plain(fields.query, await keysOf(subject)),
        );
        const [row] = rows;
        if (row === undefined) return [];
        const readAt = new Date().toISOString();
        const today = moscowDate(readAt);
        return Object.entries(fields.columns).flatMap(
          ([id, { zone, codes, table = fields.table, ...column }]): SourceField[] => {
            const zoneOf = zone ?? fields.zone;
            const zoned = (read: unknown, of: string | undefined): unknown =>
              read instanceof Date && of !== undefined ? instantIn(of, read) : read;
            const read = zoned(row[id], zoneOf);
            const value = read instanceof Date ? moscowDate(read) : read;
            if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
            const own = row[`${id}_since`];
            const since = own == null ? zoned(row['since'], fields.zone) : zoned(own, zoneOf);
            const words = codes?.[`${value}`];
            return [
              {
                id,
                ...column,
                value: `${value}`,
                ...(words === undefined ? {} : { words }),
                systems: [system],
                provenance: [
                  { system, ...(table === undefined ? {} : { table }), readAt, manifest: manifest.version },
                ],
                collectedAt:
                  since instanceof Date || (typeof since === 'string' && isPlainDate(since))
                    ? moscowDate(since)
                    : today,
                correction: {
                  how: 'request',
                  note: {
                    ru: 'Попросите исправить: ответит сотрудник',
                    en: 'Ask for a correction: an employee will answer',
                  },
                },
              },
            ];
          },
        );
      }),

    page: async (category, subject, query, byBytes) => {
      const latest = latestOf(query.upTo);
      const nothing = { records: [], total: 0, totals: [] };
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return nothing;
      return asked<Awaited<ReturnType<SqlSource['page']>>>(nothing, async () => {
        const keys = await keysOf(subject);
        const [rows, sums] = await Promise.all([
          run<Row>(statements.page(kindsOf(category), keys, { ...query, latest, byBytes })),
          run<{
            kind: string;
            records: Count;
            amounts: Count;
            amount: string | null;
            currency: string | null;
            wrong: Count;
          }>(statements.totals(kindsOf(category), keys, { ...query, latest })),
        ]);
        const wrong = sums.find(sum => Number(sum.wrong) > 0);
        if (wrong !== undefined) throw new BadAnswer(`a record of «${wrong.kind}» has no usable amount`);
        return {
          records: rows.map(placedIn(category)),
          total: sums.reduce((total, { records }) => total + Number(records), 0),
          totals: sums.flatMap(({ kind, amounts, amount, currency }) =>
            amount === null || currency === null
              ? []
              : [{ kind, count: Number(amounts), amount: { amount: Number(amount).toFixed(2), currency } }],
          ),
        };
      });
    },

    count: async (category, subject, query) => {
      const latest = latestOf(query.upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return [];
      return asked<Awaited<ReturnType<Sources['count']>>>([], async () => {
        const rows = await run<{ kind: string; period: string | null; records: Count; third_parties: Count }>(
          statements.count(kindsOf(category), await keysOf(subject), { ...query, latest }),
        );
        return rows.map(({ kind, period, records, third_parties: thirdParties }) => ({
          ...emptyCount(kind, period ?? undefined),
          records: Number(records),
          thirdParty: Number(thirdParties),
        }));
      });
    },

    sample: async (category, subject, query, count) => {
      const latest = latestOf(query.upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return [];
      return asked<readonly PlacedRecord[]>([], async () => {
        const sampling = statements.sample(
          kindsOf(category),
          await keysOf(subject),
          { ...query, latest },
          count,
        );
        return (await run<Row>(sampling)).map(placedIn(category));
      });
    },

    async *stream(category, subject, query, after) {
      const latest = latestOf(query.upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return;
      const keys = await keysOf(subject);
      let last = after;
      for (;;) {
        const rows = await run<Row>(
          statements.stream(kindsOf(category), keys, {
            ...query,
            latest,
            ...(last === undefined ? {} : { after: last }),
          }),
        );
        if (rows.length > 0) yield rows.map(placedIn(category));
        const end = rows.at(-1);
        if (end?.exact === undefined || rows.length < query.pageSize) return;
        last = { at: end.exact, id: end.id };
      }
    },

    position: async (category, id, subject, upTo) => {
      const latest = latestOf(upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return undefined;
      const row = await recordBy(category, id, subject, latest);
      return row?.exact === undefined ? undefined : { at: row.exact, id: row.id };
    },

    record: (category, id, subject, upTo) =>
      asked<SourceRecord | undefined>(undefined, async () => {
        if (Object.keys(kindsOf(category)).length === 0) return undefined;
        const row = await recordBy(category, id, subject, upTo);
        return row && recordOf(row, kindsOf(category));
      }),

    // No system that is connected so has texts or files yet.
    text: async () => {
      if (failed) throw problem('source-unavailable', { system });
      return undefined;
    },
    attachment: async () => undefined,
  };
}
