import { epochMs, moscowDate, yearOf } from '../../src/domain/calendar.ts';
import type { ExportRow } from '../exports/state.ts';
import type { Sources } from '../ports.ts';
import type { Rows } from '../rows.ts';
import { OWN_CATEGORY, OWN_RECORD_KINDS, OWN_SYSTEM, type OwnRecord, ownRecords } from './own-records.ts';
import { plainText } from './search-text.ts';
import {
  type CountQuery,
  emptyCount,
  type PageQuery,
  type RecordCount,
  type RecordKind,
  type RunningCount,
  type Selection,
  type SourceRecord,
  type Subject,
} from './source-data.ts';

const KINDS: readonly RecordKind[] = OWN_RECORD_KINDS.map(kind => ({
  ...kind,
  system: OWN_SYSTEM,
  has: kind.id === 'request-file' ? ['size'] : [],
}));

const recordOf = (record: OwnRecord): SourceRecord => ({ ...record, aboutThirdParty: false });

const COMPARE: Readonly<
  Record<PageQuery['sort'], (lang: 'ru' | 'en') => (a: SourceRecord, b: SourceRecord) => number>
> = {
  date: () => (a, b) => a.at.localeCompare(b.at),
  '-date': () => () => 0,
  // None of them has an amount.
  amount: () => () => 0,
  '-amount': () => () => 0,
  title: lang => (a, b) => a.title[lang].localeCompare(b.title[lang], lang),
  '-title': lang => (a, b) => b.title[lang].localeCompare(a.title[lang], lang),
};

const PERIODS = {
  day: (at: string) => moscowDate(at),
  year: (at: string) => String(yearOf(moscowDate(at))),
} as const;

/**
 * Sources that know what the center itself keeps besides what other systems keep: the category `rights`.
 * @param rows the rows of the request, which stay as they are while it lasts
 * @param copy of what goes into this copy: what stood when it was made, without itself and its log entries
 */
export function withOwnRecords(
  sources: Sources,
  rows: () => Rows,
  copy?: Pick<ExportRow, 'id' | 'createdAt'>,
): Sources {
  const known = (): Rows => {
    const all = rows();
    return copy === undefined
      ? all
      : {
          ...all,
          exports: all.exports.filter(({ id }) => id !== copy.id),
          access: all.access.filter(({ reference }) => reference?.id !== copy.id),
        };
  };

  // One request counts, lists and sums the same records.
  const made = new Map<string, readonly OwnRecord[]>();
  const recordsOf = (userId: string, accountId: string, now: Date): readonly OwnRecord[] => {
    const key = `${userId} ${accountId} ${now.getTime()}`;
    const records = made.get(key) ?? ownRecords(known(), { userId, accountId, now });
    made.set(key, records);
    return records;
  };
  /** What is selected of a person's own records, newest first. */
  const among = (subject: Subject, { upTo, from, before }: Selection): SourceRecord[] => {
    const latest = upTo instanceof Date ? upTo : upTo.get(OWN_SYSTEM);
    if (latest === undefined) return [];
    const [first, end] = [from?.getTime(), before?.getTime()];
    return recordsOf(subject.userId, subject.accountId, latest)
      .filter(
        ({ at }) =>
          (first === undefined || epochMs(at) >= first) &&
          (end === undefined || epochMs(at) < end) &&
          (copy === undefined || at <= copy.createdAt),
      )
      .map(recordOf);
  };

  const counts = (records: readonly SourceRecord[], { kinds, by }: CountQuery): RecordCount[] => {
    const sums = new Map<string, RunningCount>();
    for (const { kind, at, bytes = 0 } of records) {
      if (kinds !== undefined && !kinds.includes(kind)) continue;
      const period = by === undefined ? undefined : PERIODS[by](at);
      const key = `${kind} ${period}`;
      const sum = sums.get(key) ?? emptyCount(kind, period);
      sums.set(key, sum);
      sum.records += 1;
      sum.bytes += bytes;
    }
    return [...sums.values()];
  };

  const isIn = (record: SourceRecord, { kind, thirdParty, words = [], lang }: PageQuery): boolean => {
    const label = KINDS.find(({ id }) => id === record.kind)?.label[lang] ?? '';
    const text = plainText(`${record.title[lang]} ${label}`);
    return (
      (kind === undefined || record.kind === kind) &&
      thirdParty !== true &&
      words.every(word => text.includes(plainText(word)))
    );
  };

  return {
    ...sources,
    kinds: category => (category === OWN_CATEGORY ? KINDS : sources.kinds(category)),
    fields: async (category, subject) => (category === OWN_CATEGORY ? [] : sources.fields(category, subject)),

    page: async (category, subject, query) => {
      if (category !== OWN_CATEGORY) return sources.page(category, subject, query);
      const found = among(subject, query)
        .filter(record => isIn(record, query))
        .toSorted(COMPARE[query.sort](query.lang));
      return {
        records: found.slice(query.offset, query.offset + query.limit),
        total: found.length,
        totals: [],
      };
    },

    count: async (category, subject, query) =>
      category === OWN_CATEGORY
        ? counts(among(subject, query), query)
        : sources.count(category, subject, query),

    sample: async (category, subject, query, count) => {
      if (category !== OWN_CATEGORY) return sources.sample(category, subject, query, count);
      const found = among(subject, query);
      const step = Math.max(1, Math.ceil(found.length / count));
      return found.filter((_, i) => i % step === 0);
    },

    async *stream(category, subject, query) {
      if (category !== OWN_CATEGORY) {
        yield* sources.stream(category, subject, query);
        return;
      }
      const found = among(subject, query);
      const start = query.after === undefined ? 0 : found.findIndex(({ id }) => id === query.after) + 1;
      for (let at = start; at < found.length; at += query.pageSize)
        yield found.slice(at, at + query.pageSize);
    },

    record: async (category, id, subject, upTo) =>
      category === OWN_CATEGORY
        ? among(subject, { upTo }).find(record => record.id === id)
        : sources.record(category, id, subject, upTo),
  };
}
