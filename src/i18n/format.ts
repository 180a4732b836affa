import { daysBetween, moscowDate, moscowTime, partsOf, yearOf } from '../domain/calendar.ts';
import { MONTHS } from '../domain/month-names.ts';
import type { Locale } from './locale.ts';

const NBSP = '\u00a0';

/** An amount of money as in the contract: a decimal string and an ISO 4217 code. */
export interface MoneyValue {
  amount: string;
  currency: string;
}

/** The formats of dates, numbers and sizes in one language. Instants are shown in Moscow time. */
export interface Format {
  /** `21 октября 2020 г.` from `YYYY-MM-DD` or an instant. */
  date(value: string): string;
  /** `21 октября` in the year of `now`, otherwise with the year. */
  shortDate(value: string, now: string): string;
  /** `21.10.2020`, for dense tables. */
  dayMonthYear(value: string): string;
  /** `21 октября 2020 г., 14:20`. */
  dateTime(value: string): string;
  /** `сегодня, 14:20`, `вчера, 14:20`, otherwise `shortDate`. */
  moment(value: string, now: string): string;
  /** `сегодня`, `вчера`, otherwise `shortDate`. */
  day(value: string, now: string): string;
  /** `14:20`. */
  hourMinute(value: string): string;
  /** `14:20:05`. */
  time(value: string): string;
  /** `понедельник`, or `пн`, of a date. */
  weekday(value: string, length: 'long' | 'short'): string;
  /** `12 345`. */
  number(value: number): string;
  /** `№ R-26-0107`: the number of a request or a copy. */
  reference(number: string): string;
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

function dayAndMonth(locale: Locale, value: string): string {
  const [, month, day] = partsOf(moscowDate(value));
  return `${day} ${MONTHS[locale][month - 1]}`;
}

/** `21 октября 2020 г.`, with a no-break space before «г.». */
function longDate(locale: Locale, value: string): string {
  const year = yearOf(moscowDate(value));
  return `${dayAndMonth(locale, value)} ${year}${locale === 'ru' ? `${NBSP}г.` : ''}`;
}

const SEPARATOR: Record<Locale, string> = { ru: NBSP, en: ',' };

/**
 * `12 345`, `12,345`: an integer with separated thousands; a fraction is rounded. Without `Intl`, as for dates: its
 * first formatter on a page takes 60 to 500 ms on a slow phone, before anything is shown
 * (docs/decisions/0004-texts.md). The specs compare both with `Intl`.
 */
export function formatInteger(locale: Locale, value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, SEPARATOR[locale]);
}

const AND: Record<Locale, string> = { ru: ' и ', en: ' and ' };

/** `а, б и в`, `a, b and c`. Without `Intl` for the same reason as numbers. */
function formatList(locale: Locale, items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')}${AND[locale]}${last}`;
}

/** Creates an object on first use: `Intl` objects are slow to create, and no page needs all of them. */
function onDemand<T>(make: () => T): () => T {
  let thing: T | undefined;
  return () => (thing ??= make());
}

const made = new Map<Locale, Format>();

/** The formats of a language; the same object for the same language. */
export function formatOf(locale: Locale): Format {
  const ready = made.get(locale);
  if (ready) return ready;
  const tag = locale === 'ru' ? 'ru-RU' : 'en-GB';
  const decimal = onDemand(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }));
  const collator = onDemand(() => new Intl.Collator(tag, { sensitivity: 'base', numeric: true }));
  const currencies = new Map<string, Intl.NumberFormat>();

  const hourMinute = (value: string) => moscowTime(value).slice(0, 5);
  const recentDay = (value: string, now: string): string | undefined => {
    const ago = daysBetween(moscowDate(value), moscowDate(now));
    return ago === 0 ? DAYS[locale].today : ago === 1 ? DAYS[locale].yesterday : undefined;
  };

  const format: Format = {
    date: value => longDate(locale, value),
    shortDate: (value, now) =>
      yearOf(moscowDate(value)) === yearOf(moscowDate(now))
        ? dayAndMonth(locale, value)
        : longDate(locale, value),
    dayMonthYear: value =>
      moscowDate(value)
        .split('-')
        .toReversed()
        .join(locale === 'ru' ? '.' : '/'),
    dateTime: value => `${longDate(locale, value)},${NBSP}${hourMinute(value)}`,
    moment: (value, now) => {
      const day = recentDay(value, now);
      return day === undefined ? format.shortDate(value, now) : `${day}, ${hourMinute(value)}`;
    },
    day: (value, now) => recentDay(value, now) ?? format.shortDate(value, now),
    hourMinute,
    time: value => moscowTime(value),
    weekday: (value, length) =>
      // Noon in UTC is on the same date in Moscow.
      new Intl.DateTimeFormat(tag, { weekday: length, timeZone: 'UTC' }).format(
        Date.parse(`${moscowDate(value)}T12:00:00Z`),
      ),
    number: value => formatInteger(locale, value),
    reference: number => `${locale === 'ru' ? '№' : 'No.'} ${number}`,
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
    list: items => formatList(locale, items),
    compare: (a, b) => collator().compare(a, b),
  };
  made.set(locale, format);
  return format;
}
