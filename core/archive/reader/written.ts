import type { Lang } from '../../problem.ts';
import { isPlainDate, moscowDate } from '../../../src/domain/calendar.ts';
import * as texts from '../../text.ts';

/*
 * How the still text of the reader writes numbers and dates. Not `Intl`: its output differs from one version of a
 * browser to the next, and the same copy must give the same bytes everywhere.
 */

const NBSP = '\u00a0';
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
  return `${texts.numberText(value, lang)}${NBSP}${word}`;
};

/** `21 октября 2020 г.` of `YYYY-MM-DD`; what is no date stays as it is. */
export const dateText = (date: string, lang: Lang): string =>
  isPlainDate(date) ? texts.dateText(date)[lang] : date;

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

/** `21 октября 2020 г.` of an instant, by the Moscow calendar. */
export const dayText = (instant: string, lang: Lang): string =>
  isInstant(instant) ? dateText(moscowDate(instant), lang) : instant;

/** `21 октября 2020 г., 14:20` of an instant, Moscow time. */
export const momentText = (instant: string, lang: Lang): string =>
  isInstant(instant) ? texts.momentText(instant)[lang] : instant;
