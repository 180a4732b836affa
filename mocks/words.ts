import type { Lang, Text } from './problem.ts';

/** A text of the data in both languages. */
export const t = (ru: string, en: string): Text => ({ ru, en });

/** A text in the language asked for; what a person typed has only one. */
export const say = (text: Text | string, lang: Lang): string =>
  typeof text === 'string' ? text : text[lang];

/** The Russian plural form that fits a number: `plural(3, 'запись', 'записи', 'записей')`. */
export const plural = (n: number, one: string, few: string, many: string): string => {
  const [ten, hundred] = [n % 10, n % 100];
  if (ten === 1 && hundred !== 11) return one;
  return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? few : many;
};

/** «3 записи» / “3 records”. */
export const countText = (
  n: number,
  ru: readonly [string, string, string],
  en: readonly [string, string],
): Text => t(`${n} ${plural(n, ...ru)}`, `${n} ${n === 1 ? en[0] : en[1]}`);

/** A calendar date as people write it. */
export const dateText = (date: string): Text => {
  const [year = '', month = '', day = ''] = date.split('-');
  return t(`${day}.${month}.${year}`, `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`);
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
