import type { RightKind } from '../../src/domain/ids.ts';
import { categoryIds, purposeIds } from '../catalogue.ts';
import type { FieldError, Lang, Text } from '../problem.ts';
import { fieldError, problem } from '../problem.ts';
import { t } from '../words.ts';
import type { Details } from './state.ts';

/** What a person types to confirm an erasure, in either language. */
export const CONFIRMATION = t('УДАЛИТЬ', 'DELETE');

/** Whether the typed words confirm an erasure; the case of letters and blanks around do not matter. */
export const isConfirmed = (typed: string | undefined): boolean =>
  typed !== undefined && [CONFIRMATION.ru, CONFIRMATION.en].includes(typed.trim().toUpperCase());

const REQUIRED = {
  categories: t('Выберите хотя бы один вид данных', 'Choose at least one kind of data'),
  unknownCategory: t('Такого вида данных нет', 'There is no such kind of data'),
  mode: t(
    'Скажите, что нужно: сведения, копия или список получателей',
    'Say what you need: information, a copy or the recipients',
  ),
  period: t('Конец периода раньше начала', 'The period ends before it begins'),
  items: t('Укажите, что исправить', 'Say what to correct'),
  value: t('Напишите верное значение', 'Write the right value'),
  confirmation: t('Введите слово «УДАЛИТЬ»', 'Type the word “DELETE”'),
  ground: t('Выберите, почему нужно приостановить', 'Choose why use should be paused'),
  format: t('Выберите формат файла', 'Choose the format of the file'),
  recipient: t('Скажите, кому передать файл', 'Say who should get the file'),
  otherController: t('Напишите, какой компании передать файл', 'Write which company should get the file'),
  purposes: t('Выберите хотя бы одну цель', 'Choose at least one purpose'),
  unknownPurpose: t('Такой цели нет', 'There is no such purpose'),
  situation: t('Опишите вашу ситуацию', 'Describe your situation'),
  consents: t('Выберите согласие', 'Choose a consent'),
  about: t('Расскажите, что случилось', 'Tell what happened'),
} satisfies Record<string, Text>;

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/**
 * What keeps details of this kind from being filed, in the language asked for. `confirmation` is what was typed
 * on the last step, when it came apart from the details.
 */
export const missingIn = (
  kind: RightKind,
  details: Details,
  lang: Lang,
  confirmation?: string,
): FieldError[] => {
  const errors: FieldError[] = [];
  const say = (pointer: string, code: string, text: Text) =>
    errors.push(fieldError(`/details/${pointer}`, code, text[lang]));
  const categories = (needed: boolean) => {
    const chosen = details.categories ?? [];
    if (needed && chosen.length === 0) say('categories', 'required', REQUIRED.categories);
    chosen.forEach((id, i) => {
      if (!categoryIds().includes(id)) say(`categories/${i}`, 'unknown', REQUIRED.unknownCategory);
    });
  };
  switch (kind) {
    case 'access':
      if (details.mode === undefined) say('mode', 'required', REQUIRED.mode);
      categories(details.all !== true && details.mode !== 'disclosures');
      if (details.from !== undefined && details.to !== undefined && details.to < details.from)
        say('to', 'before-from', REQUIRED.period);
      break;
    case 'rectification': {
      const items = details.items ?? [];
      if (items.length === 0) say('items', 'required', REQUIRED.items);
      items.forEach((item, i) => {
        if (!categoryIds().includes(item.category))
          say(`items/${i}/category`, 'unknown', REQUIRED.unknownCategory);
        if (blank(item.new)) say(`items/${i}/new`, 'required', REQUIRED.value);
      });
      break;
    }
    case 'erasure':
      categories(true);
      if (!isConfirmed(confirmation ?? details.confirmation))
        say('confirmation', 'mismatch', REQUIRED.confirmation);
      break;
    case 'restriction':
      categories(true);
      if (details.ground === undefined) say('ground', 'required', REQUIRED.ground);
      break;
    case 'portability':
      categories(true);
      if (details.format === undefined) say('format', 'required', REQUIRED.format);
      if (details.recipient === undefined) say('recipient', 'required', REQUIRED.recipient);
      if (details.recipient === 'other' && blank(details.otherController))
        say('otherController', 'required', REQUIRED.otherController);
      break;
    case 'objection': {
      const purposes = details.purposes ?? [];
      if (purposes.length === 0) say('purposes', 'required', REQUIRED.purposes);
      purposes.forEach((id, i) => {
        if (!purposeIds().includes(id)) say(`purposes/${i}`, 'unknown', REQUIRED.unknownPurpose);
      });
      // Only offers stop without a reason (domain.md §7, "objecting to offers").
      if (purposes.some(id => id !== 'offers') && blank(details.situation))
        say('situation', 'required', REQUIRED.situation);
      break;
    }
    case 'consent-withdrawal':
      if ((details.consents ?? []).length === 0) say('consents', 'required', REQUIRED.consents);
      break;
    case 'complaint':
      if (blank(details.about)) say('about', 'required', REQUIRED.about);
      break;
  }
  return errors;
};

/** Ends the handler with everything that is missing at once. */
export const demandComplete = (
  kind: RightKind,
  details: Details,
  lang: Lang,
  confirmation?: string,
): void => {
  const errors = missingIn(kind, details, lang, confirmation);
  if (errors.length > 0) throw problem('validation', { errors });
};
