import { fromDay, type PlainDate, toDay, yearOf } from './calendar.ts';
import type { Jurisdiction } from './ids.ts';

/** The days off and the worked weekends of one jurisdiction and year (docs/domain.md#calendars). */
export interface WorkingCalendar {
  readonly jurisdiction: Jurisdiction;
  readonly year: number;
  readonly off: readonly PlainDate[];
  readonly workingWeekends: readonly PlainDate[];
  /** false: only the days off of the law; the transfers of the year are not published yet, so dates may change. */
  readonly confirmed: boolean;
}

/** The calendar of a year in a jurisdiction; undefined when there is none. */
export const calendarFor = (
  year: number,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): WorkingCalendar | undefined =>
  calendars.find(calendar => calendar.year === year && calendar.jurisdiction === jurisdiction);

const exceptions = new WeakMap<WorkingCalendar, ReadonlyMap<number, boolean>>();

/** The days of a calendar that differ from the week, kept by calendar: a period looks up each of its days. */
const exceptionsOf = (calendar: WorkingCalendar): ReadonlyMap<number, boolean> => {
  const known = exceptions.get(calendar);
  if (known !== undefined) return known;
  const made = new Map([
    ...calendar.off.map(date => [toDay(date), false] as const),
    ...calendar.workingWeekends.map(date => [toDay(date), true] as const),
  ]);
  exceptions.set(calendar, made);
  return made;
};

/** `isWorkingDay` for a caller that has the day since 1970-01-01 and the calendar of its year. */
export const isWorking = (day: number, calendar: WorkingCalendar | undefined): boolean => {
  const exception = calendar && exceptionsOf(calendar).get(day);
  if (exception !== undefined) return exception;
  const weekday = (((day + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  return weekday !== 0 && weekday !== 6;
};

/**
 * True for a working day. In a year without a calendar these are Monday to Friday. Throws `RangeError` on an invalid
 * date. Source: docs/domain.md#calendars.
 */
export const isWorkingDay = (
  date: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): boolean => isWorking(toDay(date), calendarFor(yearOf(date), calendars, jurisdiction));

/**
 * Working days after `from` up to and including `to`: the inverse of `addWorkingDays`. Negative when `to` is earlier.
 * Throws `RangeError` on an invalid date.
 */
export const workingDaysBetween = (
  from: PlainDate,
  to: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): number => {
  const [start, end] = [toDay(from), toDay(to)];
  if (end < start) return -workingDaysBetween(to, from, calendars, jurisdiction);
  let count = 0;
  for (let day = start + 1; day <= end; day += 1) {
    if (isWorkingDay(fromDay(day), calendars, jurisdiction)) count += 1;
  }
  return count;
};
