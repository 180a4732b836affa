import type { Jurisdiction } from './ids.ts';

/** A calendar date `YYYY-MM-DD`, years 1000–9999. Where it comes from an instant it is Moscow's (docs/domain.md#counting). */
export type PlainDate = string;

/** A moment: a `Date`, an RFC 3339 text with its offset, or a `PlainDate` (the start of that day in Moscow). */
export type Instant = string | Date;

/** Days off and worked weekends of one jurisdiction and year (docs/domain.md#calendars). */
export interface WorkingCalendar {
  readonly jurisdiction: Jurisdiction;
  readonly year: number;
  readonly off: readonly PlainDate[];
  readonly workingWeekends: readonly PlainDate[];
  /** false: days off by the law alone, the transfers of the year are not published yet: dates may still move. */
  readonly confirmed: boolean;
}

/** A counted date; `calendarKnown: false` when a year on the way has no calendar, so only weekends were left out. */
export interface CountedDate {
  readonly date: PlainDate;
  readonly calendarKnown: boolean;
  /** Present when the calendar of a year on the way is not confirmed. */
  readonly calendarConfirmed?: false;
}

/** Milliseconds of an hour. */
export const HOUR = 3_600_000;
/** Milliseconds of a day. */
export const DAY = 24 * HOUR;
const MOSCOW_OFFSET = 3 * HOUR;
/** Moscow keeps UTC+3 all year since this moment (248-ФЗ of 21.07.2014); before it only ICU knows. */
const MOSCOW_FIXED_SINCE = Date.UTC(2014, 9, 25, 22);

const PLAIN_DATE = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Year, month 1–12 and day. Throws `RangeError` on no date. */
export const partsOf = (date: PlainDate): readonly [year: number, month: number, day: number] => {
  if (!isPlainDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
};

/** How many days the month (1–12) has. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days since 1970-01-01: what all the arithmetic below is done in. */
export const toDay = (date: PlainDate): number => {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day) / DAY;
};

/** The date of a day since 1970-01-01. Throws `RangeError` outside the years 1000–9999. */
export const fromDay = (day: number): PlainDate => {
  const instant = new Date(day * DAY);
  const year = instant.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) throw new RangeError('a date outside the years 1000–9999');
  return instant.toISOString().slice(0, 10);
};

/** The year of a date. */
export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/** Whether the text is a calendar date that exists, e.g. not `2026-02-30`. Never throws. */
export const isPlainDate = (text: string): boolean => {
  const match = PLAIN_DATE.exec(text);
  if (match === null) return false;
  const [month, day] = [Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(match[1]), month);
};

/**
 * Milliseconds since the epoch of an instant. Throws `RangeError` when it is none, also when a text has
 * no offset: the answer would then depend on the machine's zone.
 */
export const epochMs = (instant: Instant): number => {
  if (typeof instant === 'string' && PLAIN_DATE.test(instant)) {
    return toDay(instant) * DAY - MOSCOW_OFFSET;
  }
  const ms =
    typeof instant === 'string'
      ? RFC_3339.test(instant) && isPlainDate(instant.slice(0, 10))
        ? Date.parse(instant)
        : Number.NaN
      : instant.getTime();
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`);
  return ms;
};

let oldMoscow: Intl.DateTimeFormat | undefined;

/** Date and time of day in Moscow before its offset was fixed, as `YYYY-MM-DDTHH:MM:SS`. */
const oldMoscowClock = (ms: number): string => {
  oldMoscow ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Moscow',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  // By its parts: in what order a language puts them differs from one browser to the next.
  const parts = new Map(oldMoscow.formatToParts(ms).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map(type => parts.get(type) ?? '');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
};

/**
 * The date in Moscow (Europe/Moscow) at this instant; a `PlainDate` is its own date. Exact for the
 * past too: before 26.10.2014 Moscow had other offsets. Throws `RangeError` when it is no instant.
 * Source: docs/domain.md#counting.
 */
export const moscowDate = (instant: Instant): PlainDate => {
  if (typeof instant === 'string' && isPlainDate(instant)) return instant;
  const ms = epochMs(instant);
  if (ms >= MOSCOW_FIXED_SINCE) return fromDay(Math.floor((ms + MOSCOW_OFFSET) / DAY));
  return oldMoscowClock(ms).slice(0, 10);
};

/** The time of day in Moscow at this instant, `HH:MM:SS`; the day beside it is `moscowDate`. Throws `RangeError` when it is no instant. */
export const moscowTime = (instant: Instant): string => {
  const ms = epochMs(instant);
  if (ms >= MOSCOW_FIXED_SINCE) return new Date(ms + MOSCOW_OFFSET).toISOString().slice(11, 19);
  return oldMoscowClock(ms).slice(11);
};

/** The first instant of a Moscow day, RFC 3339 in UTC. Throws `RangeError` on no date. */
export const startOfMoscowDay = (date: PlainDate): string => new Date(epochMs(date)).toISOString();

/** The last whole second of a Moscow day, RFC 3339 in UTC. Throws `RangeError` on no date. */
export const endOfMoscowDay = (date: PlainDate): string => new Date(epochMs(date) + DAY - 1000).toISOString();

/** Calendar days from `from` to `to`; negative when `to` is earlier. Throws `RangeError` on no date. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toDay(to) - toDay(from);

/** The calendar of a year in a jurisdiction, when there is one. */
export const calendarFor = (
  year: number,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): WorkingCalendar | undefined =>
  calendars.find(calendar => calendar.year === year && calendar.jurisdiction === jurisdiction);

/** Whether there is a calendar for the year of this date. */
export const isCalendarKnown = (
  date: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): boolean => calendarFor(yearOf(date), calendars, jurisdiction) !== undefined;

/** `isWorkingDay` for who has both the day and its calendar. */
export const isWorking = (day: number, date: PlainDate, calendar: WorkingCalendar | undefined): boolean => {
  if (calendar?.workingWeekends.includes(date) === true) return true;
  if (calendar?.off.includes(date) === true) return false;
  const weekday = (((day + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  return weekday !== 0 && weekday !== 6;
};

/**
 * Whether the date is worked. For a year without a calendar: Monday to Friday.
 * Throws `RangeError` on no date. Source: docs/domain.md#calendars.
 */
export const isWorkingDay = (
  date: PlainDate,
  calendars: readonly WorkingCalendar[],
  jurisdiction: Jurisdiction,
): boolean => isWorking(toDay(date), date, calendarFor(yearOf(date), calendars, jurisdiction));

/**
 * Working days after `from` up to and including `to`: what `addWorkingDays` would need to get there.
 * Negative (the mirrored count) when `to` is earlier. Throws `RangeError` on no date.
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
