import type { Instant, PlainDate, WorkingCalendar } from './calendar.ts';
import { daysBetween, moscowDate, workingDaysBetween } from './calendar.ts';
import type { Deadline } from './deadlines.ts';
import type { Jurisdiction } from './ids.ts';

// How a clock stands: what pages show of it. How it comes about, by which rule of law, is in deadlines.ts.

type Dated = Pick<Deadline, 'date' | 'extendedDate'>;

/** The date in force: the extended one when there is one. */
export const effectiveDate = (deadline: Dated): PlainDate => deadline.extendedDate ?? deadline.date;

/** Orders clocks by the date in force. */
export const earliestFirst = (a: Dated, b: Dated): number => daysBetween(effectiveDate(b), effectiveDate(a));

/**
 * The clock that governs: the earliest date in force. Blocking at once is a measure beside the answer, never
 * the answer's date. undefined when there is no clock. Source: docs/domain.md#clocks.
 */
export const governing = <T extends Pick<Deadline, 'date' | 'extendedDate' | 'unit'>>(
  deadlines: readonly T[],
): T | undefined => deadlines.filter(deadline => deadline.unit !== 'at-once').toSorted(earliestFirst)[0];

/** Whether a date stands as it is: its rule is confirmed, and so is every calendar it was counted by. */
export const isSettled = (
  deadline: Pick<Deadline, 'confirmed'> & { readonly calendarConfirmed?: boolean | undefined },
): boolean => deadline.confirmed && deadline.calendarConfirmed !== false;

/** Calendar days to a date: `days` is always ≥ 1, the last day itself is `today`. */
export type DaysLeft =
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'overdue'; readonly days: number };

/** How many calendar days are left to the date, today being Moscow's. Throws `RangeError` on no date. */
export const daysLeft = (date: PlainDate, now: Instant): DaysLeft => {
  const days = daysBetween(moscowDate(now), date);
  if (days > 0) return { kind: 'left', days };
  return days === 0 ? { kind: 'today' } : { kind: 'overdue', days: -days };
};

/** How far a clock has gone: whole units since its start, 0 ≤ `elapsed` ≤ `total`, `fraction` 0…1. */
export interface ClockProgress {
  readonly elapsed: number;
  readonly total: number;
  /** The rule's own unit; a period of months is told in days, since months differ. */
  readonly unit: 'workday' | 'day';
  readonly fraction: number;
}

/**
 * How far a clock has gone by now, for the two-clock bars; the extension counts. A clock without length
 * (at once) is full from its start.
 */
export const clockProgress = (
  deadline: Pick<Deadline, 'fromDate' | 'date' | 'extendedDate' | 'unit'>,
  now: Instant,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): ClockProgress => {
  const unit = deadline.unit === 'workday' ? 'workday' : 'day';
  const until = (date: PlainDate): number =>
    unit === 'workday'
      ? workingDaysBetween(deadline.fromDate, date, calendars, jurisdiction)
      : daysBetween(deadline.fromDate, date);
  const end = effectiveDate(deadline);
  const today = moscowDate(now);
  const total = until(end);
  const elapsed = today <= deadline.fromDate ? 0 : until(today < end ? today : end);
  return { elapsed, total, unit, fraction: total === 0 ? 1 : elapsed / total };
};
