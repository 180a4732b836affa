import type { Lang } from '../../problem.ts';
import { numberText } from '../../words.ts';

/*
 * How the still text of the reader writes numbers and dates. Not `Intl`: its output differs from one version of a
 * browser to the next, and the same copy must give the same bytes everywhere.
 */

const NBSP = '\u00a0';
const MONTHS: Record<Lang, readonly string[]> = {
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
/** Moscow keeps UTC+3 all year since 26.10.2014, earlier than any copy was made. */
const MOSCOW_MS = 3 * 3_600_000;
const RULES: Record<Lang, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** Forms of a word beside a number: one, few, many in Russian; one, many in English. */
export type Forms = readonly [one: string, few: string, many: string] | readonly [one: string, many: string];

/** `3 записи`, `1 record`. */
export const countText = (value: number, forms: Forms, lang: Lang): string => {
  const form = RULES[lang].select(value);
  const word = form === 'one' ? forms[0] : form === 'few' ? forms[1] : (forms[2] ?? forms[1]);
  return `${numberText(value, lang)}${NBSP}${word}`;
};

/** `21 октября 2020 г.` of `YYYY-MM-DD`; what is no date stays as it is. */
export const dateText = (date: string, lang: Lang): string => {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(date);
  const month = MONTHS[lang][Number(match?.[2]) - 1];
  if (match === null || month === undefined) return date;
  const day = `${Number(match[3])}${NBSP}${month} ${match[1]}`;
  return lang === 'ru' ? `${day}${NBSP}г.` : day;
};

/** The date and the time of an instant in Moscow, or nothing of what is no instant. */
const inMoscow = (instant: string): { date: string; time: string } | undefined => {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return undefined;
  const iso = new Date(ms + MOSCOW_MS).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
};

/** `21 октября 2020 г.` of an instant, by the Moscow calendar. */
export const dayText = (instant: string, lang: Lang): string =>
  dateText(inMoscow(instant)?.date ?? instant, lang);

/** `21 октября 2020 г., 14:20` of an instant, Moscow time. */
export const momentText = (instant: string, lang: Lang): string => {
  const at = inMoscow(instant);
  return at === undefined ? instant : `${dateText(at.date, lang)}, ${at.time}`;
};
