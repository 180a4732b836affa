import type { PlainDate } from './calendar.ts';
import { daysBetween, isPlainDate, moscowDate } from './calendar.ts';
import { addDays, addMonths } from './calendar-steps.ts';

/** How long data is kept: the contract's `RetentionRule` (docs/domain.md#retention). */
export interface RetentionRule {
  readonly kind: 'fixed' | 'while-contract-plus-law' | 'set-by-tool' | 'unspecified';
  /** An ISO 8601 duration of years, months, weeks and days. */
  readonly period?: string;
  readonly startsAt?: { readonly event: string; readonly date?: PlainDate };
  /** For `fixed`: the date until which the data is kept after the period, for a recorded reason. */
  readonly until?: PlainDate;
  /** The law that sets the period; `years` is absent when unknown. */
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

/**
 * What a date cannot be computed without: the start event, the period, the law's years, the tool's setting, or a rule.
 */
export type MissingPart = 'start' | 'period' | 'law' | 'tool' | 'rule';

/** A deletion date with its formula (`start` + `period`), or what is missing for one. */
export type Retention =
  | {
      readonly state: 'computed';
      readonly date: PlainDate;
      readonly start: PlainDate;
      readonly period: Period;
      /** The date until which the data is kept after `date`, for a recorded reason. */
      readonly keptUntil?: PlainDate;
    }
  | { readonly state: 'missing'; readonly missing: MissingPart };

/** The number of digits is limited so that every period stays within the years of a `PlainDate`. */
const ISO_PERIOD = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$/;

/** Parses an ISO 8601 duration of dates (`P3M`, `P1W`, `P1Y6M`); undefined for other texts. Never throws. */
export const periodOf = (iso: string): Period | undefined => {
  const match = ISO_PERIOD.exec(iso);
  if (match === null) return undefined;
  const [years, months, weeks, days] = match.slice(1).map(digits => Number(digits ?? 0));
  return { years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 };
};

/** Formats a period as ISO 8601 (`P1Y6M`); an empty one is `P0D`. */
export const formatPeriod = ({ years, months, weeks, days }: Period): string => {
  const text = [[years, 'Y'] as const, [months, 'M'] as const, [weeks, 'W'] as const, [days, 'D'] as const]
    .filter(([n]) => n !== 0)
    .map(([n, unit]) => `${n}${unit}`)
    .join('');
  return `P${text === '' ? '0D' : text}`;
};

/** The date one period after `start`: years and months first (limited to the end of the month), then weeks and days. */
export const addPeriod = (start: PlainDate, { years, months, weeks, days }: Period): PlainDate =>
  addDays(addMonths(start, years * 12 + months), weeks * 7 + days);

const missing = (part: MissingPart): Retention => ({ state: 'missing', missing: part });

/**
 * Computes the date of deletion from a `fixed` rule with a known start; for other rules returns what is missing.
 * `start` (a date of the record) takes precedence over the start of the rule. Never throws: unreadable parts of a rule
 * count as missing. Source: docs/domain.md#retention.
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

/** The retention members of a record; the contract's `Record` fits. */
export interface TermFacts {
  /** RFC 3339. */
  readonly at: string;
  readonly deleteOn?: PlainDate | undefined;
  readonly retention?: RetentionRule | undefined;
  readonly hold?: { readonly reason: string } | undefined;
}

/** The retention term of a record. */
export interface RecordTerm {
  /** The last day; absent when it is unknown. */
  readonly date?: PlainDate;
  /** True when the last day has passed. */
  readonly over: boolean;
  /** The recorded reason to keep the record after that day. */
  readonly kept?: string;
}

/** The retention term of a record on a day in Moscow. The last day belongs to the term (152-ФЗ ст. 5 ч. 7). */
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
 * The day until which documents of a year are kept at least: the last day of the year, `years` later. 2025 + 5 →
 * 2030-12-31 (402-ФЗ ст. 29, `confirmed: false`). Throws `RangeError` on an invalid year. Source:
 * docs/domain.md#kept-by-year.
 */
export const keptByLawUntil = (year: number, years: number): PlainDate => addDays(`${year + years}-12-31`, 0);

/** An item with a retention rule, and its own start if it has one. */
export interface Kept {
  readonly rule: RetentionRule;
  readonly start?: PlainDate | undefined;
}

/** A future deletion: the item, the date and the formula. */
export interface ComingDeletion<T extends Kept> {
  readonly item: T;
  readonly date: PlainDate;
  readonly start: PlainDate;
  readonly period: Period;
}

/**
 * The items that are deleted from `from` to `days` later, both included, earliest first; a recorded reason to keep an
 * item moves its date. Items without a computed date are omitted. Source: docs/domain.md#retention.
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
