import type { CountedDate, PlainDate, WorkingCalendar } from './calendar.ts';
import {
  calendarFor,
  DAY,
  daysInMonth,
  fromDay,
  isWorking,
  isWorkingDay,
  partsOf,
  toDay,
  yearOf,
} from './calendar.ts';
import type { Jurisdiction } from './ids.ts';

// The dates that steps of days, months and working days lead to. How far apart two dates are is in calendar.ts.

/** The date `days` calendar days later (earlier when negative). Throws `RangeError` on no date or a fraction. */
export const addDays = (date: PlainDate, days: number): PlainDate => {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return fromDay(toDay(date) + days);
};

/**
 * The same day `months` later (earlier when negative), clamped to the end of a shorter month:
 * 31.01 + 1 → 28.02. Throws `RangeError` on no date or a fraction.
 */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  if (!Number.isInteger(months)) throw new RangeError(`not a whole number of months: ${months}`);
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return fromDay(Date.UTC(toYear, toMonth - 1, Math.min(day, daysInMonth(toYear, toMonth))) / DAY);
};

/**
 * The `n`-th working day after `from`; `from` itself (the day of receipt) is not counted, `n = 0` is `from`.
 * `calendarKnown` is false when any year on the way has no calendar, `calendarConfirmed` when one is not confirmed. Throws `RangeError` on no date or
 * when `n` is not a whole number ≥ 0. Source: docs/domain.md#counting.
 */
export const addWorkingDays = (
  from: PlainDate,
  n: number,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): CountedDate => {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
  let day = toDay(from);
  let date = from;
  let year = yearOf(from);
  let calendar = calendarFor(year, calendars, jurisdiction);
  let calendarKnown = calendar !== undefined;
  let calendarConfirmed = calendar?.confirmed !== false;
  for (let left = n; left > 0;) {
    day += 1;
    date = fromDay(day);
    if (yearOf(date) !== year) {
      year = yearOf(date);
      calendar = calendarFor(year, calendars, jurisdiction);
      calendarKnown &&= calendar !== undefined;
      calendarConfirmed &&= calendar?.confirmed !== false;
    }
    if (isWorking(day, date, calendar)) left -= 1;
  }
  return { date, calendarKnown, ...(calendarConfirmed ? {} : { calendarConfirmed }) };
};

/** The nearest working day strictly before the date. Throws `RangeError` on no date. Source: docs/domain.md#counting. */
export const previousWorkingDay = (
  date: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): PlainDate => {
  let day = toDay(date) - 1;
  while (!isWorkingDay(fromDay(day), calendars, jurisdiction)) day -= 1;
  return fromDay(day);
};
