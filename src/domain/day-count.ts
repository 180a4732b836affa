import type { PlainDate } from './calendar.ts';
import { daysBetween, yearOf } from './calendar.ts';
import { addDays } from './calendar-steps.ts';
import type { DeadlineUnit } from './deadline-rules.ts';
import type { Jurisdiction } from './ids.ts';
import { type WorkingCalendar, calendarFor, isWorkingDay } from './working-days.ts';

/** One day of the period up to a due date. */
export interface CountedDay {
  readonly date: PlainDate;
  /** Its number in the count; absent for a day that is not counted, and `off` says why. */
  readonly n?: number;
  readonly off?: 'start' | 'weekend' | 'holiday';
  /** A weekend that is a working day. */
  readonly working?: true;
}

const isWeekend = (date: PlainDate): boolean => [5, 6].includes(weekdayOf(date));

/** The day of the week, Monday is 0. */
export const weekdayOf = (date: PlainDate): number => ((daysBetween('1970-01-05', date) % 7) + 7) % 7;

/**
 * Every day from the start of a period to its due date, counted as the rule counts: the first day is never counted, and
 * with working days the days off are not. Source: docs/domain.md#counting.
 */
export const countedDays = (
  { fromDate, date, extendedDate, unit }: DatesOfClock,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): CountedDay[] => {
  const days: CountedDay[] = [{ date: fromDate, off: 'start' }];
  let n = 0;
  for (let i = 1; i <= daysBetween(fromDate, extendedDate ?? date); i += 1) {
    const day = addDays(fromDate, i);
    const weekend = isWeekend(day);
    if (unit !== 'workday') days.push({ date: day, n: ++n });
    else if (isWorkingDay(day, calendars, jurisdiction))
      days.push({ date: day, n: ++n, ...(weekend ? { working: true as const } : {}) });
    else days.push({ date: day, off: weekend ? 'weekend' : 'holiday' });
  }
  return days;
};

/** The part of a clock that counting its days needs. */
export interface DatesOfClock {
  readonly fromDate: PlainDate;
  readonly date: PlainDate;
  readonly extendedDate?: PlainDate | undefined;
  readonly unit: DeadlineUnit;
}

/** The days in whole weeks from Monday; days outside the period are undefined. */
export const weeksOf = (days: readonly CountedDay[]): (CountedDay | undefined)[][] => {
  const [first] = days;
  if (first === undefined) return [];
  const cells: (CountedDay | undefined)[] = [...Array<undefined>(weekdayOf(first.date)), ...days];
  const weeks: (CountedDay | undefined)[][] = [];
  for (let i = 0; i < cells.length; i += 7) {
    const week = cells.slice(i, i + 7);
    weeks.push([...week, ...Array<undefined>(7 - week.length)]);
  }
  return weeks;
};

/** The years of the days whose calendar fulfils a condition. */
const yearsOf = (
  days: readonly CountedDay[],
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
  predicate: (calendar: WorkingCalendar | undefined) => boolean,
): string[] =>
  [...new Set(days.map(({ date }) => String(yearOf(date))))].filter(year =>
    predicate(calendarFor(Number(year), calendars, jurisdiction)),
  );

/** The years of the period without a calendar: there only weekends are days off. */
export const unknownYears = (
  days: readonly CountedDay[],
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): string[] => yearsOf(days, calendars, jurisdiction, calendar => calendar === undefined);

/** The years of the period whose calendar is not confirmed: dates may change. */
export const unconfirmedYears = (
  days: readonly CountedDay[],
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): string[] => yearsOf(days, calendars, jurisdiction, calendar => calendar?.confirmed === false);
