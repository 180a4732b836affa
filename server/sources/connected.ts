import { isComputerSystem } from '../../core/policy/catalogue.ts';
import { policy } from '../../core/policy/tables.ts';
import type { Sources } from '../../core/ports.ts';
import { OWN_SYSTEM } from '../../core/register/own-records.ts';
import type {
  PageQuery,
  SourceField,
  SourceRecord,
  StreamQuery,
  Subject,
} from '../../core/register/source-data.ts';
import type { Breaker } from './breaker.ts';
import type { SourcePool } from './dialects/dialect.ts';
import type { Manifest } from './manifest.ts';
import { type PlacedRecord, type Position, type SqlSource, sqlSource } from './sql.ts';
import type { Budget } from './within.ts';

/** A system that is connected: what its manifest says, and connections of a role that can only select. */
export interface Connection {
  readonly manifest: Manifest;
  readonly pool: SourcePool;
  readonly breaker: Breaker;
  /** When it last answered, kept between requests; undefined when it never did. */
  lastGoodAt: Date | undefined;
}

/**
 * Makes the sources of one request, or of one step of a job, at an instant.
 * @param budget the time that all calls of a request share; a job has none, and each of its calls two seconds
 */
export type SourcesOf = (at: Date, budget?: Budget) => Sources;

/** Is called with what the systems of a request answered, for logs and metrics. */
export interface SourceEvents {
  onAnswer?(system: string, seconds: number): void;
  onFailure(system: string, thrown: unknown, seconds: number): void;
}

type Compare = (a: PlacedRecord, b: PlacedRecord) => number;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Bytes of UTF-8 sort as code points do, and not as the units of JavaScript's texts. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const newestFirst: Compare = (a, b) => byText(b.exact, a.exact) || byBytes(b.record.id, a.record.id);
const amountOf = ({ record }: PlacedRecord): number | undefined =>
  record.amount === undefined ? undefined : Number(record.amount.amount);
/** Records without an amount come last, whichever way the others go. */
const byAmount =
  (sign: 1 | -1): Compare =>
  (a, b) => {
    const [first, second] = [amountOf(a), amountOf(b)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined) || newestFirst(a, b);
    return sign * (first - second) || newestFirst(a, b);
  };
const byTitle =
  (sign: 1 | -1, lang: PageQuery['lang']): Compare =>
  (a, b) =>
    sign * byBytes(a.record.title[lang], b.record.title[lang]) || newestFirst(a, b);

/** The orders of `queries.ts`, for records of several systems. */
const compareOf = ({ sort, lang }: Pick<PageQuery, 'sort' | 'lang'>): Compare => COMPARE[sort](lang);
const COMPARE: Readonly<Record<PageQuery['sort'], (lang: PageQuery['lang']) => Compare>> = {
  date: () => (a, b) => -newestFirst(a, b),
  '-date': () => newestFirst,
  amount: () => byAmount(1),
  '-amount': () => byAmount(-1),
  title: lang => byTitle(1, lang),
  '-title': lang => byTitle(-1, lang),
};

const recordsOf = (placed: readonly PlacedRecord[]): SourceRecord[] => placed.map(({ record }) => record);

/** The values of several systems: the same value of one id has all its systems, another value an id of its own. */
function mergedFields(lists: readonly (readonly SourceField[])[]): SourceField[] {
  const merged: SourceField[] = [];
  for (const field of lists.flat()) {
    const at = merged.findIndex(({ id }) => id === field.id);
    const known = merged[at];
    if (known === undefined) merged.push(field);
    else if (known.value === field.value)
      merged[at] = {
        ...known,
        systems: [...new Set([...known.systems, ...field.systems])],
        provenance: [...(known.provenance ?? []), ...(field.provenance ?? [])],
      };
    else merged.push({ ...field, id: `${field.id}-${field.systems.join('-')}` });
  }
  return merged;
}

/** Merges streams that are sorted newest first, each read only as far as it is needed. */
async function* mergedStream(
  streams: readonly AsyncIterable<readonly PlacedRecord[]>[],
  pageSize: number,
): AsyncIterable<readonly SourceRecord[]> {
  const heads = streams.map(stream => ({
    pages: stream[Symbol.asyncIterator](),
    waiting: [] as PlacedRecord[],
    ended: false,
  }));
  let page: SourceRecord[] = [];
  try {
    for (;;) {
      await Promise.all(
        heads.map(async head => {
          while (head.waiting.length === 0 && !head.ended) {
            const { value, done } = await head.pages.next();
            if (done === true) head.ended = true;
            else head.waiting = [...value];
          }
        }),
      );
      const open = heads.filter(({ waiting }) => waiting.length > 0);
      if (open.length === 0) break;
      const next = open.reduce((best, head) =>
        newestFirst(head.waiting[0] as PlacedRecord, best.waiting[0] as PlacedRecord) < 0 ? head : best,
      );
      page.push((next.waiting.shift() as PlacedRecord).record);
      if (page.length === pageSize) {
        yield page;
        page = [];
      }
    }
    if (page.length > 0) yield page;
  } finally {
    await Promise.all(heads.map(async ({ pages }) => pages.return?.()));
  }
}

/**
 * The sources of one request. A category may be kept by several systems: all are asked at the same time, and what they answer is
 * one list. Systems of the policy that are not connected bring nothing and are named as such: never an invented number.
 */
export function connectedSources(
  connections: readonly Connection[],
  { onAnswer, onFailure }: SourceEvents,
  budget?: Budget,
): Sources {
  const sources = connections.map(connection => {
    const { system } = connection.manifest;
    return {
      connection,
      source: sqlSource(connection.manifest, connection.pool, {
        breaker: connection.breaker,
        budget,
        onAnswer: seconds => {
          connection.lastGoodAt = new Date();
          onAnswer?.(system, seconds);
        },
        onFailure: (thrown, seconds) => onFailure(system, thrown, seconds),
      }),
    };
  });
  const connected = new Set([OWN_SYSTEM, ...connections.map(({ manifest }) => manifest.system)]);
  const of = (category: string): SqlSource[] =>
    sources.filter(({ source }) => source.categories.has(category)).map(({ source }) => source);
  const all = <Answer>(category: string, ask: (source: SqlSource) => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(of(category).map(ask));
  /** What the system of a record answers: its id begins with its kind, and a kind lies in one system. */
  const ofRecord = async <Answer>(
    category: string,
    id: string,
    ask: (source: SqlSource) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> => {
    const has = (source: SqlSource) => source.kinds(category).some(kind => id.startsWith(`${kind.id}-`));
    return (await Promise.all(of(category).filter(has).map(ask))).find(answer => answer !== undefined);
  };

  async function* stream(category: string, subject: Subject, { after, ...query }: StreamQuery) {
    let position: Position | undefined;
    if (after !== undefined)
      position = await ofRecord(category, after, source =>
        source.position(category, after, subject, query.upTo),
      );
    const streams = of(category).map(source => source.stream(category, subject, query, position));
    yield* mergedStream(streams, query.pageSize);
  }

  return {
    kinds: category => of(category).flatMap(source => source.kinds(category)),
    fields: async (category, subject) =>
      mergedFields(await all(category, one => one.fields(category, subject))),
    page: async (category, subject, query) => {
      const several = of(category).length > 1;
      // Of each system as many as the list could show of it alone.
      const each = several ? { ...query, offset: 0, limit: query.offset + query.limit } : query;
      const pages = await all(category, source => source.page(category, subject, each, several));
      const records = pages.flatMap(page => page.records);
      return {
        records: recordsOf(
          several
            ? records.toSorted(compareOf(query)).slice(query.offset, query.offset + query.limit)
            : records,
        ),
        total: pages.reduce((sum, { total }) => sum + total, 0),
        totals: pages.flatMap(({ totals }) => totals),
      };
    },
    count: async (category, subject, query) =>
      (await all(category, source => source.count(category, subject, query))).flat(),
    sample: async (category, subject, query, count) => {
      const samples = await all(category, source => source.sample(category, subject, query, count));
      const sorted = samples.flat().toSorted(newestFirst);
      const step = Math.max(1, Math.floor(sorted.length / count));
      return recordsOf(samples.length > 1 ? sorted.filter((_, place) => place % step === 0) : samples.flat());
    },
    stream,
    record: (category, id, subject, upTo) =>
      ofRecord(category, id, source => source.record(category, id, subject, upTo)),
    text: (category, id, subject) => ofRecord(category, id, source => source.text(category, id, subject)),
    attachment: (category, recordId, attachmentId, subject) =>
      ofRecord(category, recordId, source => source.attachment(category, recordId, attachmentId, subject)),
    undescribed: category => {
      const systems = policy().categories.find(({ id }) => id === category)?.systems ?? [];
      return sources
        .filter(({ source }) => systems.includes(source.system) && !source.categories.has(category))
        .map(({ source }) => source.system);
    },
    unavailable: () => [
      ...sources
        .filter(({ source }) => source.hasFailed())
        .map(({ connection: { manifest, lastGoodAt } }) => ({
          system: manifest.system,
          lastGoodAt: lastGoodAt?.toISOString(),
        })),
      ...policy()
        .systems.filter(({ id }) => isComputerSystem(id) && !connected.has(id))
        .map(({ id }) => ({ system: id, notConnected: true as const })),
    ],
  };
}
