import { moscowDate, moscowTime, partsOf, type PlainDate } from '../src/domain/calendar.ts';
import { MONTHS } from '../src/domain/month-names.ts';
import type { Amount } from '../src/domain/processing.ts';
import type { Lang, Text } from './problem.ts';

/** A text of the data in both languages. */
export const t = (ru: string, en: string): Text => ({ ru, en });

/** A text in the language asked for; what a person typed has only one. */
export const say = (text: Text | string, lang: Lang): string =>
  typeof text === 'string' ? text : text[lang];

/** A text about an action: for the person who acted, and for all others. */
export interface ByReader {
  readonly self: Text;
  readonly other: Text;
}

/** The text for this reader. */
export const toReader = (versions: Text | ByReader, own: boolean): Text =>
  'ru' in versions ? versions : own ? versions.self : versions.other;

/** A label in the middle of a sentence: a capital that only begins it goes, those of «ИНН» stay. */
export const inside = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** A label where it stands alone: it begins with a capital letter, whatever the system writes. */
export const alone = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** The Russian plural form that fits a number: `plural(3, 'запись', 'записи', 'записей')`. */
export const plural = (n: number, one: string, few: string, many: string): string => {
  const [ten, hundred] = [n % 10, n % 100];
  if (ten === 1 && hundred !== 11) return one;
  return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? few : many;
};

/** `12 345` in Russian, `12,345` in English, the same bytes everywhere: every count the mock says is written by it. */
export const numberText = (value: number, lang: Lang): string =>
  String(value).replace(/\B(?=(?:\d{3})+$)/g, lang === 'ru' ? '\u00a0' : ',');

/** «3 записи» / “3 records”: the number stays on the line of its word. */
export const countText = (
  n: number,
  ru: readonly [string, string, string],
  en: readonly [string, string],
): Text =>
  t(
    `${numberText(n, 'ru')}\u00a0${plural(n, ...ru)}`,
    `${numberText(n, 'en')}\u00a0${n === 1 ? en[0] : en[1]}`,
  );

/** «1 значение и 1 486 записей»: how much is kept, in both ways it is kept; what there is none of is not named. */
export const amountText = ({ fields, records }: Amount): Text => {
  const values = countText(fields, ['значение', 'значения', 'значений'], ['detail', 'details']);
  const rows = countText(records, ['запись', 'записи', 'записей'], ['record', 'records']);
  if (fields > 0 && records > 0) return t(`${values.ru} и ${rows.ru}`, `${values.en} and ${rows.en}`);
  if (fields + records === 0) return t('ничего', 'nothing');
  return fields > 0 ? values : rows;
};

/** A calendar date in words; without its year when that is `year`, as people leave it out. */
export const dateText = (date: PlainDate, year?: number): Text => {
  const [own, month, day] = partsOf(date);
  const [ru = '', en = ''] = [MONTHS.ru, MONTHS.en].map(names => `${day}\u00a0${names[month - 1] ?? ''}`);
  return own === year ? t(ru, en) : t(`${ru} ${own}\u00a0г.`, `${en} ${own}`);
};

/** `21 октября 2020 г., 14:20` of an instant, Moscow’s day and clock. */
export const momentText = (instant: string): Text => {
  const { ru, en } = dateText(moscowDate(instant));
  const time = moscowTime(instant).replace(/:\d\d$/, '');
  return t(`${ru}, ${time}`, `${en}, ${time}`);
};
