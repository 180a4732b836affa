import { t } from '../../words.ts';
import { ASSUMED, type CategoryRow, type GapRow, POLICY } from './types.ts';

/** Domain.md §1: nine categories in two groups. Another category is another row. */
export const CATEGORIES: CategoryRow[] = [
  {
    id: 'account', group: 'contract', policySection: '1.1.1',
    label: t('Учётные данные', 'Account details'), term: t('данные о личности и учётной записи', 'identity and account data'),
    question: t('Кто вы и как с вами связаться', 'Who you are and how to reach you'),
    holds: t('Имя, паспорт, адреса, почта и код учётной записи.', 'Name, passport, addresses, e-mail and the account code.'),
    purposes: ['provide-services', 'service-notices'], sources: ['order-form', 'chat', 'email', 'phone'],
    systems: ['activeplatform', 'servicedesk', 'kayako'], systemsFact: POLICY, recipients: ['vendors', 'authorities'],
    retention: ['contract-and-law'], providedByCustomer: true, openList: true,
    specials: [],
  },
  {
    id: 'services', group: 'contract', policySection: '1.1.2', ofAccount: true,
    label: t('Услуги и платежи', 'Services and payments'), term: t('сведения об оказанных услугах', 'services rendered'),
    question: t('Что вы заказывали и как платили', 'What you ordered and how you paid'),
    holds: t('Заказы, услуги, цены, платежи, обещанные платежи, акты, сверки и возвраты.', 'Orders, services, prices, payments, promised payments, acts, reconciliations and refunds.'),
    purposes: ['provide-services', 'service-notices', 'offers'], sources: ['account-area', 'billing'],
    systems: ['activeplatform'], systemsFact: ASSUMED, recipients: ['vendors', 'banks', 'authorities'],
    retention: ['contract-and-law', 'accounting'], providedByCustomer: true, openList: true,
    specials: [
      { id: 'third-party', label: t('За вас платил кто-то другой', 'Somebody else paid for you'), text: t('Тогда в платеже есть данные этого человека или фирмы. Вам они показаны скрытыми: закон бережёт и их.', 'Then the payment holds data of that person or firm. You see it masked: the law protects them too.'), kind: 'payment' },
      { id: 'human-check', label: t('Заказ смотрит человек', 'A person looks at each order'), text: t('Даже если вы всё оформили сами, специалист проверяет заказ вручную. Время проверки стоит в записи.', 'Even if you did it all yourself, a specialist checks the order by hand. The time of it is in the record.'), kind: 'order' },
    ],
  },
  {
    id: 'materials', group: 'contract', policySection: '1.2', ofAccount: true,
    label: t('Ваши файлы на серверах', 'Your files on servers'), term: t('материалы клиента', 'customer’s materials'),
    question: t('Что вы храните на наших серверах', 'What you keep on our servers'),
    holds: t('Всё, что вы положили на арендованные серверы. Здесь видны только число и объём.', 'All you put on rented servers. Only count and size are shown here.'),
    purposes: ['provide-services'], sources: ['own-use'], systems: ['customer-servers'], systemsFact: POLICY,
    recipients: [], retention: ['contract-and-law'], providedByCustomer: true, openList: false,
    specials: [{ id: 'content', label: t('Содержимое не показано', 'The content is not shown'), text: t('Файлы лежат на ваших серверах, и распоряжаетесь ими вы. Здесь мы их не открываем.', 'The files are on your servers and are yours to manage. We do not open them here.') }],
  },
  {
    id: 'correspondence', group: 'contract', policySection: '1.3',
    label: t('Переписка и уведомления', 'Correspondence and notices'), term: t('переписка', 'correspondence'),
    question: t('О чём мы переписывались', 'What we wrote to each other about'),
    holds: t('Письма с вашей почты, чат, мессенджеры и уведомления, которые мы вам слали.', 'Letters from your address, chat, messengers and notices we sent you.'),
    purposes: ['provide-services', 'correspondence-disclosure'], sources: ['email', 'chat', 'messenger'],
    systems: ['kayako', 'servicedesk'], systemsFact: ASSUMED, recipients: ['authorities'],
    retention: ['contract-and-law'], providedByCustomer: true, openList: true, consentNeeded: 'correspondence-disclosure',
    specials: [
      { id: 'unsent', label: t('Набрано, но не отправлено', 'Typed but not sent'), text: t('Чат на сайте сохраняет и то, что вы начали писать и не отправили. Такие записи отмечены отдельно.', 'The chat on the site also keeps what you began to write and did not send. Such records are marked apart.'), kind: 'chat-unsent' },
      { id: 'metadata', label: t('Без согласия виден только список', 'Without consent only the list is shown'), text: t('Дата, канал, направление и тема. Тексты открываются после письменного согласия.', 'Date, channel, direction and subject. The texts open after written consent.') },
    ],
  },
  {
    id: 'calls', group: 'contract', policySection: '1.4',
    label: t('Звонки', 'Calls'), term: t('обращения по телефону', 'requests by phone'),
    question: t('Когда и о чём вы звонили', 'When and what you called about'),
    holds: t('Вопросы, которые вы задали по телефону, номер и ответы на проверочные вопросы.', 'Questions asked by phone, the number and answers to check questions.'),
    purposes: ['provide-services'], sources: ['phone'], systems: ['telephony', 'servicedesk'], systemsFact: ASSUMED,
    recipients: ['authorities'], retention: ['contract-and-law'], providedByCustomer: true, openList: false,
    specials: [{ id: 'caller-id', label: t('Номер определяется сам', 'The number is detected automatically'), text: t('Когда вы звоните, система сразу видит номер и ищет по нему учётную запись.', 'When you call, the system sees the number and looks the account up by it.') }],
  },
  {
    id: 'office', group: 'contract', policySection: '1.5', ofAccount: true,
    label: t('Принесённое в офис', 'Brought to the office'), term: t('документы, переданные в офисе', 'papers handed over in the office'),
    question: t('Что вы передали нам в офисе', 'What you handed us in the office'),
    holds: t('Документы, заявления и данные, которые вы отдали лично.', 'Papers, applications and data you gave in person.'),
    purposes: ['provide-services'], sources: ['office'], systems: ['servicedesk'], systemsFact: ASSUMED,
    recipients: ['authorities'], retention: ['contract-and-law'], providedByCustomer: true, openList: false, specials: [],
  },
  {
    id: 'analytics', group: 'improvement', policySection: '2.1',
    label: t('Посещения сайта', 'Visits to the site'), term: t('данные сервисов статистики', 'data of statistics services'),
    question: t('Как вы ходите по нашему сайту', 'How you move around our site'),
    holds: t('Что четыре сервиса статистики узнают о посещениях сайта.', 'What four statistics services learn of visits to the site.'),
    purposes: ['site-upkeep', 'statistics', 'audience'], sources: ['site'], systems: ['google', 'yandex'], systemsFact: POLICY,
    recipients: ['google', 'yandex'], tools: ['google-analytics', 'yandex-metrika', 'search-console', 'yandex-webmaster'],
    retention: ['webvisor-week', 'tool-google', 'tool-yandex'], providedByCustomer: false, openList: false,
    specials: [{ id: 'replay', label: t('Запись экрана', 'Screen recording'), text: t('Вебвизор Метрики может записать, как вы двигали мышь и что нажимали. Запись живёт не дольше недели.', 'Metrika’s Webvisor may record how you moved the mouse and what you pressed. A recording lives a week at most.'), kind: 'replay' }],
  },
  {
    id: 'mailings', group: 'improvement', policySection: '2.2',
    label: t('Рассылки', 'Mailings'), term: t('данные для рассылок', 'data for mailings'),
    question: t('Что и почему мы вам присылали', 'What we sent you and why'),
    holds: t('Почта, которую вы дали, темы и отправленные письма.', 'The e-mail you gave, topics and letters sent.'),
    purposes: ['advertising', 'offers', 'surveys'], sources: ['account-area'], systems: ['mailing-system'], systemsFact: ASSUMED,
    recipients: [], retention: ['purpose'], providedByCustomer: true, openList: false,
    specials: [{ id: 'only-email', label: t('Только почта', 'E-mail only'), text: t('По телефону и в мессенджерах рекламу не шлём.', 'No advertising by phone or messenger.') }],
  },
  {
    id: 'recordings', group: 'improvement', policySection: '2.3',
    label: t('Записи звонков', 'Call recordings'), term: t('записи разговоров', 'recordings of talks'),
    question: t('Какие ваши звонки записаны', 'Which of your calls were recorded'),
    holds: t('Входящие звонки, которые слушали или записали для обучения, контроля и споров.', 'Incoming calls listened to or recorded for training, quality and disputes.'),
    purposes: ['call-quality'], sources: ['phone'], systems: ['telephony'], systemsFact: ASSUMED,
    recipients: [], retention: ['recording-3m'], providedByCustomer: false, openList: false,
    specials: [{ id: 'listened', label: t('Могут и слушать вживую', 'They may listen live too'), text: t('Разговор могут слушать без записи. Тогда в списке его нет. Если не хотите записи, напишите в чат.', 'A talk may be listened to without a recording; then it is not in the list. If you want none, use the chat.') }],
  },
];

/** What the policy leaves open: shown to the customer as «политика не говорит», to the operator as a list. */
export const GAPS: GapRow[] = [
  { id: 'thirty-days', title: t('Тридцать дней на ответ', 'Thirty days to answer'), text: t('Нынешний закон даёт на сведения о данных десять рабочих дней. Отвечаем к более ранней дате.', 'Today’s law gives ten working days for information on data. We answer by the earlier date.'), categories: [] },
  { id: 'countries', title: t('Страны', 'Countries'), text: t('В какие страны уходят данные вендорам, не названо.', 'Which countries the vendors’ data goes to is not named.'), categories: ['account', 'services'] },
  { id: 'vendors', title: t('Имена вендоров', 'Names of vendors'), text: t('Кто именно получает данные для ваших услуг, не названо.', 'Who exactly receives data for your services is not named.'), categories: ['account', 'services'] },
  { id: 'recordings-purpose', title: t('Цель записи звонков', 'Purpose of recordings'), text: t('В таблице целей её нет; сказано только рядом с самими записями.', 'It is not in the table of purposes, only beside the recordings.'), categories: ['recordings'], purposes: ['call-quality'] },
  { id: 'belarus', title: t('Закон Беларуси для российской компании', 'Belarusian law for a Russian company'), text: t('Время удаления взято из закона Беларуси. Почему, не сказано.', 'The time of deletion is taken from the law of Belarus. Why is not said.'), categories: [] },
  { id: 'mailing-basis', title: t('Основание рассылок', 'Basis of mailings'), text: t('Политика пишет о законном интересе, закон о рекламе требует согласия. Без согласия рассылки выключены.', 'The policy speaks of legitimate interest, the law on advertising demands consent. Without consent mailings are off.'), categories: ['mailings'], purposes: ['advertising', 'offers'] },
  { id: 'localisation', title: t('Хранение в России и передача за рубеж', 'Keeping in Russia and sending abroad'), text: t('Правила о базах в России и об уведомлениях появились после 2020 года, в политике их нет.', 'Rules on databases in Russia and notices came after 2020 and are not in the policy.'), categories: ['account', 'services'] },
  { id: 'renewal', title: t('Продление: реклама или сервис', 'Renewal: advertising or service'), text: t('Напоминание продлить названо и рассылкой, и сервисным. Мы считаем рекламой всё, где есть предложение.', 'A reminder to renew is named both mailing and service. We count as advertising whatever holds an offer.'), categories: ['mailings'], purposes: ['service-notices'] },
  { id: 'whose-consent', title: t('Чьё согласие открывает переписку', 'Whose consent opens correspondence'), text: t('Не сказано. Поэтому без вашего согласия тексты закрыты только здесь: на обращение ответит сотрудник.', 'Not said. So without your consent the texts are closed only here: staff will answer a request.'), categories: ['correspondence'], purposes: ['correspondence-disclosure'] },
];
