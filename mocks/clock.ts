import { DAY, epochMs, HOUR, isPlainDate, moscowDate, moscowTime } from '../src/domain/calendar.ts';

const MINUTE = 60_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The instant meant by `?now=` or `X-Mock-Now`: a date is its noon in Moscow. Undefined when it is no instant. */
export const parseNow = (text: string): Date | undefined => {
  const value = text.trim();
  if (isPlainDate(value)) return new Date(epochMs(value) + 12 * HOUR);
  if (!INSTANT.test(value)) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
};

/** The instant as a field for date and time shows it: Moscow's, `2026-02-02T12:00`. Empty when it is none. */
export const wallClock = (now: string): string => {
  const instant = parseNow(now);
  return instant === undefined ? '' : `${moscowDate(instant)}T${moscowTime(instant).replace(/:\d\d$/, '')}`;
};

/** The instant (RFC 3339, UTC) that such a field means, in Moscow; empty when it means none. */
export const fromWallClock = (text: string): string => {
  const [date = '', time = ''] = text.split('T');
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return !isPlainDate(date) || Number.isNaN(hours + minutes)
    ? ''
    : new Date(epochMs(date) + hours * HOUR + minutes * MINUTE).toISOString();
};

/** Instants relative to one base, as RFC 3339 text: what seeds are written with. */
export interface Timeline {
  readonly base: string;
  /** An instant this many days (and hours, and minutes) before (negative) or after the base. */
  at(days: number, hours?: number, minutes?: number): string;
  /** The same as a date in Moscow. */
  date(days: number): string;
}

/** Instants around `base`. */
export const timeline = (base: string): Timeline => {
  const start = Date.parse(base);
  const at = (days: number, hours = 0, minutes = 0) =>
    new Date(start + days * DAY + hours * HOUR + minutes * MINUTE).toISOString();
  return { base, at, date: days => moscowDate(at(days)) };
};
