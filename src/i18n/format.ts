import { moscowDate, yearOf } from '../domain/calendar.ts';
import type { Locale } from './texts.ts';

const ZONE = 'Europe/Moscow';
const NBSP = '\u00a0';

/** An amount as the contract writes it: a decimal string and an ISO 4217 code. */
export interface MoneyValue {
  amount: string;
  currency: string;
}

/** Writers of dates, numbers and sizes for one language. Instants are shown in Moscow time. */
export interface Format {
  /** `21 октября 2020 г.` from `YYYY-MM-DD` or an instant. */
  date(value: string): string;
  /** `21 октября` when the year is that of `now`, the whole date otherwise. */
  shortDate(value: string, now: string): string;
  /** `21.10.2020`, for dense tables. */
  dayMonthYear(value: string): string;
  /** `21 октября 2020 г., 14:20`. */
  dateTime(value: string): string;
  /** `сегодня, 14:20`, `вчера, 14:20`, `21 октября`, … : a moment as people say it. */
  moment(value: string, now: string): string;
  /** `14:20:05`. */
  time(value: string): string;
  /** `понедельник`, or `пн`, of a date. */
  weekday(value: string, length: 'long' | 'short'): string;
  /** `12 345`. */
  number(value: number): string;
  /** `12 345,67 ₽`. */
  money(value: MoneyValue): string;
  /** `1,8 ГБ`. Powers of 1024. */
  bytes(value: number): string;
  /** `4:05`, minutes and seconds. */
  duration(seconds: number): string;
  /** `А, Б и В`. */
  list(items: readonly string[]): string;
  /** Compares texts the way the language sorts them (ё beside е). */
  compare(a: string, b: string): number;
}

const UNITS: Record<Locale, readonly string[]> = {
  ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  en: ['B', 'kB', 'MB', 'GB', 'TB'],
};
const DAYS: Record<Locale, { today: string; yesterday: string }> = {
  ru: { today: 'сегодня', yesterday: 'вчера' },
  en: { today: 'today', yesterday: 'yesterday' },
};

function instantOf(value: string): Date {
  // A calendar date has no time: noon in Moscow is that date in every zone we print.
  return new Date(value.length === 10 ? `${value}T09:00:00Z` : value);
}

/** «2026 г.» stays on one line. */
const tied = (date: string): string => date.replace(/ г\.$/, `${NBSP}г.`);

/** Makes a thing when it is first asked for: `Intl` objects are slow to make, and no page needs all of them. */
function onDemand<T>(make: () => T): () => T {
  let thing: T | undefined;
  return () => (thing ??= make());
}

const made = new Map<Locale, Format>();

/** The writers of a language, made once. */
export function formatOf(locale: Locale): Format {
  const ready = made.get(locale);
  if (ready) return ready;
  const tag = locale === 'ru' ? 'ru-RU' : 'en-GB';
  const dateLong = onDemand(() => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: ZONE }));
  const dateNoYear = onDemand(
    () => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone: ZONE }),
  );
  const dateDense = onDemand(
    () =>
      new Intl.DateTimeFormat(tag, {
        day: '2-digit',
        month: '2-digit',
        year: 'numeric',
        timeZone: ZONE,
      }),
  );
  const hourMinute = onDemand(
    () => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: ZONE }),
  );
  const clock = onDemand(() => new Intl.DateTimeFormat(tag, { timeStyle: 'medium', timeZone: ZONE }));
  const integer = onDemand(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 0, useGrouping: true }));
  const decimal = onDemand(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }));
  const conjunction = onDemand(() => new Intl.ListFormat(tag, { type: 'conjunction' }));
  const collator = onDemand(() => new Intl.Collator(tag, { sensitivity: 'base', numeric: true }));
  const currencies = new Map<string, Intl.NumberFormat>();

  const format: Format = {
    date: value => tied(dateLong().format(instantOf(value))),
    shortDate: (value, now) =>
      yearOf(moscowDate(value)) === yearOf(moscowDate(now))
        ? dateNoYear().format(instantOf(value))
        : tied(dateLong().format(instantOf(value))),
    dayMonthYear: value => dateDense().format(instantOf(value)),
    dateTime: value =>
      `${tied(dateLong().format(instantOf(value)))},${NBSP}${hourMinute().format(instantOf(value))}`,
    moment: (value, now) => {
      const day = moscowDate(value);
      const today = moscowDate(now);
      const yesterday = moscowDate(new Date(instantOf(now).getTime() - 86_400_000));
      const at = hourMinute().format(instantOf(value));
      if (day === today) return `${DAYS[locale].today}, ${at}`;
      if (day === yesterday) return `${DAYS[locale].yesterday}, ${at}`;
      return format.shortDate(value, now);
    },
    time: value => clock().format(instantOf(value)),
    weekday: (value, length) =>
      new Intl.DateTimeFormat(tag, { weekday: length, timeZone: ZONE }).format(instantOf(value)),
    number: value => integer().format(value),
    money: ({ amount, currency }) => {
      let writer = currencies.get(currency);
      if (!writer) {
        writer = new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
        currencies.set(currency, writer);
      }
      return writer.format(Number(amount));
    },
    bytes: value => {
      let size = value;
      let unit = 0;
      while (size >= 1024 && unit < UNITS[locale].length - 1) {
        size /= 1024;
        unit++;
      }
      return `${decimal().format(unit === 0 ? size : Math.round(size * 10) / 10)}${NBSP}${UNITS[locale][unit]}`;
    },
    duration: seconds => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`,
    list: items => conjunction().format(items),
    compare: (a, b) => collator().compare(a, b),
  };
  made.set(locale, format);
  return format;
}
