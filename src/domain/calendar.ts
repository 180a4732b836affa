/**
 * A calendar date `YYYY-MM-DD`, years 1000–9999. The date of an instant is the date in Moscow
 * (docs/domain.md#counting).
 */
export type PlainDate = string;

/** An instant: a `Date`, an RFC 3339 text with an offset, or a `PlainDate` (the start of that day in Moscow). */
export type Instant = string | Date;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const MOSCOW_OFFSET = 3 * HOUR;
/** The instant since which Moscow is at UTC+3 all year (248-ФЗ of 21.07.2014). Only ICU knows the earlier offsets. */
const MOSCOW_FIXED_SINCE = Date.UTC(2014, 9, 25, 22);

const PLAIN_DATE = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Year, month 1–12 and day of a date. Throws `RangeError` on an invalid date. */
export const partsOf = (date: PlainDate): readonly [year: number, month: number, day: number] => {
  if (!isPlainDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
};

/** The number of days of the month (1–12). */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days since 1970-01-01, the unit of the calculations below. */
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

/** True for an existing calendar date; false for `2026-02-30`. Never throws. */
export const isPlainDate = (text: string): boolean => {
  const match = PLAIN_DATE.exec(text);
  if (match === null) return false;
  const [month, day] = [Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  // Each month has 28 days: only a later day needs its length.
  return day <= 28 || day <= daysInMonth(Number(match[1]), month);
};

/**
 * Milliseconds since the epoch. Throws `RangeError` on an invalid instant, and on a text without an offset, because its
 * meaning would depend on the time zone of the machine.
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

/** Date and time in Moscow before its offset was fixed, as `YYYY-MM-DDTHH:MM:SS`. */
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
  // The parts are read by name, because browsers differ in their order.
  const parts = new Map(oldMoscow.formatToParts(ms).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map(type => parts.get(type) ?? '');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
};

/**
 * The date in Moscow (Europe/Moscow) at this instant; a `PlainDate` gives itself. Correct also before 26.10.2014, when
 * Moscow had other offsets. Throws `RangeError` on an invalid instant. Source: docs/domain.md#counting.
 */
export const moscowDate = (instant: Instant): PlainDate => {
  if (typeof instant === 'string' && isPlainDate(instant)) return instant;
  const ms = epochMs(instant);
  if (ms >= MOSCOW_FIXED_SINCE) return fromDay(Math.floor((ms + MOSCOW_OFFSET) / DAY));
  return oldMoscowClock(ms).slice(0, 10);
};

/**
 * The time in Moscow at this instant, `HH:MM:SS`; `moscowDate` gives the date. Throws `RangeError` on an invalid
 * instant.
 */
export const moscowTime = (instant: Instant): string => {
  const ms = epochMs(instant);
  if (ms >= MOSCOW_FIXED_SINCE) return new Date(ms + MOSCOW_OFFSET).toISOString().slice(11, 19);
  return oldMoscowClock(ms).slice(11);
};

/** The first instant of a day in Moscow, RFC 3339 in UTC. Throws `RangeError` on an invalid date. */
export const startOfMoscowDay = (date: PlainDate): string => new Date(epochMs(date)).toISOString();

/** The last second of a day in Moscow, RFC 3339 in UTC. Throws `RangeError` on an invalid date. */
export const endOfMoscowDay = (date: PlainDate): string => new Date(epochMs(date) + DAY - 1000).toISOString();

/** Calendar days from `from` to `to`; negative when `to` is earlier. Throws `RangeError` on an invalid date. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toDay(to) - toDay(from);
