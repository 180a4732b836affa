import { t } from '../../words.ts';
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
  { id: 'chat', label: t('чат на сайте', 'chat on the site') },
  { id: 'email', label: t('электронная почта', 'e-mail') },
  { id: 'messenger', label: t('мессенджеры', 'messengers') },
  { id: 'phone', label: t('телефон', 'phone') },
  { id: 'office', label: t('офис', 'office') },
  { id: 'site', label: t('посещение сайта', 'visiting the site') },
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
    label: t('почта и чат', 'mail and chat'),
    term: t('Kayako', 'Kayako'),
    description: t('Почта и чат с клиентами', 'Mail and chat with customers'),
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
    description: t('Адреса и отправленные письма', 'Addresses and letters sent'),
    keeper: 'operator',
    fact: ASSUMED,
  },
  {
    id: 'google',
    label: t('сервисы Google', 'Google’s services'),
    description: t('Analytics и Search Console', 'Analytics and Search Console'),
    keeper: 'third-party',
    fact: POLICY,
  },
  {
    id: 'yandex',
    label: t('сервисы Яндекса', 'Yandex’s services'),
    description: t('Метрика и Вебмастер', 'Metrika and Webmaster'),
    keeper: 'third-party',
    fact: POLICY,
  },
];

/** Domain.md §3: rules, not adjectives. */
export const RETENTION: RetentionRow[] = [
  {
    id: 'contract-and-law',
    kind: 'while-contract-plus-law',
    label: t(
      'Пока действует договор и сколько требует закон',
      'While the contract runs and as the law requires',
    ),
    note: t(
      'Потом удаляют за время, которое даёт закон Беларуси: так написано в политике.',
      'Then deleted within the time the law of Belarus gives: so the policy says.',
    ),
    fact: UNCLEAR,
  },
  {
    id: 'accounting',
    kind: 'while-contract-plus-law',
    label: t('Пять лет после года документа', 'Five years after the year of the document'),
    law: { title: t('О бухгалтерском учёте', 'On accounting'), article: '402-ФЗ ст. 29', years: 5 },
    note: t(
      'Срок по каждому году свой: документы 2025 года до 31.12.2030 не удаляют.',
      'Each year has its own term: papers of 2025 are not deleted before 31.12.2030.',
    ),
    fact: { source: 'law', confirmed: false },
  },
  {
    id: 'recording-3m',
    kind: 'fixed',
    period: 'P3M',
    startsAt: { event: 'recorded', label: t('записано', 'recorded') },
    label: t('Три месяца с записи', 'Three months from recording'),
    note: t(
      'Удаляется само; дольше хранят только по записанной причине.',
      'Deleted by itself; kept longer only for a recorded reason.',
    ),
    fact: POLICY,
  },
  {
    id: 'webvisor-week',
    kind: 'fixed',
    period: 'P1W',
    startsAt: { event: 'visited', label: t('посещение', 'visit') },
    label: t('Неделя с посещения', 'A week from the visit'),
    note: t('Столько Вебвизор хранит запись экрана.', 'Webvisor keeps a screen recording that long.'),
    fact: POLICY,
  },
  {
    id: 'tool-google',
    kind: 'set-by-tool',
    label: t('Сколько задаёт Google', 'As Google sets it'),
    url: ABOUT_GOOGLE,
    note: t('', ''),
    fact: POLICY,
  },
  {
    id: 'tool-yandex',
    kind: 'set-by-tool',
    label: t('Сколько задаёт Яндекс', 'As Yandex sets it'),
    url: ABOUT_YANDEX,
    note: t('', ''),
    fact: POLICY,
  },
  {
    id: 'purpose',
    kind: 'unspecified',
    label: t('Пока нужно для цели', 'While the purpose needs it'),
    note: t('Точного срока политика не говорит.', 'The policy states no exact term.'),
    fact: UNCLEAR,
  },
];

const visits = [
  t('сколько посетителей и откуда пришли', 'how many visitors and where from'),
  t('путь по страницам и отказы', 'the path over pages and bounces'),
  t('выполнены ли цели', 'whether goals were met'),
  t('возраст, пол, город (приблизительно)', 'age, sex, city (roughly)'),
  t('браузер и устройство', 'browser and device'),
  t('глубина и время просмотра', 'depth and time of viewing'),
];
const search = [
  t('поисковые запросы и позиции', 'search queries and positions'),
  t('доля переходов', 'share of clicks'),
  t('ошибки, скорость и удобство страниц', 'errors, speed and fitness of pages'),
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
      t('запись экрана Вебвизором', 'Webvisor’s screen recording'),
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
