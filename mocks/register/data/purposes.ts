import { t } from '../../words.ts';
import { ASSUMED, type BasisRow, type NamedRow, POLICY, type PurposeRow, UNCLEAR } from './types.ts';

export const GROUPS: NamedRow[] = [
  {
    id: 'contract',
    label: t('Для договора и услуг', 'For the contract and services'),
    term: t('договорные и преддоговорные обязательства', 'contractual and pre-contractual obligations'),
  },
  {
    id: 'improvement',
    label: t('Для улучшения услуг', 'For improving the services'),
    term: t('улучшение качества услуг', 'improving the quality of services'),
  },
];

/** Domain.md §2. Another purpose is another row. */
export const PURPOSES: PurposeRow[] = [
  {
    id: 'provide-services',
    label: t('Оказать услуги и ответить на вопросы', 'Provide services and answer questions'),
    description: t(
      'Запустить то, что вы заказали, выставить счёт, помочь.',
      'Start what you ordered, bill it, help.',
    ),
    basis: 'contract',
    group: 'contract',
    fact: POLICY,
  },
  {
    id: 'service-notices',
    label: t('Напомнить, чтобы услуга не остановилась', 'Remind you, so that a service does not stop'),
    description: t(
      'Счёт, продление, смена настроек, без которых услуга встанет.',
      'An invoice, a renewal, a setting without which a service stops.',
    ),
    basis: 'legal-requirement',
    group: 'contract',
    fact: {
      ...UNCLEAR,
      note: t(
        'Политика называет основанием требование закона, но сам закон не указывает.',
        'The policy names legal duty but not the law.',
      ),
    },
  },
  {
    id: 'correspondence-disclosure',
    label: t('Показать вам текст переписки', 'Show you the text of correspondence'),
    description: t(
      'Сами письма и сообщения, а не только их список.',
      'The letters and messages themselves, not just their list.',
    ),
    basis: 'consent',
    group: 'contract',
    fact: UNCLEAR,
  },
  {
    id: 'site-upkeep',
    label: t('Поддерживать и защищать сайт', 'Keep and secure the site'),
    description: t(
      'Находить ошибки, ускорять страницы, отражать атаки.',
      'Find errors, speed pages up, fend off attacks.',
    ),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'surveys',
    label: t('Узнать, довольны ли клиенты', 'Learn whether customers are content'),
    description: t('Опросы об услугах и поддержке.', 'Surveys on services and support.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'statistics',
    label: t('Считать посещения сайта', 'Count visits to the site'),
    description: t('Сводные числа, не слежка за одним человеком.', 'Totals, not the tracking of one person.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'audience',
    label: t('Понять, что нужно посетителям', 'Understand what visitors need'),
    description: t('Какие страницы и услуги интересны.', 'Which pages and services are of interest.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'offers',
    label: t('Предложить то, что подойдёт к вашим услугам', 'Offer what fits what you bought'),
    description: t('Например, резервную копию к серверу.', 'A backup for a server, for example.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'advertising',
    label: t('Присылать рекламные письма', 'Send advertising letters'),
    description: t(
      'Поздравления, акции, напоминания продлить. Только с вашего согласия.',
      'Greetings, promotions, nudges to renew. Only with your consent.',
    ),
    basis: 'consent',
    group: 'improvement',
    fact: {
      ...ASSUMED,
      source: 'law',
      note: t(
        'Согласия требует закон о рекламе; политика 2020 года писала о законном интересе.',
        'The law on advertising demands consent; the policy of 2020 spoke of legitimate interest.',
      ),
    },
  },
  {
    id: 'call-quality',
    label: t('Учить сотрудников и разбирать споры', 'Train staff and settle disputes'),
    description: t('Для этого слушают и записывают звонки.', 'Calls are listened to and recorded for this.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: UNCLEAR,
  },
];

export const BASES: BasisRow[] = [
  {
    id: 'contract',
    label: t('Договор с вами', 'Your contract'),
    term: t('исполнение договора', 'performance of a contract'),
    explanation: t('Без этих данных услугу не оказать.', 'The service cannot be provided without it.'),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 5' },
  },
  {
    id: 'legal-requirement',
    label: t('Требование закона', 'Legal duty'),
    term: t('обязанность по закону', 'legal obligation'),
    explanation: t('Так велит закон, отказаться нельзя.', 'The law demands it; it cannot be declined.'),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 2' },
  },
  {
    id: 'legitimate-interest',
    label: t('Законный интерес компании', 'Legitimate interest of the company'),
    term: t('законный интерес', 'legitimate interest'),
    explanation: t('Компании это полезно; вы можете возразить.', 'Useful to the company; you can object.'),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 7' },
  },
  {
    id: 'consent',
    label: t('Ваше согласие', 'Your consent'),
    term: t('согласие субъекта', 'consent of the data subject'),
    explanation: t(
      'Только пока вы согласны; отозвать можно в любой момент.',
      'Only while you agree; you can withdraw at any time.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 1' },
  },
];
