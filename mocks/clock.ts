import { moscowDate } from '../src/domain/calendar.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The instant meant by `?now=` or `X-Mock-Now`: a date is its noon in Moscow. Undefined when it is no instant. */
export const parseNow = (text: string): Date | undefined => {
  const value = text.trim();
  if (DATE.test(value)) {
    const noon = new Date(`${value}T09:00:00.000Z`);
    return noon.toISOString().startsWith(value) ? noon : undefined;
  }
  if (!INSTANT.test(value)) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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
