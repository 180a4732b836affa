import type { components } from '../../src/api/generated/schema.ts';
import { daysBetween, moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { maskFor } from '../../src/domain/masking.ts';
import { addPeriod, periodOf } from '../../src/domain/retention.ts';
import type { Principal } from '../../core/ports.ts';
import { accountById, type Persona, personaOf } from '../personas.ts';
import type { Lang, Text } from '../../core/problem.ts';
import { fraction, hash } from '../random.ts';
import { seedMailings } from '../mailings/seed.ts';
import { recordingHeldSince, recordingStoppedAt } from '../story.ts';
import { numberText, say, t } from '../../core/text.ts';
import { nextWorkingMoment, workingMoment } from '../working-moment.ts';

type Schema = components['schemas'];

/** A kind of record: how often it comes, what it is called, what it holds. */
interface KindRow {
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
      label: t('Услуги', 'Services'),
      note: t('Что работает сейчас и работало раньше.', 'What is running now and what ran before.'),
      weight: 12,
      system: 'activeplatform',
      titles: SERVICES,
      amount: [290, 22_000],
      statuses: [
        { id: 'active', label: t('работает', 'active') },
        { id: 'ended', label: t('закончилась', 'ended') },
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
      label: t('Акты сверки', 'Reconciliation statements'),
      note: t('Сверка взаимных расчётов.', 'Statements of who owes what.'),
      weight: 6,
      system: 'activeplatform',
      titles: [
        t('Акт сверки за квартал', 'Quarterly reconciliation statement'),
        t('Акт сверки за год', 'Annual reconciliation statement'),
      ],
      amount: [0, 90_000],
    },
    {
      id: 'refund',
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

/** How many records each customer has, and over how many days. */
const COUNTS: Readonly<Record<Persona, Readonly<Record<string, number>>>> = {
  owner: {
    services: 1486,
    materials: 7,
    correspondence: 612,
    calls: 88,
    office: 6,
    analytics: 164,
    recordings: 9,
  },
  admin: {
    services: 1486,
    materials: 7,
    correspondence: 143,
    calls: 21,
    office: 6,
    analytics: 57,
    recordings: 2,
  },
  finance: {
    services: 1486,
    materials: 7,
    correspondence: 96,
    calls: 14,
    office: 6,
    analytics: 22,
    recordings: 1,
  },
  user: {
    services: 1486,
    materials: 7,
    correspondence: 24,
    calls: 3,
    office: 6,
    analytics: 40,
    recordings: 1,
  },
  person: {
    services: 214,
    materials: 2,
    correspondence: 73,
    calls: 12,
    office: 1,
    analytics: 58,
    recordings: 2,
  },
  former: {
    services: 640,
    materials: 0,
    correspondence: 208,
    calls: 30,
    office: 3,
    analytics: 0,
    recordings: 0,
  },
  huge: {
    services: 50_000,
    materials: 34,
    correspondence: 20_000,
    calls: 900,
    office: 22,
    analytics: 4200,
    recordings: 64,
  },
  by: {
    services: 120,
    materials: 1,
    correspondence: 40,
    calls: 6,
    office: 0,
    analytics: 31,
    recordings: 1,
  },
  new: {},
};
/** Some records live days, not years. */
const SPAN_DAYS: Readonly<Record<string, number>> = { analytics: 60, recordings: 78 };
const OTHERS = [
  'ООО «Берег»',
  'Соколова Анна Петровна',
  'ИП Громов',
  'Зимин Игорь Олегович',
  'ООО «Два кита»',
];

/** The records of one category of one customer: made by their position, never stored. Position 0 is the newest. */
export interface RecordSet {
  readonly total: number;
  readonly kinds: readonly KindRow[];
  /** Index of the kind of each record. */
  readonly kind: Uint8Array;
  /** Instant of each record, ms. Falls with the position. */
  readonly time: Float64Array;
  /** Amount in hundredths, or NaN. */
  readonly amount: Float64Array;
  readonly third: Uint8Array;
  /** What free text is looked for in, as `plainText` writes it, in one language. */
  haystack(lang: Lang): readonly string[];
  readonly seed: number;
  readonly currency: string;
  /** 1, or 5 when only every fifth record is one’s own. Ids count in the whole account. */
  readonly share: number;
  /** How many the whole account has. */
  readonly all: number;
  /** The position kept past its time for a recorded reason, or -1. */
  readonly held: number;
  /** Since when it is kept: the day its dispute began. */
  readonly heldSince?: string;
  /** When the database was seeded: no record is later. */
  readonly seededAt: string;
  /** What each record is called where it is not drawn from its kind: emails that were sent. */
  readonly titles?: readonly Text[];
}

const made = new Map<string, RecordSet>();

/** Text as it is compared: lower case, and «ё» as «е», since people type either. */
export const plainText = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The newest emails are of today, so that a system that stopped answering is missed. */
const TODAYS_EMAILS = 3;
/** The newest record is as old as this, emails apart. */
const NEWEST_AGE_MS = 180 * MINUTE;
/** The recording of a dispute is older than its three months; the dispute began before they were over. */
const HELD_DAYS = 105;
/** A recording that is kept is looked at again after this many days. */
const HELD_REVIEW_DAYS = 90;
/** Kinds of data that arise in office hours: somebody comes, or somebody picks up the phone. */
const OF_OFFICE_HOURS: ReadonlySet<string> = new Set(['office', 'calls', 'recordings']);
/** How long after an order a specialist looks at it, in working hours. */
const CHECK_MS = 90 * MINUTE;

/** When a record with a computed date is deleted, unless it is held. */
const deletionOf = (row: KindRow | undefined, at: number): string | undefined => {
  const period = row?.rule && periodOf(row.rule.period);
  return period && addPeriod(moscowDate(new Date(at)), period);
};

/** Whole days a record of this kind lives at most, so that what is deleted does not depend on the time of day. */
const lifeOf = (row: KindRow | undefined): number => {
  const period = row?.rule && periodOf(row.rule.period);
  return period ? daysBetween('2001-01-01', addPeriod('2001-01-01', period)) * DAY : Number.POSITIVE_INFINITY;
};

/** The emails of mailings a user got, newest first: the register's records of mailings are these. */
const mailingEmails = (userId: string, seededAt: string) =>
  seedMailings(seededAt).mailings.letters.filter(row => row.userId === userId && row.topic !== undefined);

/** Moves the nearest calls to where a recording says there was one: every recording is of a call. */
const withRecordings = (times: Float64Array, me: Principal, seededAt: string): void => {
  const taken = new Set<number>();
  for (const at of recordSet('recordings', me, seededAt).time) {
    let nearest = -1;
    for (let i = 0; i < times.length; i++) {
      if (taken.has(i)) continue;
      if (nearest < 0 || Math.abs((times[i] ?? 0) - at) < Math.abs((times[nearest] ?? 0) - at)) nearest = i;
    }
    if (nearest < 0) return;
    taken.add(nearest);
    times[nearest] = at;
  }
  times.sort((a, b) => b - a);
};

/** The records a customer has in a category. `share`: 1 for all, 5 for every fifth (one's own part of an account). */
export function recordSet(category: string, me: Principal, seededAt: string, share = 1): RecordSet {
  // Records of an account are the same for all who work in it.
  const persona = me.accountId === 'acc-2' ? 'new' : personaOf(me.userId);
  const shared = ['services', 'materials', 'office'].includes(category);
  const name = `${seededAt} ${category} ${shared ? me.accountId : me.userId} ${persona} ${share}`;
  const ready = made.get(name);
  if (ready) return ready;
  const account = accountById(me.accountId);
  const letters =
    category === 'mailings' && persona !== 'new' ? mailingEmails(me.userId, seededAt) : undefined;
  const all = letters?.length ?? COUNTS[persona][category] ?? 0;
  const total = Math.ceil(all / share);
  const kinds = KINDS[category] ?? [];
  const seed = hash(`${category} ${shared ? me.accountId : me.userId}`);
  const kind = new Uint8Array(total);
  const time = new Float64Array(total);
  const amount = new Float64Array(total).fill(Number.NaN);
  const third = new Uint8Array(total);
  const ended = (account.endedDaysAgo ?? 0) * DAY;
  const newest = Date.parse(seededAt) - ended - NEWEST_AGE_MS;
  const stopped = category === 'recordings' ? recordingStoppedAt(seededAt, me.userId) : undefined;
  // The last call that was recorded is a day older than the objection to recording.
  const base = stopped === undefined ? newest : Math.min(newest, Date.parse(stopped) - DAY);
  const span = Math.min(
    SPAN_DAYS[category] ?? 2555,
    Math.max(1, account.ageDays - (account.endedDaysAgo ?? 0) - 1),
  );
  const step = Math.max(DAY, span * DAY - (newest - base)) / Math.max(1, all);
  const heldSince = category === 'recordings' ? recordingHeldSince(seededAt, me.userId) : undefined;
  const held = heldSince !== undefined && total > 1 ? total - 1 : -1;
  const weights = kinds.reduce((sum, row) => sum + row.weight, 0);
  for (let position = 0; position < total; position++) {
    const index = position * share;
    let left = fraction(seed + index * 7) * weights;
    let which = 0;
    while (which < kinds.length - 1 && left >= (kinds[which]?.weight ?? 0))
      left -= kinds[which++]?.weight ?? 0;
    const luck = fraction(seed + index * 7 + 1);
    const fresh = category === 'correspondence' && ended === 0 && index < TODAYS_EMAILS;
    if (fresh) which = 0;
    const back = fresh
      ? (index + luck) * 50 * MINUTE
      : position === held
        ? HELD_DAYS * DAY - (newest - base)
        : (index + luck) * step;
    const earliest = Math.floor((base - back) / MINUTE) * MINUTE;
    const before = position === 0 ? Number.POSITIVE_INFINITY : (time[position - 1] ?? 0) - MINUTE;
    const at = OF_OFFICE_HOURS.has(category) ? workingMoment(Math.min(earliest, before)) : earliest;
    // What its rule has deleted by now is no record: the visit remains, its screen recording does not.
    const other = kinds.findIndex(one => one.rule === undefined);
    if (other >= 0 && position !== held && newest - base + back + NEWEST_AGE_MS >= lifeOf(kinds[which]))
      which = other;
    const row = kinds[which];
    kind[position] = which;
    time[position] = letters === undefined ? at : Date.parse(letters[position * share]?.at ?? seededAt);
    if (row?.amount) {
      const [low, high] = row.amount;
      // Small sums are common, large ones rare.
      amount[position] = Math.round((low + (high - low) * fraction(seed + index * 7 + 2) ** 3) / 10) * 1000;
    }
    third[position] = fraction(seed + index * 7 + 3) < (row?.thirdParty ?? 0) ? 1 : 0;
  }
  if (category === 'calls') withRecordings(time, me, seededAt);
  const haystacks = new Map<Lang, string[]>();
  const set: RecordSet = {
    total,
    kinds,
    kind,
    time,
    amount,
    third,
    seed,
    currency: account.currency,
    share,
    all,
    held,
    seededAt,
    ...(heldSince === undefined ? {} : { heldSince: moscowDate(heldSince) }),
    ...(letters === undefined ? {} : { titles: letters.map(email => email.subject) }),
    haystack: lang => {
      let list = haystacks.get(lang);
      if (!list) {
        const lowered = kinds.map(row =>
          row.titles.map(title => plainText(`${title[lang]} ${row.label[lang]}`)),
        );
        list = Array.from({ length: total }, (_, position) => {
          const own = set.titles?.[position];
          if (own !== undefined) return `${plainText(own[lang])} ${numberAt(set, position)}`;
          const titles = lowered[kind[position] ?? 0] ?? [''];
          return `${titles[titleAt(set, position, titles.length)] ?? ''} ${numberAt(set, position)}`;
        });
        haystacks.set(lang, list);
      }
      return list;
    },
  };
  // The cache holds the records of a few databases: a test may make hundreds.
  if (made.size > 60) made.clear();
  made.set(name, set);
  return set;
}

const titleAt = (set: RecordSet, position: number, count: number): number =>
  Math.floor(fraction(set.seed + position * set.share * 7 + 4) * count);
const numberAt = (set: RecordSet, position: number): string =>
  String(100_000 + ((set.all - position * set.share) * 7 + (set.seed % 5000)));

interface RecordView {
  lang: Lang;
  /** Whether the text of correspondence may be asked for. */
  consent: boolean;
  /** The number calls came from; left out where nobody asks for it. */
  caller?: string;
  retention(id: string): Schema['RetentionRule'] | undefined;
}

/** What a record draws its variety from: the same fraction each time. */
const luckOf = (set: RecordSet, position: number): number => fraction(set.seed + position * set.share * 31);
/** How many files a server holds. */
const filesOf = (luck: number): number => Math.round(400 + luck * 90_000);

const directionOf = ({ id }: KindRow, luck: number): 'in' | 'out' =>
  id === 'chat-unsent' || (id !== 'notice' && luck <= 0.5) ? 'in' : 'out';

/** What a record holds beside its columns; a real value never stands here unless it is open. */
function attributesOf(
  row: KindRow,
  luck: number,
  { lang, consent, caller }: RecordView,
): Schema['Record']['attributes'] {
  const attributes: Schema['Record']['attributes'] = [];
  if (row.body === true && consent) {
    attributes.push({
      id: 'body',
      label: say(t('Текст', 'Text'), lang),
      display: '••••••',
      sensitivity: 'step-up',
    });
  }
  if (row.caller === true && caller !== undefined) {
    const label = say(t('Номер определился сам', 'Number detected automatically'), lang);
    attributes.push({ id: 'caller', label, display: maskFor('phone', caller), sensitivity: 'masked' });
  }
  if (row.bytes !== undefined) {
    attributes.push({
      id: 'files',
      label: say(t('Файлов', 'Files'), lang),
      display: numberText(filesOf(luck), lang),
      sensitivity: 'open',
    });
  }
  return attributes;
}

/** Whether a record’s time is over on that day, and nothing keeps it. */
export const isGone = (set: RecordSet, position: number, today: string): boolean => {
  const date = deletionOf(set.kinds[set.kind[position] ?? 0], set.time[position] ?? 0);
  return date !== undefined && date < today && position !== set.held;
};

/** When a specialist looked at an order: in working hours, so that the newest one may still wait for it. */
const checkedAt = (at: number, seededAt: string): { humanCheckedAt?: string } => {
  const checked = nextWorkingMoment(at + CHECK_MS);
  return checked > Date.parse(seededAt) ? {} : { humanCheckedAt: new Date(checked).toISOString() };
};

/** The sign before a number. */
const NUMBER = t('№', 'No.');

/** One record as the contract shapes it. */
export function recordAt(set: RecordSet, position: number, view: RecordView): Schema['Record'] {
  const { lang } = view;
  const row = set.kinds[set.kind[position] ?? 0];
  if (!row) throw new RangeError(`no record ${position}`);
  const at = new Date(set.time[position] ?? 0);
  const title = set.titles?.[position] ?? row.titles[titleAt(set, position, row.titles.length)] ?? row.label;
  const third = set.third[position] === 1;
  const luck = luckOf(set, position);
  const status = row.statuses?.[Math.floor(luck ** 2 * row.statuses.length)];
  const other = OTHERS[Math.floor(luck * OTHERS.length)] ?? '';
  const amount = set.amount[position] ?? Number.NaN;
  const between = ([low, high]: [number, number]) => Math.round(low + (high - low) * luck ** 2);
  const held = position === set.held;
  const deleteOn = held ? undefined : deletionOf(row, at.getTime());
  const day = moscowDate(at);
  const rule = row.rule && view.retention(row.rule.id);
  return {
    id: `${row.id}-${position * set.share}`,
    kind: row.id,
    at: at.toISOString(),
    title: say(title, lang),
    number: `${say(NUMBER, lang)} ${numberAt(set, position)}`,
    ...(Number.isNaN(amount)
      ? {}
      : { amount: { amount: (amount / 100).toFixed(2), currency: set.currency } }),
    ...(status === undefined ? {} : { status: { id: status.id, label: say(status.label, lang) } }),
    system: row.system,
    ...(third ? { counterparty: maskFor('person-name', other) } : {}),
    aboutThirdParty: third,
    ...(row.channel === undefined ? {} : { channel: say(row.channel, lang) }),
    ...(row.body === true ? { direction: directionOf(row, luck) } : {}),
    ...(row.bytes === undefined ? {} : { bytes: between(row.bytes) }),
    ...(row.seconds === undefined ? {} : { seconds: between(row.seconds) }),
    ...(row.humanCheck === true ? checkedAt(at.getTime(), set.seededAt) : {}),
    ...(deleteOn === undefined ? {} : { deleteOn }),
    ...(rule === undefined ? {} : { retention: rule }),
    ...(held
      ? {
          hold: {
            reason: say(t('идёт разбор спора о счёте', 'open dispute about an invoice'), lang),
            since: set.heldSince ?? day,
            reviewAt: addDays(set.heldSince ?? day, HELD_REVIEW_DAYS),
          },
        }
      : {}),
    attributes: attributesOf(row, luck, view),
  };
}

/** The position a record id means, or undefined. */
export function positionOfRecord(set: RecordSet, id: string): number | undefined {
  const match = /^([\w-]+)-(\d{1,7})$/.exec(id);
  const position = Number(match?.[2] ?? Number.NaN) / set.share;
  if (!Number.isInteger(position)) return undefined;
  return position < set.total && set.kinds[set.kind[position] ?? 0]?.id === match?.[1] ? position : undefined;
}

/** The number of files in a record of a server; undefined for other records. */
export const filesIn = (set: RecordSet, position: number): number | undefined =>
  set.kinds[set.kind[position] ?? 0]?.bytes === undefined ? undefined : filesOf(luckOf(set, position));

/** One email in this many of those the customer wrote came with a file. */
const EMAILS_PER_FILE = 3;

/** Whether a record is an email the customer wrote and attached a file to. */
export const hasAttachment = (set: RecordSet, position: number): boolean => {
  const row = set.kinds[set.kind[position] ?? 0];
  return (
    row?.id === 'email' &&
    directionOf(row, luckOf(set, position)) === 'in' &&
    fraction(set.seed + position * 13 + 5) * EMAILS_PER_FILE < 1
  );
};

/** Another person whom an email speaks of, masked wherever the email is shown (152-ФЗ ст. 14 ч. 2). */
const OTHER = {
  name: maskFor('person-name', 'Соколова Анна Петровна'),
  phone: maskFor('phone', '+7 000 555-01-23'),
};

const BODIES: readonly Text[] = [
  t(
    'Здравствуйте! Подскажите, пожалуйста, что с нашей заявкой.',
    'Hello! Could you tell me what is happening with our ticket, please?',
  ),
  t(
    'Добрый день! Счёт оплатили утром, а услуга ещё стоит. Проверьте, пожалуйста.',
    'Hello! We paid the invoice this morning but the service is still down. Could you check, please?',
  ),
  t(
    'Спасибо, всё заработало. Вопрос можно закрывать.',
    'Thank you, it all works now. You can close this ticket.',
  ),
  t(
    'Пришлите, пожалуйста, закрывающие документы за квартал.',
    'Please send us the accounting documents for the quarter.',
  ),
  t(
    `Передайте, пожалуйста, доступ нашему бухгалтеру: ${OTHER.name}, телефон ${OTHER.phone}.`,
    `Please give our accountant access: ${OTHER.name}, phone ${OTHER.phone}.`,
  ),
];

/** Whether the text at this position speaks of another person, so that part of it is masked. */
export const speaksOfOther = (position: number): boolean => position % BODIES.length === BODIES.length - 1;

/** The text of an email or message; the marker lets a leak be searched for. */
export const bodyOf = (position: number, lang: Lang): string =>
  `${say(BODIES[position % BODIES.length] ?? '', lang)} MARK-BODY-${position}`;
