import type { components } from '../../src/api/generated/schema.ts';
import type { ReasonCode } from '../../src/domain/eligibility.ts';
import type { RightKind } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';
import { t } from '../text.ts';

type Schema = components['schemas'];

/** How one right is called and what it does. */
export interface RightText {
  label: Text;
  term: Text;
  lead: Text;
  /** What the customer gets in the end. */
  receive: Text;
  law?: { law: string; article: string };
  lawBy?: { law: string; article: string };
  instant?: NonNullable<Schema['Right']['instant']>;
}

/** The eight rights in everyday words, with the legal name beside (docs/domain.md#rights, docs/domain.md#words). */
export const RIGHT_TEXTS: Record<RightKind, RightText> = {
  access: {
    label: t('Узнать и получить копию', 'Find out and get a copy'),
    term: t('право на доступ', 'right of access'),
    lead: t(
      'Расскажем, какие данные о вас есть, зачем они нужны и кому переданы, и дадим копию.',
      'We’ll tell you what data we hold about you, why we need it and who has received it, and give you a copy.',
    ),
    receive: t(
      'ответ со сведениями или копия данных файлом.',
      'an answer with the information, or a copy of your data as a file.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 14' },
    lawBy: { law: '99-З', article: 'ст. 11, 12' },
    instant: 'export',
  },
  rectification: {
    label: t('Исправить', 'Correct'),
    term: t('уточнение', 'rectification'),
    lead: t(
      'Заменим неверное или устаревшее на верное. Документ ускорит проверку.',
      'We’ll replace what is wrong or out of date. We can check faster if you send a document.',
    ),
    receive: t(
      'ответ по каждому значению: исправлено или почему нет.',
      'an answer for each value: corrected, or why not.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 14 ч. 1, ст. 21 ч. 2' },
    lawBy: { law: '99-З', article: 'ст. 11' },
  },
  erasure: {
    label: t('Удалить', 'Delete'),
    term: t('уничтожение (РФ), удаление (РБ)', 'erasure'),
    lead: t(
      'Удалим то, что не обязаны хранить. Сначала покажем, что останется, до какого срока и почему.',
      'We’ll delete what we do not have to keep. First we’ll show what will stay, until when and why.',
    ),
    receive: t(
      'ответ по каждому виду данных: что удалено, что осталось, до какого срока и по какому закону.',
      'an answer for each kind of data: what is deleted, what stays, until when and by which law.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 14 ч. 1, ст. 21 ч. 3–5.1' },
    lawBy: { law: '99-З', article: 'ст. 13' },
  },
  restriction: {
    label: t('Приостановить использование', 'Pause use'),
    term: t('ограничение, блокирование', 'restriction'),
    lead: t(
      'Данные останутся, но пользоваться ими не будут, пока вопрос не решён.',
      'We’ll keep the data but not use it until the matter is resolved.',
    ),
    receive: t(
      'ответ, чем перестали пользоваться и до какого дня.',
      'an answer saying what we no longer use and until when.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 21 ч. 1, 5.1' },
    lawBy: { law: '99-З', article: 'ст. 13' },
  },
  portability: {
    label: t('Получить файл для переноса', 'Get a file to move elsewhere'),
    term: t('переносимость (по политике)', 'portability (by the policy)'),
    lead: t(
      'Соберём то, что дали вы сами, в файл, который поймёт другая компания.',
      'We’ll put what you gave us yourself into a file that another company can read.',
    ),
    receive: t(
      'файл JSON или CSV, а для передачи другой компании ответ.',
      'a JSON or CSV file; an answer if it goes to another company.',
    ),
    instant: 'export',
  },
  objection: {
    label: t('Возразить против использования', 'Object to a use'),
    term: t('право на возражение (по политике)', 'right to object (by the policy)'),
    lead: t(
      'Скажите, какая цель вам не подходит. От предложений откажетесь сразу, по остальным расскажите о своей ситуации.',
      'Tell us which purpose you object to. We’ll stop offers straight away; for the others, describe your situation.',
    ),
    receive: t('решение по каждой цели с причиной.', 'a decision on each purpose, with the reason.'),
    instant: 'mailings',
  },
  'consent-withdrawal': {
    label: t('Отозвать согласие', 'Withdraw consent'),
    term: t('отзыв согласия', 'withdrawal of consent'),
    lead: t(
      'Согласие перестанет действовать с этого момента. Что было раньше, остаётся законным.',
      'Your consent ends straight away. What was done before remains lawful.',
    ),
    receive: t(
      'подтверждение отзыва и ответ, что стало с данными.',
      'a confirmation, and an answer saying what happened to the data.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 9 ч. 2, ст. 21 ч. 5' },
    lawBy: { law: '99-З', article: 'ст. 10' },
    instant: 'consents',
  },
  complaint: {
    label: t('Пожаловаться', 'Complain'),
    term: t('жалоба', 'complaint'),
    lead: t(
      'Разберёмся сами или поможем подготовить жалобу в надзорный орган.',
      'We’ll look into it ourselves or help you complain to the regulator.',
    ),
    receive: t(
      'ответ сотрудника или готовое письмо в надзорный орган.',
      'an answer from our staff, or a letter to the regulator that is ready to send.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 17, ст. 21 ч. 3' },
    lawBy: { law: '99-З', article: 'ст. 15' },
  },
};

/** Why a right fits or does not, as a sentence. */
export const REASON_TEXTS: Record<ReasonCode, Text> = {
  always: t('С этим можно обратиться всегда.', 'You can always ask for this.'),
  'basis-allows': t(
    'Основание обработки допускает это право.',
    'The basis for processing allows this right.',
  ),
  'portability-needs-contract-or-consent': t(
    'Файл для переноса готовят, когда данные нужны по договору или по согласию. Здесь основание другое, но копию получить можно.',
    'We make a file to move elsewhere when the basis is a contract or your consent. The basis here is different, but you can get a copy.',
  ),
  'portability-needs-provided-data': t(
    'Для переноса готовят то, что дали вы сами. Эти данные появились у нас иначе, но копию получить можно.',
    'A file to move elsewhere includes only what you gave us yourself. We got this data in another way, but you can get a copy.',
  ),
  'objection-needs-legitimate-interest': t(
    'Возражение действует, когда основание — законный интерес. Здесь основание другое.',
    'You can object when the basis is legitimate interest. The basis here is different.',
  ),
  'withdrawal-needs-consent': t(
    'Отозвать можно только согласие. Здесь данные обрабатывают на другом основании.',
    'You can only withdraw consent. This data is processed on a different basis.',
  ),
};

/** Why a right that depends on the data applies to none of it, because there is no such data. */
export const NOTHING_HELD_TEXTS: Partial<Record<RightKind, Text>> = {
  portability: t(
    'Данных, которые вы дали сами по договору или согласию, у нас сейчас нет.',
    'At the moment we hold no data that you gave us yourself under a contract or with your consent.',
  ),
  objection: t(
    'Сейчас ваши данные не используют ни для одной цели, против которой можно возразить.',
    'At the moment your data is not used for any purpose that you can object to.',
  ),
  'consent-withdrawal': t(
    'Действующих согласий у вас сейчас нет.',
    'You have no consents in force at the moment.',
  ),
};

/** What a right applies to now: `what` are kinds of data or purposes. */
export const APPLIES_TO = {
  categories: (what: string): Text => t(`Сейчас подходит к данным: ${what}.`, `Applies now to: ${what}.`),
  purposes: (what: string): Text =>
    t(`Сейчас подходит к целям: ${what}.`, `Applies now to these purposes: ${what}.`),
  consents: (what: string): Text => t(`Сейчас действует: ${what}.`, `In force now: ${what}.`),
};

/** What each clock is called on the screen, where it matters by the kind of request too. */
export const DEADLINE_LABELS: Record<string, Text> = {
  policy: t('Обещание политики: 30 дней', 'What the policy promises: 30 days'),
  'ru-information': t('Сведения и копия: 10 рабочих дней', 'Information and a copy: 10 working days'),
  'ru-refusal': t('Отказ с причиной: 10 рабочих дней', 'Refusal, with reasons: 10 working days'),
  'ru-unneeded-destroy': t(
    'Уничтожить ненужное или полученное незаконно: 7 рабочих дней после подтверждения',
    'Destroying what is not needed or was obtained unlawfully: 7 working days after you prove it',
  ),
  'ru-correction': t(
    'Исправление: 7 рабочих дней после подтверждения',
    'Correction: 7 working days after we get proof',
  ),
  'ru-blocking': t(
    'Остановить использование на время проверки: сразу',
    'Pause use during the check: straight away',
  ),
  'ru-blocking-unlawful': t(
    'Остановить использование на время проверки: сразу',
    'Pause use during the check: straight away',
  ),
  'ru-unlawful-stop': t('Прекратить незаконную обработку: 3 дня', 'Stop unlawful processing: 3 days'),
  'ru-unlawful-destroy': t(
    'Уничтожить полученное незаконно: 10 рабочих дней',
    'Destroy unlawfully obtained data: 10 working days',
  ),
  'ru-stop': t('Прекратить обработку: 10 рабочих дней', 'Stop processing: 10 working days'),
  'ru-stop restriction': t('Приостановить использование: 10 рабочих дней', 'Pause use: 10 working days'),
  'ru-stop erasure': t('Удалить: 10 рабочих дней', 'Delete: 10 working days'),
  'ru-stop objection': t('Ответить на возражение: 10 рабочих дней', 'Answer the objection: 10 working days'),
  'ru-consent-withdrawn': t('После отзыва согласия: 30 дней', 'After you withdraw consent: 30 days'),
  'ru-purpose-reached': t('После достижения цели: 30 дней', 'After the data is no longer needed: 30 days'),
  'by-information': t('Сведения: 5 рабочих дней', 'Information: 5 working days'),
  'by-change': t('Изменение: 15 дней', 'Correction: 15 days'),
  'by-consent-withdrawn': t('После отзыва согласия: 15 дней', 'After you withdraw consent: 15 days'),
  'by-stop-delete': t('Прекратить и удалить: 15 дней', 'Stop and delete: 15 days'),
  'by-disclosures': t('Кому передавали данные: 15 дней', 'Who received the data: 15 days'),
};

/** How the policy's own promise is cited beside the laws. */
export const POLICY_AS_LAW = {
  law: t('Политика ActiveCloud', 'ActiveCloud policy'),
  article: t('последний раздел', 'last section'),
};
