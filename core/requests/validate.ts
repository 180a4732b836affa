import type { RightKind } from '../../src/domain/ids.ts';
import { CONFIRMATION_WORDS, validationErrorsOf } from '../../src/domain/requests.ts';
import { categoryIds, purposeIds } from '../policy/catalogue.ts';
import type { Lang, Text } from '../problem.ts';
import { fieldError, problem } from '../problem.ts';
import { t } from '../text.ts';
import type { Details } from './state.ts';

/** What a person types to confirm an erasure, in either language. */
export const CONFIRMATION = t(CONFIRMATION_WORDS.ru, CONFIRMATION_WORDS.en);

const CATEGORY = t('Такого вида данных нет', 'There is no such kind of data');

/** The labels of field errors: by the last name of its pointer that is no number, then by its code. */
const ERROR_LABELS: Record<string, Text> = {
  'categories required': t('Выберите хотя бы один вид данных', 'Select at least one kind of data'),
  'categories unknown': CATEGORY,
  'category unknown': CATEGORY,
  'mode required': t(
    'Скажите, что нужно: сведения, копия или список получателей',
    'Choose what you need: information, a copy or a list of recipients',
  ),
  'to before-from': t('Конец периода раньше начала', 'The end date is before the start date'),
  'items required': t('Укажите, что исправить', 'Tell us what to correct'),
  'new required': t('Напишите верное значение', 'Write what it should be'),
  'confirmation mismatch': t('Введите слово «УДАЛИТЬ»', 'Type the word “DELETE”'),
  'ground required': t('Выберите, почему нужно приостановить', 'Choose why you want us to pause'),
  'format required': t('Выберите формат файла', 'Choose a file format'),
  'recipient required': t('Скажите, кому передать файл', 'Choose who we should give the file to'),
  'otherController required': t(
    'Напишите, какой компании передать файл',
    'Enter the company we should give the file to',
  ),
  'purposes required': t('Выберите хотя бы одну цель', 'Select at least one purpose'),
  'purposes unknown': t('Такой цели нет', 'There is no such purpose'),
  'situation required': t('Опишите вашу ситуацию', 'Describe your situation'),
  'consents required': t('Выберите согласие', 'Choose which consent'),
  'about required': t('Расскажите, что случилось', 'Tell us what happened'),
};
const TOO_LONG = t('Слишком длинный текст', 'This is too long. Shorten your text');

/**
 * Ends the handler with everything that is missing at once. `confirmation` is what was typed on the last step, when
 * it came apart from the details.
 */
export const requireComplete = (
  kind: RightKind,
  details: Details,
  lang: Lang,
  confirmation?: string,
): void => {
  const known = { categories: categoryIds(), purposes: purposeIds() };
  const errors = validationErrorsOf(kind, details, { confirmation, known }).map(({ pointer, code }) => {
    const name = pointer.split('/').findLast(part => !/^\d+$/.test(part)) ?? '';
    return fieldError(`/details/${pointer}`, code, (ERROR_LABELS[`${name} ${code}`] ?? TOO_LONG)[lang]);
  });
  if (errors.length > 0) throw problem('validation', { errors });
};
