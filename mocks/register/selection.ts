import { epochMs, moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { plainText } from '../../core/register/search-text.ts';
import {
  type CountQuery,
  emptyCount,
  type PageQuery,
  type RecordCount,
  type RunningCount,
  type Selection,
  type SourcePage,
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

/** @param lastGood when a system that does not answer last did, ms: what it got since is missing */
export function selected(
  set: RecordSet,
  { upTo, from, before }: Selection,
  lastGood: ReadonlyMap<string, number>,
): Selected {
  const now = upTo instanceof Date ? upTo.getTime() : Math.max(...[...upTo.values()].map(Number));
  let first = 0;
  while (first < set.total && (set.time[first] ?? 0) > now) first += 1;
  const away = set.kinds.some(kind => lastGood.has(kind.system));
  const mortal = set.kinds.map(kind => kind.rule !== undefined);
  if (upTo instanceof Date && !away && !mortal.includes(true) && from === undefined && before === undefined)
    return { set, first };
  const [since, until] = [from?.getTime() ?? -Infinity, before?.getTime() ?? Infinity];
  // By kind, since a kind lies in one system: its last instant, and the day by which its rule deletes.
  const moments = set.kinds.map(({ system }) => (upTo instanceof Date ? upTo : upTo.get(system)));
  const ends = set.kinds.map(({ system }, which) =>
    upTo instanceof Date ? (lastGood.get(system) ?? Infinity) : (moments[which]?.getTime() ?? -Infinity),
  );
  const days = moments.map(moment => (moment === undefined ? '' : moscowDate(moment)));
  return {
    set,
    first,
    isIn: position => {
      const at = set.time[position] ?? 0;
      const which = set.kind[position] ?? 0;
      if (at < since || at >= until || at > (ends[which] ?? -Infinity)) return false;
      return mortal[which] !== true || !isGone(set, position, days[which] ?? '');
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

/** The Moscow day or year of an instant. Records come by their time, so that most are of the same one as the record before. */
const periods = (by: CountQuery['by']): ((at: number) => string | undefined) => {
  let [start, end, name] = [Infinity, -Infinity, ''];
  return at => {
    if (by === undefined) return undefined;
    if (at >= start && at < end) return name;
    const day = moscowDate(new Date(at));
    const year = yearOf(day);
    name = by === 'day' ? day : String(year);
    start = epochMs(by === 'day' ? day : `${year}-01-01`);
    end = epochMs(by === 'day' ? addDays(day, 1) : `${year + 1}-01-01`);
    return name;
  };
};

/** Counts records by kind, and by year or day of Moscow where that is asked for. */
export function countsOf(
  { set, first, isIn }: Selected,
  { by, kinds, contents = false }: Pick<CountQuery, 'by' | 'kinds' | 'contents'>,
): readonly RecordCount[] {
  const all = isIn === undefined && by === undefined && kinds === undefined && !contents;
  const whole = all ? wholeOf(set, first) : undefined;
  if (whole?.counts !== undefined) return whole.counts;
  const sums = set.kinds.map(() => new Map<string | undefined, RunningCount>());
  const asked = set.kinds.map(({ id }) => kinds === undefined || kinds.includes(id));
  const periodOf = periods(by);
  for (let position = first; position < set.total; position += 1) {
    const which = set.kind[position] ?? 0;
    if (asked[which] !== true || (isIn !== undefined && !isIn(position))) continue;
    const period = periodOf(set.time[position] ?? 0);
    let sum = sums[which]?.get(period);
    if (sum === undefined) {
      sum = emptyCount(set.kinds[which]?.id ?? '', period);
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
