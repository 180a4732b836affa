import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { plainText } from '../../core/register/search-text.ts';
import type {
  CountQuery,
  PageQuery,
  RecordCount,
  Selection,
  SourcePage,
} from '../../core/register/source-data.ts';
import { bytesAt, hasAttachment, isGone, type RecordSet } from './records.ts';
import { speaksOfOther } from './texts.ts';

// What a database does for a connector: selects, sorts, sums and counts generated records by their positions, so that
// 50,000 of them cost no more than the page that is made.

/** The records of a set that are in a selection. */
export interface Selected {
  readonly set: RecordSet;
  /** Before it are records of the time to come: the database may be read at an earlier day. */
  readonly first: number;
  /** Whether a position from `first` on is in; without it all are. */
  readonly isIn?: (position: number) => boolean;
}

const systemAt = (set: RecordSet, position: number): string =>
  set.kinds[set.kind[position] ?? 0]?.system ?? '';

/** @param lastGood when a system that does not answer last did, ms: what it got since is missing */
export function selected(
  set: RecordSet,
  { upTo, from, before }: Selection,
  lastGood: ReadonlyMap<string, number>,
): Selected {
  const ends = upTo instanceof Date ? undefined : upTo;
  const now = upTo instanceof Date ? upTo.getTime() : Infinity;
  let first = 0;
  while (first < set.total && (set.time[first] ?? 0) > now) first += 1;
  const away = set.kinds.some(kind => lastGood.has(kind.system));
  const mortal = set.kinds.some(kind => kind.rule !== undefined);
  if (ends === undefined && !away && !mortal && from === undefined && before === undefined)
    return { set, first };
  const [since, until] = [from?.getTime() ?? -Infinity, before?.getTime() ?? Infinity];
  const days = new Map([...(ends ?? [])].map(([system, at]) => [system, moscowDate(at)]));
  const today = upTo instanceof Date ? moscowDate(upTo) : '';
  return {
    set,
    first,
    isIn: position => {
      const at = set.time[position] ?? 0;
      if (at < since || at >= until) return false;
      const system = systemAt(set, position);
      const end = ends === undefined ? lastGood.get(system) : (ends.get(system)?.getTime() ?? -Infinity);
      if (end !== undefined && at > end) return false;
      return !mortal || !isGone(set, position, days.get(system) ?? today);
    },
  };
}

/** The positions that are in, newest first. */
export function* positionsOf({ set, first, isIn }: Selected, start = first): Generator<number> {
  for (let position = Math.max(first, start); position < set.total; position += 1)
    if (isIn === undefined || isIn(position)) yield position;
}

type ListQuery = Pick<PageQuery, 'kind' | 'thirdParty' | 'words' | 'sort' | 'lang'>;

/** The positions of a list in its order; undefined for all of them, newest first. */
function chosenOf({ set, first, isIn }: Selected, query: ListQuery): Int32Array | undefined {
  const { thirdParty, words = [], sort, lang } = query;
  const narrow = [query.kind, thirdParty, isIn].some(part => part !== undefined) || words.length > 0;
  if (!narrow && sort === '-date') return undefined;
  const kind = query.kind === undefined ? -1 : set.kinds.findIndex(row => row.id === query.kind);
  const plain = words.map(plainText);
  const hay = plain.length === 0 ? undefined : set.haystack(lang);
  const chosen = new Int32Array(set.total);
  let count = 0;
  for (let position = first; position < set.total; position += 1) {
    if (query.kind !== undefined && set.kind[position] !== kind) continue;
    if (thirdParty !== undefined && (set.third[position] === 1) !== thirdParty) continue;
    if (hay && !plain.every(word => hay[position]?.includes(word))) continue;
    if (isIn !== undefined && !isIn(position)) continue;
    chosen[count++] = position;
  }
  return sorted(set, chosen.subarray(0, count), query);
}

function sorted(
  set: RecordSet,
  positions: Int32Array,
  { sort, lang }: Pick<PageQuery, 'sort' | 'lang'>,
): Int32Array {
  switch (sort) {
    case '-date':
      return positions;
    case 'date':
      return positions.toReversed();
    case 'amount':
    case '-amount': {
      const sign = sort === 'amount' ? 1 : -1;
      const of = (position: number) => {
        const value = set.amount[position] ?? Number.NaN;
        // What has no amount comes last either way.
        return Number.isNaN(value) ? Infinity : sign * value;
      };
      return positions.toSorted((a, b) => of(a) - of(b) || a - b);
    }
    default: {
      const hay = set.haystack(lang);
      const collator = new Intl.Collator(lang);
      const distinct = new Set(hay).size > 5000 ? undefined : collator;
      const compare = (a: number, b: number) => {
        const [left = '', right = ''] = [hay[a], hay[b]];
        return distinct ? distinct.compare(left, right) : left < right ? -1 : left > right ? 1 : 0;
      };
      return positions.toSorted((a, b) => (sort === 'title' ? 1 : -1) * compare(a, b) || a - b);
    }
  }
}

/** Figures of all records from a position on, made once for each. */
interface Whole {
  totals?: SourcePage['totals'];
  counts?: readonly RecordCount[];
}
const wholes = new WeakMap<RecordSet, Map<number, Whole>>();
const wholeOf = (set: RecordSet, first: number): Whole => {
  const known = wholes.get(set) ?? new Map<number, Whole>();
  wholes.set(set, known);
  const whole = known.get(first) ?? {};
  known.set(first, whole);
  return whole;
};

function totalsOf({ set, first }: Selected, chosen: Int32Array | undefined): SourcePage['totals'] {
  const whole = chosen === undefined ? wholeOf(set, first) : undefined;
  if (whole?.totals !== undefined) return whole.totals;
  const cents = set.kinds.map(() => 0);
  const counts = set.kinds.map(() => 0);
  const add = (position: number) => {
    const which = set.kind[position] ?? 0;
    const value = set.amount[position] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    cents[which] = (cents[which] ?? 0) + value;
    counts[which] = (counts[which] ?? 0) + 1;
  };
  if (chosen) for (const position of chosen) add(position);
  else for (let position = first; position < set.total; position += 1) add(position);
  const totals = set.kinds.flatMap(({ id }, which) => {
    const count = counts[which] ?? 0;
    const amount = { amount: ((cents[which] ?? 0) / 100).toFixed(2), currency: set.currency };
    return count === 0 ? [] : [{ kind: id, count, amount }];
  });
  if (whole !== undefined) whole.totals = totals;
  return totals;
}

/** A page of a list by positions, and what holds of the whole list. */
export function pageOf(
  all: Selected,
  query: ListQuery & Pick<PageQuery, 'offset' | 'limit'>,
): Pick<SourcePage, 'total' | 'totals'> & { positions: number[] } {
  const { set, first } = all;
  const chosen = chosenOf(all, query);
  const total = chosen ? chosen.length : set.total - first;
  const offset = Math.min(query.offset, total);
  const length = Math.min(total - offset, query.limit);
  const positions = Array.from({ length }, (_, i) =>
    chosen ? (chosen[offset + i] ?? 0) : first + offset + i,
  );
  return { positions, total, totals: totalsOf(all, chosen) };
}

type Counting = { -readonly [Key in keyof RecordCount]: RecordCount[Key] };

const periodAt = (set: RecordSet, position: number, by: CountQuery['by']): string | undefined => {
  if (by === undefined) return undefined;
  const day = moscowDate(new Date(set.time[position] ?? 0));
  return by === 'day' ? day : String(yearOf(day));
};

/** Counts records by kind, and by year or day of Moscow where that is asked for. */
export function countsOf(
  all: Selected,
  { by, contents = false }: Pick<CountQuery, 'by' | 'contents'>,
): readonly RecordCount[] {
  const { set, first, isIn } = all;
  const whole = isIn === undefined && by === undefined && !contents ? wholeOf(set, first) : undefined;
  if (whole?.counts !== undefined) return whole.counts;
  const sums = set.kinds.map(() => new Map<string | undefined, Counting>());
  for (let position = first; position < set.total; position += 1) {
    if (isIn !== undefined && !isIn(position)) continue;
    const which = set.kind[position] ?? 0;
    const period = periodAt(set, position, by);
    let sum = sums[which]?.get(period);
    if (sum === undefined) {
      sum = {
        kind: set.kinds[which]?.id ?? '',
        ...(period === undefined ? {} : { period }),
        records: 0,
        held: 0,
        thirdParty: 0,
        maskedTexts: 0,
        attachments: 0,
        bytes: 0,
      };
      sums[which]?.set(period, sum);
    }
    sum.records += 1;
    if (position === set.held) sum.held += 1;
    sum.thirdParty += set.third[position] ?? 0;
    sum.bytes += bytesAt(set, position);
    if (!contents) continue;
    if (set.kinds[which]?.body === true && speaksOfOther(position)) sum.maskedTexts += 1;
    if (hasAttachment(set, position)) sum.attachments += 1;
  }
  const counts = sums.flatMap(ofKind => [...ofKind.values()]);
  if (whole !== undefined) whole.counts = counts;
  return counts;
}
