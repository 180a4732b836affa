import type { PlainDate } from './calendar.ts';
import { daysBetween, isPlainDate, moscowDate } from './calendar.ts';
import { addDays, addMonths } from './calendar-steps.ts';

/** How long something is kept, as the contract's `RetentionRule` (docs/domain.md#retention). */
export interface RetentionRule {
  readonly kind: 'fixed' | 'while-contract-plus-law' | 'set-by-tool' | 'unspecified';
  /** ISO 8601 duration in years, months, weeks and days. */
  readonly period?: string;
  readonly startsAt?: { readonly event: string; readonly date?: PlainDate };
  /** For `fixed`: kept longer than the period, until this day, for a recorded reason. */
  readonly until?: PlainDate;
  /** The law that sets the period; `years` absent when unknown. */
  readonly law?: { readonly title: string; readonly article?: string; readonly years?: number };
  readonly url?: string;
  readonly note?: string;
}

/** A duration in whole calendar units. */
export interface Period {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
}

/** What is missing for a date: the start event, the period, the law's years, the tool's setting, or a rule at all. */
export type MissingPart = 'start' | 'period' | 'law' | 'tool' | 'rule';

/** A deletion date with its formula (`start` + `period`), or what is missing to tell one. */
export type Retention =
  | {
      readonly state: 'computed';
      readonly date: PlainDate;
      readonly start: PlainDate;
      readonly period: Period;
      /** Kept past `date`, until this day, for a recorded reason. */
      readonly keptUntil?: PlainDate;
    }
  | { readonly state: 'missing'; readonly missing: MissingPart };

/** Digits are bounded so that any period fits into the years a `PlainDate` knows. */
const ISO_PERIOD = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$/;

/** The period an ISO 8601 duration of dates says (`P3M`, `P1W`, `P1Y6M`), undefined when it says none. Never throws. */
export const periodOf = (iso: string): Period | undefined => {
  const match = ISO_PERIOD.exec(iso);
  if (match === null) return undefined;
  const [years, months, weeks, days] = match.slice(1).map(digits => Number(digits ?? 0));
  return { years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 };
};

/** The period as ISO 8601 (`P1Y6M`); an empty one is `P0D`. */
export const formatPeriod = ({ years, months, weeks, days }: Period): string => {
  const text = [[years, 'Y'] as const, [months, 'M'] as const, [weeks, 'W'] as const, [days, 'D'] as const]
    .filter(([n]) => n !== 0)
    .map(([n, unit]) => `${n}${unit}`)
    .join('');
  return `P${text === '' ? '0D' : text}`;
};

/** The date a period after `start`: years and months first (clamped to the month's end), then weeks and days. */
export const addPeriod = (start: PlainDate, { years, months, weeks, days }: Period): PlainDate =>
  addDays(addMonths(start, years * 12 + months), weeks * 7 + days);

const missing = (part: MissingPart): Retention => ({ state: 'missing', missing: part });

/**
 * When it is deleted, from `fixed` with a known start and from nothing else; otherwise what is missing.
 * `start` (a date of the record) goes before the rule's own. Never throws on a rule with unreadable parts:
 * they count as missing. Source: docs/domain.md#retention.
 */
export const retentionOf = (rule: RetentionRule, start?: PlainDate): Retention => {
  const from = [start, rule.startsAt?.date].find(date => date !== undefined && isPlainDate(date));
  switch (rule.kind) {
    case 'fixed': {
      const period = rule.period === undefined ? undefined : periodOf(rule.period);
      if (period === undefined) return missing('period');
      if (from === undefined) return missing('start');
      const date = addPeriod(from, period);
      const keptUntil =
        rule.until !== undefined && isPlainDate(rule.until) && rule.until > date ? rule.until : undefined;
      return {
        state: 'computed',
        date,
        start: from,
        period,
        ...(keptUntil === undefined ? {} : { keptUntil }),
      };
    }
    case 'while-contract-plus-law':
      if (rule.law?.years === undefined) return missing('law');
      return missing(from === undefined ? 'start' : 'rule');
    case 'set-by-tool':
      return missing('tool');
    case 'unspecified':
      return missing('rule');
  }
};

/** What a record says of its own term; the contract's `Record` fits. */
export interface TermFacts {
  /** RFC 3339. */
  readonly at: string;
  readonly deleteOn?: PlainDate | undefined;
  readonly retention?: RetentionRule | undefined;
  readonly hold?: { readonly reason: string } | undefined;
}

/** How the term of a record stands. */
export interface RecordTerm {
  /** Its last day; absent when none can be told. */
  readonly date?: PlainDate;
  /** That day has passed. */
  readonly over: boolean;
  /** The recorded reason for which it is kept past that day. */
  readonly kept?: string;
}

/** How the term of a record stands on a Moscow day. The last day of a term belongs to it (152-ФЗ ст. 5 ч. 7). */
export const termOf = ({ at, deleteOn, retention: rule, hold }: TermFacts, today: PlainDate): RecordTerm => {
  const counted = rule === undefined ? undefined : retentionOf(rule, moscowDate(at));
  const date = deleteOn ?? (counted?.state === 'computed' ? (counted.keptUntil ?? counted.date) : undefined);
  return {
    over: date !== undefined && date < today,
    ...(date === undefined ? {} : { date }),
    ...(hold === undefined ? {} : { kept: hold.reason }),
  };
};

/**
 * The day documents of a year are kept to at least: the last day of the year, `years` later.
 * 2025 + 5 → 2030-12-31 (402-ФЗ ст. 29, `confirmed: false`). Throws `RangeError` when it is no such day.
 * Source: docs/domain.md#kept-by-year.
 */
export const keptByLawUntil = (year: number, years: number): PlainDate => addDays(`${year + years}-12-31`, 0);

/** Something kept under a rule, perhaps with its own start. */
export interface Kept {
  readonly rule: RetentionRule;
  readonly start?: PlainDate | undefined;
}

/** A deletion to come: what, when, and by which formula. */
export interface ComingDeletion<T extends Kept> {
  readonly item: T;
  readonly date: PlainDate;
  readonly start: PlainDate;
  readonly period: Period;
}

/**
 * The items to be deleted from `from` to `days` later, both included, soonest first; a recorded reason to keep
 * longer moves the date. Items without a computed date are left out. Source: docs/domain.md#retention.
 */
export const deletionsWithin = <T extends Kept>(
  items: readonly T[],
  from: PlainDate,
  days: number,
): ComingDeletion<T>[] => {
  const end = addDays(from, days);
  return items
    .flatMap(item => {
      const retention = retentionOf(item.rule, item.start);
      if (retention.state === 'missing') return [];
      const { start, period } = retention;
      const date = retention.keptUntil ?? retention.date;
      return date >= from && date <= end ? [{ item, date, start, period }] : [];
    })
    .toSorted((a, b) => daysBetween(b.date, a.date));
};
