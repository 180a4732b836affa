import type { Pool } from 'pg';
import type { Text } from '../../core/problem.ts';
import { problem } from '../../core/problem.ts';
import type { Sources } from '../../core/ports.ts';
import type {
  RecordKind,
  SourceField,
  SourceRecord,
  Subject,
  UpTo,
} from '../../core/register/source-data.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import type { Manifest } from './manifest.ts';
import {
  countStatement,
  pageStatement,
  plainStatement,
  recordStatement,
  sampleStatement,
  type Statement,
  streamStatement,
  totalsStatement,
} from './queries.ts';

/** A call to a system may take so long. */
const CALL_MS = 2000;

/** A row of the table that `queries.ts` makes of an operator's queries. */
interface Row {
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
}

const same = (text: string): Text => ({ ru: text, en: text });

/** The source of one system, and whether it has answered this request. */
export interface SqlSource extends Omit<Sources, 'unavailable'> {
  /** Categories that it keeps anything of. */
  readonly categories: ReadonlySet<string>;
  /** True when a call of this request has failed. */
  hasFailed(): boolean;
}

/**
 * Asks a system that is connected by SQL. Every call is one statement of a read-only transaction that ends after two seconds. A
 * system that does not answer brings nothing, and `hasFailed` says so.
 * @param pool connections of a role that can only select
 * @param onAnswer is called after each answer, `onFailure` with why a call failed
 */
export function sqlSource(
  manifest: Manifest,
  pool: Pool,
  { onAnswer, onFailure }: { onAnswer: () => void; onFailure: (thrown: unknown) => void },
): SqlSource {
  const { system } = manifest;
  let failed = false;
  const subjects = new Map<string, Promise<Record<string, unknown>>>();

  async function run<Found extends object>({ text, values }: Statement): Promise<Found[]> {
    const client = await pool.connect();
    try {
      await client.query('begin read only');
      await client.query(`set local statement_timeout = ${CALL_MS}`);
      const { rows } = await client.query<Found>(text, values);
      await client.query('commit');
      client.release();
      onAnswer();
      return rows;
    } catch (thrown) {
      // Whatever the transaction was in, the connection is not used again.
      client.release(true);
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
      onFailure(thrown);
      return nothing;
    }
  }

  /** The keys of a person in an account. @throws Error unless there is exactly one row */
  function keysOf({ userId, accountId }: Subject): Promise<Record<string, unknown>> {
    const key = `${userId} ${accountId}`;
    const known = subjects.get(key);
    if (known !== undefined) return known;
    const keys = run<Record<string, unknown>>(plainStatement(manifest.subject, { userId, accountId })).then(
      rows => {
        const [row] = rows;
        if (row === undefined || rows.length > 1)
          throw new Error(`${system}: the subject query gave ${rows.length} rows and not one`);
        return { userId, accountId, ...row };
      },
    );
    subjects.set(key, keys);
    return keys;
  }

  const kindsOf = (category: string) => manifest.categories[category]?.records ?? {};
  const latestOf = (upTo: UpTo): Date | undefined => (upTo instanceof Date ? upTo : upTo.get(system));
  const recordOf = (row: Row): SourceRecord => ({
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    title: same(row.title),
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.amount === null || row.currency === null
      ? {}
      : { amount: { amount: Number(row.amount).toFixed(2), currency: row.currency } }),
    ...(row.status === null ? {} : { status: { id: row.status, label: same(row.status) } }),
    system,
    ...(row.third_party === null ? {} : { counterparty: row.third_party }),
    aboutThirdParty: row.third_party !== null,
  });
  const recordBy = async (category: string, id: string, subject: Subject, latest: Date) => {
    const [row] = await run<Row>(recordStatement(kindsOf(category), await keysOf(subject), id, latest));
    return row;
  };

  return {
    categories: new Set(Object.keys(manifest.categories)),
    hasFailed: () => failed,

    kinds: category =>
      Object.entries(kindsOf(category)).map(([id, { label, note, retention, has }]): RecordKind => ({
        id,
        label,
        note,
        system,
        ...(retention === undefined ? {} : { retention }),
        has,
      })),

    fields: (category, subject) =>
      asked<readonly SourceField[]>([], async () => {
        const fields = manifest.categories[category]?.fields;
        if (fields === undefined) return [];
        const rows = await run<Record<string, unknown>>(plainStatement(fields.query, await keysOf(subject)));
        const [row] = rows;
        if (row === undefined) return [];
        const today = moscowDate(new Date());
        return Object.entries(fields.columns).flatMap(([id, column]): SourceField[] => {
          const value = row[id];
          if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
          const since = row[`${id}_since`] ?? row['since'];
          return [
            {
              id,
              ...column,
              value: `${value}`,
              systems: [system],
              recipients: [],
              collectedAt: since instanceof Date ? moscowDate(since) : today,
              correction: {
                how: 'request',
                note: {
                  ru: 'Попросите исправить: ответит сотрудник',
                  en: 'Ask for a correction: an employee will answer',
                },
              },
            },
          ];
        });
      }),

    page: async (category, subject, query) => {
      const latest = latestOf(query.upTo);
      const nothing = { records: [], total: 0, totals: [] };
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return nothing;
      return asked<Awaited<ReturnType<Sources['page']>>>(nothing, async () => {
        const keys = await keysOf(subject);
        const [rows, sums] = await Promise.all([
          run<Row>(pageStatement(kindsOf(category), keys, { ...query, latest })),
          run<{
            kind: string;
            records: number;
            amounts: number;
            amount: string | null;
            currency: string | null;
          }>(totalsStatement(kindsOf(category), keys, { ...query, latest })),
        ]);
        return {
          records: rows.map(recordOf),
          total: sums.reduce((total, { records }) => total + records, 0),
          totals: sums.flatMap(({ kind, amounts, amount, currency }) =>
            amount === null || currency === null
              ? []
              : [{ kind, count: amounts, amount: { amount: Number(amount).toFixed(2), currency } }],
          ),
        };
      });
    },

    count: async (category, subject, query) => {
      const latest = latestOf(query.upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return [];
      return asked<Awaited<ReturnType<Sources['count']>>>([], async () => {
        const rows = await run<{ kind: string; period: string | null; records: number; thirdParty: number }>(
          countStatement(kindsOf(category), await keysOf(subject), { ...query, latest }),
        );
        return rows.map(({ period, ...row }) => ({
          ...row,
          ...(period === null ? {} : { period }),
          held: 0,
          maskedTexts: 0,
          attachments: 0,
          bytes: 0,
        }));
      });
    },

    sample: async (category, subject, query, count) => {
      const latest = latestOf(query.upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return [];
      return asked<readonly SourceRecord[]>([], async () => {
        const statement = sampleStatement(
          kindsOf(category),
          await keysOf(subject),
          { ...query, latest },
          count,
        );
        return (await run<Row>(statement)).map(recordOf);
      });
    },

    async *stream(category, subject, { after, ...query }) {
      const latest = latestOf(query.upTo);
      if (latest === undefined || Object.keys(kindsOf(category)).length === 0) return;
      const keys = await keysOf(subject);
      const known = after === undefined ? undefined : await recordBy(category, after, subject, latest);
      let last = known?.exact === undefined ? undefined : { at: known.exact, id: known.id };
      for (;;) {
        const rows = await run<Row>(
          streamStatement(kindsOf(category), keys, {
            ...query,
            latest,
            ...(last === undefined ? {} : { after: last }),
          }),
        );
        if (rows.length > 0) yield rows.map(recordOf);
        const end = rows.at(-1);
        if (end?.exact === undefined || rows.length < query.pageSize) return;
        last = { at: end.exact, id: end.id };
      }
    },

    record: (category, id, subject, upTo) =>
      asked<SourceRecord | undefined>(undefined, async () => {
        if (Object.keys(kindsOf(category)).length === 0) return undefined;
        const row = await recordBy(category, id, subject, upTo);
        return row && recordOf(row);
      }),

    // No system that is connected so has texts or files yet.
    text: async () => {
      if (failed) throw problem('source-unavailable', { system });
      return undefined;
    },
    attachment: async () => undefined,
  };
}
