import { DAY, daysInMonth, fromDay, partsOf, type PlainDate, toDay, yearOf } from './calendar.ts';
import type { Jurisdiction } from './ids.ts';
import { calendarFor, isWorking, isWorkingDay, type WorkingCalendar } from './working-days.ts';

// Adds days, months and working days to a date. calendar.ts and working-days.ts count the days between two dates.

/**
 * A counted date. `calendarKnown` is false when a year of the period has no calendar, so only weekends count as days
 * off.
 */
export interface CountedDate {
  readonly date: PlainDate;
  readonly calendarKnown: boolean;
  /** Present when the calendar of a year of the period is not confirmed. */
  readonly calendarConfirmed?: false;
}

/**
 * The date `days` calendar days later (earlier when negative). Throws `RangeError` on an invalid date or a fraction.
 */
export const addDays = (date: PlainDate, days: number): PlainDate => {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return fromDay(toDay(date) + days);
};

/**
 * The same day `months` later (earlier when negative), limited to the end of a shorter month: 31.01 + 1 → 28.02. Throws
 * `RangeError` on an invalid date or a fraction.
 */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  if (!Number.isInteger(months)) throw new RangeError(`not a whole number of months: ${months}`);
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return fromDay(Date.UTC(toYear, toMonth - 1, Math.min(day, daysInMonth(toYear, toMonth))) / DAY);
};

/** True when there is a calendar for the year of the date. */
export const isCalendarKnown = (
  date: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): boolean => calendarFor(yearOf(date), calendars, jurisdiction) !== undefined;

/**
 * The `n`-th working day after `from`. `from` itself (the day of receipt) is not counted; `n = 0` gives `from`.
 * `calendarKnown` is false when a year of the period has no calendar; `calendarConfirmed` is false when one is not
 * confirmed. Throws `RangeError` on an invalid date, or when `n` is not an integer ≥ 0. Source:
 * docs/domain.md#counting.
 */
export const addWorkingDays = (
  from: PlainDate,
  n: number,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): CountedDate => {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
  let day = toDay(from);
  let year = yearOf(from);
  let calendar = calendarFor(year, calendars, jurisdiction);
  let calendarKnown = calendar !== undefined;
  let calendarConfirmed = calendar?.confirmed !== false;
  for (let left = n; left > 0;) {
    day += 1;
    if (day === Date.UTC(year + 1, 0) / DAY) {
      year += 1;
      calendar = calendarFor(year, calendars, jurisdiction);
      calendarKnown &&= calendar !== undefined;
      calendarConfirmed &&= calendar?.confirmed !== false;
    }
    if (isWorking(day, calendar)) left -= 1;
  }
  return { date: fromDay(day), calendarKnown, ...(calendarConfirmed ? {} : { calendarConfirmed }) };
};

/** The last working day before the date. Throws `RangeError` on an invalid date. Source: docs/domain.md#counting. */
export const previousWorkingDay = (
  date: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): PlainDate => {
  let day = toDay(date) - 1;
  while (!isWorkingDay(fromDay(day), calendars, jurisdiction)) day -= 1;
  return fromDay(day);
};
