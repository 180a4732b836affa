import { t } from '../text.ts';
import { ASSUMED, type BasisRow, type NamedRow, POLICY, type PurposeRow, UNCLEAR } from './types.ts';

export const GROUPS: NamedRow[] = [
  {
    id: 'contract',
    label: t('Для договора и услуг', 'For the contract and services'),
    term: t('договорные и преддоговорные обязательства', 'contractual and pre-contractual obligations'),
  },
  {
    id: 'improvement',
    label: t('Для улучшения услуг', 'For improving services'),
    term: t('улучшение качества услуг', 'improving service quality'),
  },
];

/** The purposes (docs/domain.md#purposes). Another purpose is another row. */
export const PURPOSES: PurposeRow[] = [
  {
    id: 'provide-services',
    label: t('Оказать услуги и ответить на вопросы', 'Provide services and answer questions'),
    description: t(
      'Запустить то, что вы заказали, выставить счёт, помочь.',
      'Set up what you ordered, send invoices and help you.',
    ),
    basis: 'contract',
    group: 'contract',
    fact: POLICY,
  },
  {
    id: 'service-notices',
    label: t('Напомнить, чтобы услуга не остановилась', 'Remind you so that your service does not stop'),
    description: t(
      'Счёт, продление, смена настроек, без которых услуга встанет.',
      'Invoices, renewals and changes to settings without which a service would stop.',
    ),
    basis: 'legal-requirement',
    group: 'contract',
    fact: {
      ...UNCLEAR,
      note: t(
        'Политика называет основанием требование закона, но сам закон не указывает.',
        'The policy gives legal duty as the basis but does not name the law.',
      ),
    },
  },
  {
    id: 'correspondence-disclosure',
    label: t('Показать вам текст переписки', 'Show you the text of your correspondence'),
    description: t(
      'Сами письма и сообщения, а не только их список.',
      'The emails and messages themselves, not just a list of them.',
    ),
    basis: 'consent',
    group: 'contract',
    fact: UNCLEAR,
  },
  {
    id: 'site-upkeep',
    label: t('Поддерживать и защищать сайт', 'Maintain and protect the website'),
    description: t(
      'Находить ошибки, ускорять страницы, отражать атаки.',
      'Find errors, make pages faster and block attacks.',
    ),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'surveys',
    label: t('Узнать, довольны ли клиенты', 'Find out if customers are satisfied'),
    description: t('Опросы об услугах и поддержке.', 'Surveys about services and support.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'statistics',
    label: t('Считать посещения сайта', 'Count visits to the website'),
    description: t(
      'Сводные числа, не слежка за одним человеком.',
      'Totals only, not tracking individual people.',
    ),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'audience',
    label: t('Понять, что нужно посетителям', 'Understand what visitors need'),
    description: t(
      'Какие страницы и услуги интересны.',
      'Which pages and services people are interested in.',
    ),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'offers',
    label: t('Предложить то, что подойдёт к вашим услугам', 'Offer things that suit your services'),
    description: t('Например, резервную копию к серверу.', 'For example, a backup for your server.'),
    basis: 'legitimate-interest',
    group: 'improvement',
    fact: POLICY,
  },
  {
    id: 'advertising',
    label: t('Присылать рекламные письма', 'Send advertising emails'),
    description: t(
      'Поздравления, акции, напоминания продлить. Только с вашего согласия.',
      'Greetings, offers and reminders to renew. Only with your consent.',
    ),
    basis: 'consent',
    group: 'improvement',
    fact: {
      ...ASSUMED,
      source: 'law',
      note: t(
        'Согласия требует закон о рекламе; политика 2020 года писала о законном интересе.',
        'Advertising law requires consent. The 2020 policy gave legitimate interest.',
      ),
    },
  },
  {
    id: 'call-quality',
    label: t('Учить сотрудников и разбирать споры', 'Train staff and settle disputes'),
    description: t('Для этого слушают и записывают звонки.', 'We listen to and record calls for this.'),
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
    explanation: t('Без этих данных услугу не оказать.', 'We cannot provide the service without this data.'),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 5' },
  },
  {
    id: 'legal-requirement',
    label: t('Требование закона', 'Legal duty'),
    term: t('обязанность по закону', 'legal obligation'),
    explanation: t('Так велит закон, отказаться нельзя.', 'The law requires it, so you cannot opt out.'),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 2' },
  },
  {
    id: 'legitimate-interest',
    label: t('Законный интерес компании', 'The company’s legitimate interest'),
    term: t('законный интерес', 'legitimate interest'),
    explanation: t(
      'Компании это полезно; вы можете возразить.',
      'This is useful to the company. You can object.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 7' },
  },
  {
    id: 'consent',
    label: t('Ваше согласие', 'Your consent'),
    term: t('согласие субъекта', 'consent of the data subject'),
    explanation: t(
      'Только пока вы согласны; отозвать можно в любой момент.',
      'Only while you agree. You can withdraw your consent at any time.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 6 ч. 1 п. 1' },
  },
];
