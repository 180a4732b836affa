import { t } from '../text.ts';
import { ABOUT_GOOGLE, ABOUT_YANDEX } from './links.ts';
import {
  ASSUMED,
  type NamedRow,
  POLICY,
  type RetentionRow,
  type SystemRow,
  type ToolRow,
  UNCLEAR,
} from './types.ts';

export const SOURCES: NamedRow[] = [
  { id: 'order-form', label: t('форма заказа', 'order form') },
  { id: 'account-area', label: t('личный кабинет', 'account area') },
  { id: 'chat', label: t('чат на сайте', 'website chat') },
  { id: 'email', label: t('электронная почта', 'email') },
  { id: 'messenger', label: t('мессенджеры', 'messaging apps') },
  { id: 'phone', label: t('телефон', 'phone') },
  { id: 'office', label: t('офис', 'office') },
  { id: 'site', label: t('посещение сайта', 'visiting the website') },
  { id: 'billing', label: t('биллинг', 'billing') },
  { id: 'own-use', label: t('ваша работа с услугой', 'your use of the service') },
];

export const SYSTEMS: SystemRow[] = [
  {
    id: 'activeplatform',
    label: t('биллинг и кабинет', 'billing and account area'),
    term: t('ActivePlatform', 'ActivePlatform'),
    description: t('Биллинг и личный кабинет', 'Billing and account area'),
    keeper: 'operator',
    fact: POLICY,
  },
  {
    id: 'servicedesk',
    label: t('поддержка', 'support'),
    term: t('ServiceDesk', 'ServiceDesk'),
    description: t('Обращения в поддержку', 'Support tickets'),
    keeper: 'operator',
    fact: POLICY,
  },
  {
    id: 'kayako',
    label: t('почта и чат', 'email and chat'),
    term: t('Kayako', 'Kayako'),
    description: t('Почта и чат с клиентами', 'Email and chat with customers'),
    keeper: 'operator',
    fact: POLICY,
  },
  {
    id: 'customer-servers',
    label: t('ваши серверы', 'your servers'),
    description: t('Серверы, которые вы арендуете', 'Servers you rent'),
    keeper: 'customer',
    fact: POLICY,
  },
  {
    id: 'telephony',
    label: t('телефония', 'telephony'),
    description: t('Звонки и их записи', 'Calls and their recordings'),
    keeper: 'operator',
    fact: ASSUMED,
  },
  {
    id: 'mailing-system',
    label: t('система рассылок', 'mailing system'),
    description: t('Адреса и отправленные письма', 'Addresses and emails sent'),
    keeper: 'operator',
    fact: ASSUMED,
  },
  {
    id: 'google',
    label: t('сервисы Google', 'Google services'),
    description: t('Analytics и Search Console', 'Analytics and Search Console'),
    keeper: 'third-party',
    fact: POLICY,
  },
  {
    id: 'yandex',
    label: t('сервисы Яндекса', 'Yandex services'),
    description: t('Метрика и Вебмастер', 'Metrika and Webmaster'),
    keeper: 'third-party',
    fact: POLICY,
  },
];

/** The rules of retention (docs/domain.md#retention). */
export const RETENTION: RetentionRow[] = [
  {
    id: 'contract-and-law',
    kind: 'while-contract-plus-law',
    label: t(
      'Пока действует договор и сколько требует закон',
      'While the contract runs and then as long as the law requires',
    ),
    note: t(
      'Потом удаляют за время, которое даёт закон Беларуси: так написано в политике.',
      'It is then deleted within the time set by the law of Belarus: this is what the policy says.',
    ),
    fact: UNCLEAR,
  },
  {
    id: 'accounting',
    kind: 'while-contract-plus-law',
    label: t('Пять лет после года документа', 'Five years after the year of the document'),
    law: { title: t('О бухгалтерском учёте, 402-ФЗ', 'On Accounting, 402-FZ'), article: 'ст. 29', years: 5 },
    note: t(
      'Срок по каждому году свой: документы 2025 года до 31.12.2030 не удаляют.',
      'Each year has its own time limit: documents for 2025 are not deleted before 31 December 2030.',
    ),
    fact: { source: 'law', confirmed: false },
  },
  {
    id: 'recording-3m',
    kind: 'fixed',
    period: 'P3M',
    startsAt: { event: 'recorded', label: t('записано', 'recorded') },
    label: t('Три месяца с записи', 'Three months from the recording'),
    note: t(
      'Удаляется само; дольше хранят только по записанной причине.',
      'Deleted automatically; kept longer only if a reason is recorded.',
    ),
    fact: POLICY,
  },
  {
    id: 'webvisor-week',
    kind: 'fixed',
    period: 'P1W',
    startsAt: { event: 'visited', label: t('посещение', 'visit') },
    label: t('Неделя с посещения', 'One week from the visit'),
    note: t('Столько Вебвизор хранит запись экрана.', 'This is how long Webvisor keeps a screen recording.'),
    fact: POLICY,
  },
  {
    id: 'tool-google',
    kind: 'set-by-tool',
    label: t('Сколько задаёт Google', 'As long as Google decides'),
    url: ABOUT_GOOGLE,
    note: t('', ''),
    fact: POLICY,
  },
  {
    id: 'tool-yandex',
    kind: 'set-by-tool',
    label: t('Сколько задаёт Яндекс', 'As long as Yandex decides'),
    url: ABOUT_YANDEX,
    note: t('', ''),
    fact: POLICY,
  },
  {
    id: 'purpose',
    kind: 'unspecified',
    label: t('Пока нужно для цели', 'As long as the purpose requires'),
    note: t('Точного срока политика не говорит.', 'The policy does not give an exact time limit.'),
    fact: UNCLEAR,
  },
];

const visits = [
  t('сколько посетителей и откуда пришли', 'how many visitors there are and where they come from'),
  t('путь по страницам и отказы', 'which pages they visit and bounces'),
  t('выполнены ли цели', 'whether goals were met'),
  t('возраст, пол, город (приблизительно)', 'age, sex, city (roughly)'),
  t('браузер и устройство', 'browser and device'),
  t('глубина и время просмотра', 'pages viewed and time spent'),
];
const search = [
  t('поисковые запросы и позиции', 'search queries and positions'),
  t('доля переходов', 'click-through rate'),
  t('ошибки, скорость и удобство страниц', 'page errors, speed and usability'),
  t('индексирование и ссылки', 'indexing and links'),
];

/** Another tool is another row. */
export const TOOLS: ToolRow[] = [
  {
    id: 'google-analytics',
    label: t('Google Analytics', 'Google Analytics'),
    category: 'analytics',
    recipient: 'google',
    what: visits,
    aboutPerson: true,
    url: ABOUT_GOOGLE,
    openList: false,
    retention: 'tool-google',
  },
  {
    id: 'yandex-metrika',
    label: t('Яндекс Метрика', 'Yandex Metrika'),
    category: 'analytics',
    recipient: 'yandex',
    what: [
      ...visits,
      t('карты страниц', 'page maps'),
      t('запись экрана Вебвизором', 'screen recording by Webvisor'),
    ],
    aboutPerson: true,
    url: ABOUT_YANDEX,
    openList: false,
    retention: 'tool-yandex',
  },
  {
    id: 'search-console',
    label: t('Search Console', 'Search Console'),
    category: 'analytics',
    recipient: 'google',
    what: search,
    aboutPerson: false,
    openList: false,
    retention: 'tool-google',
  },
  {
    id: 'yandex-webmaster',
    label: t('Яндекс Вебмастер', 'Yandex Webmaster'),
    category: 'analytics',
    recipient: 'yandex',
    what: search,
    aboutPerson: false,
    openList: false,
    retention: 'tool-yandex',
  },
];
