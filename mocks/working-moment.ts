import { epochMs, HOUR, moscowDate, partsOf } from '../src/domain/calendar.ts';
import { addDays } from '../src/domain/calendar-steps.ts';
import { CALENDARS } from '../src/domain/calendars.ts';
import { isWorkingDay } from '../src/domain/working-days.ts';

// When the invented staff work: seeds count in days before their base, which may fall on a Sunday or at night.

const MINUTE = 60_000;
const OPENS = 9.5 * HOUR;
const CLOSES = 18 * HOUR;
/** What is moved to the end of a day is spread over this many minutes, so that not all of it has one time. */
const SPREAD_MINUTES = 50;

/** Holidays every year has (ТК ст. 112): years without a calendar of working days have them, too. */
const YEARLY: readonly (readonly [month: number, days: readonly number[]])[] = [
  [1, [1, 2, 3, 4, 5, 6, 7, 8]],
  [2, [23]],
  [3, [8]],
  [5, [1, 9]],
  [6, [12]],
  [11, [4]],
];

const isWorked = (date: string): boolean => {
  const [, month, day] = partsOf(date);
  return (
    isWorkingDay(date, CALENDARS, 'RU') &&
    !YEARLY.some(([holidayMonth, days]) => holidayMonth === month && days.includes(day))
  );
};

const spread = (ms: number): number => ((Math.floor(ms / MINUTE) * 7) % SPREAD_MINUTES) * MINUTE;

/** The last moment at or before `ms` at which the office in Moscow is open. */
export const workingMoment = (ms: number): number => {
  let date = moscowDate(new Date(ms));
  const time = ms - epochMs(date);
  if (isWorked(date) && time >= OPENS) {
    return time <= CLOSES ? ms : epochMs(date) + CLOSES - spread(ms);
  }
  do date = addDays(date, -1);
  while (!isWorked(date));
  return epochMs(date) + CLOSES - spread(ms);
};

/** The first moment at or after `ms` at which the office in Moscow is open. */
export const nextWorkingMoment = (ms: number): number => {
  let date = moscowDate(new Date(ms));
  const time = ms - epochMs(date);
  if (isWorked(date) && time <= CLOSES) {
    return time >= OPENS ? ms : epochMs(date) + OPENS + spread(ms);
  }
  do date = addDays(date, 1);
  while (!isWorked(date));
  return epochMs(date) + OPENS + spread(ms);
};
