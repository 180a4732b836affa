import type { RecordKind, RecordPart } from '../../core/register/source-data.ts';
import type { Text } from '../../core/problem.ts';
import { t } from '../../core/text.ts';

/** A kind of record: how often it comes, what it is called, what it holds. */
export interface KindRow {
  id: string;
  label: Text;
  note: Text;
  /** Share of all records of the category. */
  weight: number;
  system: string;
  titles: Text[];
  amount?: [number, number];
  statuses?: { id: string; label: Text }[];
  /** Share of records that hold another person's data. */
  thirdParty?: number;
  channel?: Text;
  humanCheck?: boolean;
  seconds?: [number, number];
  bytes?: [number, number];
  /** Days or months a record lives, ISO 8601, by the register's rule. */
  rule?: { id: string; period: string };
  body?: boolean;
  /** Holds the number a call came from. */
  caller?: boolean;
  /** The operator makes such records. */
  byOperator?: boolean;
}

const PAID = { id: 'paid', label: t('оплачен', 'paid') };
const SERVICES = [
  t('Облачный сервер «Старт»', 'Cloud server “Start”'),
  t('Облачный сервер «Про»', 'Cloud server “Pro”'),
  t('Лицензия Windows Server', 'Windows Server licence'),
  t('Домен sever-veter.example', 'Domain sever-veter.example'),
  t('Сертификат SSL', 'SSL certificate'),
  t('Облачная почта', 'Cloud email'),
  t('1С в облаке', '1C in the cloud'),
  t('Резервное копирование', 'Backup'),
  t('Виртуальный хостинг', 'Shared hosting'),
  t('Защита от DDoS', 'DDoS protection'),
  t('Администрирование сервера', 'Server administration'),
  t('Дополнительный IP-адрес', 'Additional IP address'),
  t('VPS Linux, 4 ГБ', 'VPS Linux, 4 GB'),
  t('Выделенный сервер', 'Dedicated server'),
  t('Microsoft 365 для бизнеса', 'Microsoft 365 for business'),
  t('Лицензия на антивирус', 'Antivirus licence'),
  t('Объектное хранилище', 'Object storage'),
  t('Удалённый рабочий стол', 'Remote desktop'),
];
const SUBJECTS = [
  t('Продление домена', 'Renewing a domain'),
  t('Не открывается сайт', 'Website does not open'),
  t('Счёт на следующий месяц', 'Invoice for next month'),
  t('Перенос сервера', 'Moving a server'),
  t('Настройка почты', 'Setting up email'),
  t('Доступ для нового сотрудника', 'Access for a new employee'),
  t('Закрывающие документы', 'Accounting documents'),
  t('Вопрос о тарифе', 'Question about a plan'),
  t('Восстановление из копии', 'Restoring from a backup'),
];

const prefixed = (ru: string, en: string): Text[] =>
  SERVICES.map(service => t(`${ru}: ${service.ru}`, `${en}: ${service.en}`));

/** What each category holds as records. */
export const KINDS: Readonly<Record<string, readonly KindRow[]>> = {
  services: [
    {
      id: 'payment',
      label: t('Платежи', 'Payments'),
      note: t('Кто, когда и сколько заплатил.', 'Who paid, when and how much.'),
      weight: 34,
      system: 'activeplatform',
      titles: prefixed('Платёж', 'Payment'),
      amount: [390, 48_000],
      statuses: [PAID],
      thirdParty: 0.07,
    },
    {
      id: 'act',
      byOperator: true,
      label: t('Акты', 'Acceptance certificates'),
      note: t(
        'Акты оказанных услуг; закон хранит их по годам.',
        'Certificates for services provided. The law requires us to keep them by year.',
      ),
      weight: 24,
      system: 'activeplatform',
      titles: prefixed('Акт', 'Act'),
      amount: [390, 48_000],
    },
    {
      id: 'order',
      label: t('Заказы', 'Orders'),
      note: t('Каждый заказ вручную смотрит специалист.', 'A specialist checks every order by hand.'),
      weight: 14,
      system: 'activeplatform',
      titles: prefixed('Заказ', 'Order'),
      amount: [390, 60_000],
      humanCheck: true,
      statuses: [
        { id: 'done', label: t('выполнен', 'done') },
        { id: 'cancelled', label: t('отменён', 'cancelled') },
      ],
    },
    {
      id: 'service',
      byOperator: true,
      label: t('Услуги', 'Services'),
      note: t('Что работает сейчас и работало раньше.', 'What is running now and what ran before.'),
      weight: 12,
      system: 'activeplatform',
      titles: SERVICES,
      amount: [290, 22_000],
      statuses: [
        { id: 'active', label: t('работает', 'active') },
        { id: 'ended', label: t('больше не работает', 'ended') },
      ],
    },
    {
      id: 'promised-payment',
      label: t('Обещанные платежи', 'Promised payments'),
      note: t('Услуга работала в долг на несколько дней.', 'A service ran on credit for a few days.'),
      weight: 7,
      system: 'activeplatform',
      titles: prefixed('Обещанный платёж', 'Promised payment'),
      amount: [390, 9000],
      statuses: [PAID, { id: 'expired', label: t('не погашен в срок', 'not settled on time') }],
    },
    {
      id: 'reconciliation',
      byOperator: true,
      label: t('Акты сверки', 'Reconciliation statements'),
      note: t('Сверка взаимных расчётов.', 'Statements of who owes what.'),
      weight: 6,
      system: 'activeplatform',
      titles: [
        t('Акт сверки за квартал', 'Quarterly reconciliation statement'),
        t('Акт сверки за год', 'Annual reconciliation statement'),
      ],
    },
    {
      id: 'refund',
      byOperator: true,
      label: t('Возвраты', 'Refunds'),
      note: t(
        'Деньги, которые мы вернули; банк получил подтверждение.',
        'Money we gave back. The bank received proof of payment.',
      ),
      weight: 3,
      system: 'activeplatform',
      titles: prefixed('Возврат', 'Refund'),
      amount: [190, 12_000],
      thirdParty: 0.05,
    },
  ],
  materials: [
    {
      id: 'server',
      label: t('Серверы', 'Servers'),
      note: t('Число и объём файлов, без содержимого.', 'Number and size of files, without their contents.'),
      weight: 1,
      system: 'customer-servers',
      titles: SERVICES.slice(0, 2),
      bytes: [2e9, 9e11],
    },
  ],
  correspondence: [
    {
      id: 'email',
      label: t('Письма', 'Emails'),
      note: t('С почты, указанной в учётной записи.', 'From the address in your account.'),
      weight: 40,
      system: 'kayako',
      titles: SUBJECTS,
      channel: t('почта', 'email'),
      body: true,
    },
    {
      id: 'notice',
      byOperator: true,
      label: t('Уведомления', 'Notices'),
      note: t('Что мы присылали вам.', 'What we sent you.'),
      weight: 24,
      system: 'servicedesk',
      titles: [
        t('Уведомление о продлении', 'Renewal notice'),
        t('Плановые работы', 'Planned maintenance'),
        t('Счёт выставлен', 'Invoice issued'),
      ],
      channel: t('почта', 'email'),
      body: true,
    },
    {
      id: 'chat',
      label: t('Чат', 'Chat'),
      note: t('Разговоры на сайте.', 'Conversations on the website.'),
      weight: 18,
      system: 'kayako',
      titles: SUBJECTS,
      channel: t('чат', 'chat'),
      body: true,
    },
    {
      id: 'chat-unsent',
      label: t('Набрано, но не отправлено', 'Typed but not sent'),
      note: t(
        'Текст, который вы начали писать в чате и не отправили.',
        'Text you started typing in the chat but did not send.',
      ),
      weight: 4,
      system: 'kayako',
      titles: [t('Черновик в чате', 'Draft in the chat')],
      channel: t('чат', 'chat'),
      body: true,
    },
    {
      id: 'telegram',
      label: t('Telegram', 'Telegram'),
      note: t('Сообщения в мессенджере.', 'Messages in the app.'),
      weight: 9,
      system: 'servicedesk',
      titles: SUBJECTS,
      channel: t('Telegram', 'Telegram'),
      body: true,
    },
    {
      id: 'viber',
      label: t('Viber', 'Viber'),
      note: t('Сообщения в мессенджере.', 'Messages in the app.'),
      weight: 3,
      system: 'servicedesk',
      titles: SUBJECTS,
      channel: t('Viber', 'Viber'),
      body: true,
    },
    {
      id: 'skype',
      label: t('Skype', 'Skype'),
      note: t('Сообщения в мессенджере.', 'Messages in the app.'),
      weight: 2,
      system: 'servicedesk',
      titles: SUBJECTS,
      channel: t('Skype', 'Skype'),
      body: true,
    },
  ],
  calls: [
    {
      id: 'call',
      label: t('Звонки', 'Calls'),
      note: t('Дата, длительность и вопрос.', 'Date, length and what you asked.'),
      weight: 1,
      system: 'telephony',
      titles: SUBJECTS,
      channel: t('телефон', 'phone'),
      seconds: [25, 900],
      caller: true,
    },
  ],
  office: [
    {
      id: 'document',
      label: t('Документы', 'Documents'),
      note: t('Что вы передали лично.', 'What you gave us in person.'),
      weight: 1,
      system: 'servicedesk',
      titles: [
        t('Заявление о смене реквизитов', 'Application to change company details'),
        t('Доверенность', 'Power of attorney'),
        t('Договор, подписанный экземпляр', 'Signed copy of a contract'),
      ],
      thirdParty: 0.3,
    },
  ],
  analytics: [
    {
      id: 'visit',
      label: t('Посещения', 'Visits'),
      note: t('Страницы, время, устройство.', 'Pages, time and device.'),
      weight: 55,
      system: 'yandex',
      titles: [
        t('Главная, тарифы, вход', 'Home, plans, sign-in'),
        t('Облачные серверы', 'Cloud servers'),
        t('База знаний', 'Knowledge base'),
        t('Оплата', 'Payment'),
      ],
      seconds: [10, 1500],
    },
    {
      id: 'replay',
      label: t('Записи экрана', 'Screen recordings'),
      note: t('Вебвизор, не дольше недели.', 'By Webvisor, kept for no more than a week.'),
      weight: 45,
      system: 'yandex',
      titles: [t('Запись посещения', 'Recorded visit')],
      seconds: [20, 600],
      rule: { id: 'webvisor-week', period: 'P1W' },
    },
  ],
  mailings: [
    {
      id: 'letter',
      byOperator: true,
      label: t('Письма рассылок', 'Emails'),
      note: t('Тема, дата и причина.', 'Subject, date and reason.'),
      weight: 1,
      system: 'mailing-system',
      titles: [
        t('С Новым годом', 'Happy New Year'),
        t('Скидка на резервное копирование', 'Discount on backups'),
        t('Домен скоро закончится', 'Your domain expires soon'),
        t('Как мы работаем? Короткий опрос', 'How are we doing? A short survey'),
      ],
      channel: t('почта', 'email'),
    },
  ],
  recordings: [
    {
      id: 'recording',
      label: t('Записи звонков', 'Call recordings'),
      note: t('Удаляются сами через три месяца.', 'Deleted automatically after three months.'),
      weight: 1,
      system: 'telephony',
      titles: [
        t('Разговор с поддержкой', 'Conversation with support'),
        t('Разговор с бухгалтерией', 'Conversation with accounts'),
      ],
      channel: t('телефон', 'phone'),
      seconds: [40, 900],
      rule: { id: 'recording-3m', period: 'P3M' },
    },
  ],
};

const partsOf = (row: KindRow): RecordPart[] => [
  ...(row.amount === undefined ? [] : ['amount' as const]),
  ...(row.statuses === undefined ? [] : ['status' as const]),
  ...(row.channel === undefined ? [] : ['channel' as const]),
  ...(row.body === true ? ['text' as const] : []),
  ...(row.caller === true ? ['caller' as const] : []),
  ...(row.thirdParty === undefined ? [] : ['third-party' as const]),
  ...(row.bytes === undefined ? [] : ['size' as const]),
  ...(row.seconds === undefined ? [] : ['duration' as const]),
  ...(row.humanCheck === true ? ['human-check' as const] : []),
];

/** The version of the description of every invented system. */
export const INVENTED_MANIFEST = 'invented-1';

const RECORD_KINDS: ReadonlyMap<string, readonly RecordKind[]> = new Map(
  Object.entries(KINDS).map(([category, rows]) => [
    category,
    rows.map(row => ({
      id: row.id,
      label: row.label,
      note: row.note,
      system: row.system,
      origin: { table: `${row.id.replaceAll('-', '_')}s`, manifest: INVENTED_MANIFEST },
      ...(row.rule === undefined ? {} : { retention: row.rule.id }),
      has: partsOf(row),
      ...(row.byOperator === true ? { byOperator: true } : {}),
    })),
  ]),
);

/** The kinds of records of a category, as the core asks for them. */
export const recordKinds = (category: string): readonly RecordKind[] => RECORD_KINDS.get(category) ?? [];
