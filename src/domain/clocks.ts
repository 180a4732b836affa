import type { Instant, PlainDate } from './calendar.ts';
import { daysBetween, moscowDate } from './calendar.ts';
import type { Deadline } from './deadline.ts';
import type { Jurisdiction } from './ids.ts';
import { type WorkingCalendar, workingDaysBetween } from './working-days.ts';

// What pages show of a clock. deadlines.ts computes the clocks from the rules.

type Dated = Pick<Deadline, 'date' | 'extendedDate'>;

/** The date in force: after an extension the extended date. */
export const effectiveDate = (deadline: Dated): PlainDate => deadline.extendedDate ?? deadline.date;

/** Compares two clocks by the date in force, for sorting. */
export const earliestFirst = (a: Dated, b: Dated): number => daysBetween(effectiveDate(b), effectiveDate(a));

/**
 * The clock that governs: the earliest date in force. Blocking at once does not count, because it is no answer.
 * undefined without clocks. Source: docs/domain.md#clocks.
 */
export const governing = <T extends Pick<Deadline, 'date' | 'extendedDate' | 'unit'>>(
  deadlines: readonly T[],
): T | undefined => deadlines.filter(deadline => deadline.unit !== 'at-once').toSorted(earliestFirst)[0];

/** True when the date cannot change: its rule and all calendars it was counted by are confirmed. */
export const isSettled = (
  deadline: Pick<Deadline, 'confirmed'> & { readonly calendarConfirmed?: boolean | undefined },
): boolean => deadline.confirmed && deadline.calendarConfirmed !== false;

/** Calendar days to a date. `days` is at least 1; the date itself is `today`. */
export type DaysLeft =
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'overdue'; readonly days: number };

/** Counts the calendar days from today (Moscow) to the date. Throws `RangeError` on an invalid date. */
export const daysLeft = (date: PlainDate, now: Instant): DaysLeft => {
  const days = daysBetween(moscowDate(now), date);
  if (days > 0) return { kind: 'left', days };
  return days === 0 ? { kind: 'today' } : { kind: 'overdue', days: -days };
};

/** The progress of a clock in whole units since its start: 0 ≤ `elapsed` ≤ `total`, `fraction` 0…1. */
export interface ClockProgress {
  readonly elapsed: number;
  readonly total: number;
  /** The unit of the rule; months are counted in days, because they differ in length. */
  readonly unit: 'workday' | 'day';
  readonly fraction: number;
}

/**
 * The progress of a clock at `now`, up to the date in force. A clock without length (at once) is complete from its
 * start.
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
