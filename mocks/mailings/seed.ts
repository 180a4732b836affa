import { epochMs, HOUR, moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { weekdayOf } from '../../src/domain/day-count.ts';
import { timeline, type Timeline } from '../clock.ts';
import { secret } from '../../core/ids.ts';
import { random } from '../random.ts';
import type { Text } from '../../core/problem.ts';
import { t } from '../../core/text.ts';
import { workingMoment } from '../working-moment.ts';
import type {
  ChangeRow,
  EmailRow,
  MailingsSlice,
  SubscriptionRow,
  TokenRow,
} from '../../core/mailings/state.ts';
import { topicOf } from '../../core/mailings/topics.ts';

/** The token of the contract’s examples: the latest email about offers to the owner. */
export const VALID_TOKEN = 'uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye';
/** The token that has just been used and can be undone. */
export const RECENT_TOKEN = 'uRecent5Tq1Mv8Xc2Bn7Lk4Zs9Pd6Gh3W';

interface EmailSeed {
  daysAgo: number;
  /** Sent on the last such day of the week at the latest: a night of works is announced before its Saturday. */
  weekday?: number;
  topic?: string;
  subject: Text;
  /** The service that the rule of the topic matched. */
  matched?: Text;
  delivery?: EmailRow['delivery'];
  token?: string;
  /** Of a notice: what it was sent for, where a service did not depend on it. */
  why?: Text;
}

/** The day of the week as `weekdayOf` counts: Monday is 0. */
const THURSDAY = 3;

/** Greetings of the year: each goes out on its own day to whoever has the topic on. */
const GREETINGS: readonly { month: string; day: string; subject: Text }[] = [
  { month: '12', day: '30', subject: t('С наступающим Новым годом!', 'Happy New Year!') },
  { month: '09', day: '01', subject: t('С Днём знаний!', 'Happy first day of school!') },
  { month: '03', day: '07', subject: t('С 8 Марта!', 'Happy Women’s Day!') },
];
/** Greetings go out at ten in the morning. */
const GREETED_AT = 10 * HOUR;

const NOTICE_WHY = t(
  'Без этого письма услуга могла бы остановиться.',
  'Without this email, your service could have stopped.',
);

const BILL_WHY = t(
  'Письмо о счёте приходит, пока есть платные услуги: по счёту платят и отчитываются.',
  'Billing emails come while there are paid services: the invoice is what you pay and account for.',
);
const WORKS_WHY = t(
  'Услуга прервётся на время работ: о таком перерыве предупреждаем заранее.',
  'The service is interrupted during the work: we give notice of such a break in advance.',
);

const OWNER_EMAILS: readonly EmailSeed[] = [
  {
    daysAgo: 1,
    topic: 'promotions',
    subject: t('Резервные копии для ваших серверов со скидкой', 'Discount on backups for your servers'),
    matched: t('виртуальный сервер', 'virtual server'),
    token: VALID_TOKEN,
  },
  { daysAgo: 4, subject: t('Счёт за услуги готов', 'Your invoice is ready'), why: BILL_WHY },
  {
    daysAgo: 9,
    topic: 'surveys',
    subject: t('Довольны ли вы услугами: два вопроса', 'Are you happy with our services? Two questions'),
    token: RECENT_TOKEN,
  },
  {
    daysAgo: 21,
    topic: 'renewals',
    subject: t('Продлите домен выгоднее до конца месяца', 'Save on your domain renewal this month'),
    matched: t('домен', 'domain'),
  },
  { daysAgo: 34, subject: t('Услуга закончится через 7 дней', 'Your service ends in 7 days') },
  {
    daysAgo: 63,
    topic: 'promotions',
    subject: t('Новые процессоры на виртуальных серверах', 'New processors for virtual servers'),
  },
  {
    daysAgo: 77,
    weekday: THURSDAY,
    subject: t('Плановые работы в ночь на субботу', 'Planned maintenance on Saturday night'),
    why: WORKS_WHY,
  },
  {
    daysAgo: 160,
    topic: 'renewals',
    subject: t('Продлите сертификат на два года', 'Renew your certificate for two years'),
    delivery: 'bounced',
  },
  {
    daysAgo: 204,
    topic: 'promotions',
    subject: t('Перенесём ваш сайт бесплатно', 'We’ll move your website for free'),
  },
  { daysAgo: 250, subject: t('Счёт за услуги готов', 'Your invoice is ready'), why: BILL_WHY },
  {
    daysAgo: 420,
    topic: 'promotions',
    subject: t('Скидка на почту для компаний', 'Discount on business email'),
  },
  {
    daysAgo: 480,
    topic: 'surveys',
    subject: t('Удобно ли вам в личном кабинете?', 'How do you find the account area?'),
  },
];

const PERSON_EMAILS: readonly EmailSeed[] = [
  { daysAgo: 6, subject: t('Услуга закончится через 7 дней', 'Your service ends in 7 days') },
  { daysAgo: 41, subject: t('Счёт за услуги готов', 'Your invoice is ready'), why: BILL_WHY },
  {
    daysAgo: 280,
    topic: 'promotions',
    subject: t('Скидка на второй сервер', 'Discount on a second server'),
  },
];

const NOTICES_ONLY: readonly EmailSeed[] = [
  { daysAgo: 12, subject: t('Счёт за услуги готов', 'Your invoice is ready'), why: BILL_WHY },
  {
    daysAgo: 44,
    weekday: THURSDAY,
    subject: t('Плановые работы в ночь на субботу', 'Planned maintenance on Saturday night'),
    why: WORKS_WHY,
  },
];

const EMAILS: Readonly<Record<string, readonly EmailSeed[]>> = {
  'u-owner': OWNER_EMAILS,
  'u-person': PERSON_EMAILS,
  'u-admin': NOTICES_ONLY,
  'u-finance': NOTICES_ONLY,
  'u-huge': [
    ...NOTICES_ONLY,
    {
      daysAgo: 30,
      topic: 'promotions',
      subject: t('Выделенные серверы со скидкой', 'Discount on dedicated servers'),
    },
  ],
  'u-by': NOTICES_ONLY,
  'u-former': [
    {
      daysAgo: 400,
      subject: t('Договор закончился', 'Your contract has ended'),
      why: t('О конце договора мы обязаны сообщить.', 'We have to tell you that the contract has ended.'),
    },
  ],
};

/** How a topic stood at an instant, by the ledger; off before anything was changed. */
export const stateAt = (
  changes: readonly ChangeRow[],
  userId: string,
  topic: string,
  at: string,
): ChangeRow['to'] =>
  changes
    .filter(row => row.userId === userId && row.at <= at && (row.topic === topic || row.topic === 'all'))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1)?.to ?? 'off';

const sentAt = ({ daysAgo, weekday }: EmailSeed, tl: Timeline): string => {
  if (weekday === undefined) return tl.at(-daysAgo, -1);
  const back = (weekdayOf(tl.date(-daysAgo)) - weekday + 7) % 7;
  return tl.at(-daysAgo - back, -1);
};

/** The greetings of the years a user has been with us, newest first. */
const greetings = (userId: string, tl: Timeline): { at: string; seed: EmailSeed }[] => {
  const last = yearOf(moscowDate(tl.base));
  return Array.from({ length: 4 }, (_, i) => last - i).flatMap(year =>
    GREETINGS.map(({ month, day, subject }) => ({
      at: new Date(epochMs(`${year}-${month}-${day}`) + GREETED_AT).toISOString(),
      seed: { daysAgo: 0, topic: 'holidays', subject },
    })).filter(({ at }) => at < tl.base && EMAILS[userId] !== undefined),
  );
};

/** The emails a user got: on a topic only while the ledger says it was on. */
const emailsOf = (
  userId: string,
  tl: Timeline,
  changes: readonly ChangeRow[],
): { letters: EmailRow[]; tokens: TokenRow[] } => {
  const sent = [
    ...(EMAILS[userId] ?? []).map(seed => ({ at: sentAt(seed, tl), seed })),
    ...greetings(userId, tl),
  ]
    .filter(({ at, seed }) => seed.topic === undefined || stateAt(changes, userId, seed.topic, at) === 'on')
    .toSorted((a, b) => b.at.localeCompare(a.at));
  const letters = sent.map(({ at, seed }, i): EmailRow => {
    // A token is drawn by its email's subject and place, so that the same email has the same link.
    const stream = random(`letter ${userId} ${i} ${seed.subject.ru}`);
    const token = seed.topic === undefined ? undefined : (seed.token ?? `u${secret(32, stream.next)}`);
    return {
      id: `lt-${userId.slice(2)}-${i + 1}`,
      userId,
      at,
      ...(seed.topic === undefined ? {} : { topic: seed.topic }),
      kind: seed.topic === undefined ? 'service-notice' : 'mailing',
      subject: seed.subject,
      why: seed.why ?? topicOf(seed.topic ?? '')?.why ?? NOTICE_WHY,
      ...(seed.matched === undefined ? {} : { matched: seed.matched }),
      delivery: seed.delivery ?? 'delivered',
      ...(token === undefined ? {} : { token }),
    };
  });
  const tokens = letters.flatMap(({ token, topic }) =>
    token === undefined || topic === undefined ? [] : [{ token, userId, topic }],
  );
  return { letters, tokens };
};

const switched = (
  id: string,
  userId: string,
  at: string,
  topic: string,
  to: 'on' | 'off',
  rest: Partial<ChangeRow> = {},
): ChangeRow => ({
  id,
  userId,
  at,
  topic,
  before: { [topic]: to === 'on' ? 'off' : 'on' },
  to,
  by: 'user',
  via: 'account',
  ...rest,
});

/** Days ago: when the owner took the first consent to mailings back, and gave the second one. */
export const OWNER_CONSENTS = { first: 760, firstEnded: 230, second: 210 } as const;
/** Days ago: when the owner of very much data agreed to mailings. */
export const HUGE_CONSENT = 190;
/** Days ago: when `person` agreed to mailings. */
export const PERSON_CONSENT = 420;

const ledger = (tl: Timeline): ChangeRow[] => {
  const { first, firstEnded, second } = OWNER_CONSENTS;
  return [
    switched('mc-1', 'u-owner', tl.at(-first), 'holidays', 'on'),
    switched('mc-2', 'u-owner', tl.at(-500), 'promotions', 'on'),
    switched('mc-3', 'u-owner', tl.at(-496), 'surveys', 'on'),
    switched('mc-renewals', 'u-owner', tl.at(-490), 'renewals', 'on'),
    switched(
      'mc-4',
      'u-owner',
      new Date(workingMoment(Date.parse(tl.at(-250)))).toISOString(),
      'renewals',
      'off',
      {
        by: 'staff',
        via: 'staff',
      },
    ),
    {
      id: 'mc-consent-ended',
      userId: 'u-owner',
      at: tl.at(-firstEnded),
      topic: 'all',
      before: { holidays: 'on', promotions: 'on', renewals: 'off', surveys: 'on' },
      to: 'off',
      by: 'system',
      via: 'consent',
    },
    switched('mc-5', 'u-owner', tl.at(-second), 'renewals', 'on'),
    switched('mc-6', 'u-owner', tl.at(-second, 0, 1), 'promotions', 'on'),
    switched('mc-7', 'u-owner', tl.at(-second, 0, 2), 'holidays', 'on'),
    switched('mc-8', 'u-owner', tl.at(-second, 0, 3), 'surveys', 'on'),
    switched('mc-recent', 'u-owner', tl.at(0, 0, -3), 'holidays', 'off', { agoSeconds: 180 }),
    switched('mc-recent-letter', 'u-owner', tl.at(0, 0, -4), 'surveys', 'off', {
      agoSeconds: 240,
      by: 'letter',
      via: 'letter',
      token: RECENT_TOKEN,
    }),
    switched('p-mc-1', 'u-person', tl.at(-PERSON_CONSENT), 'promotions', 'on'),
    switched('p-mc-2', 'u-person', tl.at(-PERSON_CONSENT, 0, 1), 'holidays', 'on'),
    {
      id: 'p-mc-3',
      userId: 'u-person',
      at: tl.at(-270),
      topic: 'all',
      before: { holidays: 'on', promotions: 'on', renewals: 'off', surveys: 'off' },
      to: 'off',
      by: 'letter',
      via: 'one-click',
    },
    switched('hg-mc-1', 'u-huge', tl.at(-HUGE_CONSENT), 'promotions', 'on'),
  ];
};

/** The switch of each topic a user ever touched, as the ledger left it. */
const subscriptionsOf = (changes: readonly ChangeRow[]): SubscriptionRow[] => {
  const rows = new Map<string, SubscriptionRow>();
  for (const { userId, topic, before, to, at } of changes.toSorted((a, b) => a.at.localeCompare(b.at))) {
    if (to === 'mixed') continue;
    const touched = topic === 'all' ? Object.keys(before) : [topic];
    for (const one of touched) {
      // What was off anyway is not switched off: it has no row of its own.
      if (to === 'off' && before[one] === 'off' && !rows.has(`${userId} ${one}`)) continue;
      rows.set(`${userId} ${one}`, { userId, topic: one, state: to, since: at });
    }
  }
  return [...rows.values()];
};

/** A list of recipients that was imported still had the owner, who had turned the topic off: the gate refused the email. */
const refusedEmail = (tl: Timeline): EmailRow => ({
  id: 'er-owner-1',
  userId: 'u-owner',
  at: tl.at(-225, 2),
  topic: 'promotions',
  kind: 'mailing',
  subject: t('Больше места на диске за ту же цену', 'More disk space for the same price'),
  why: NOTICE_WHY,
  delivery: 'sent',
  refused: true,
});

const NOW_TOKEN = 'uNow7Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye4';

/** A mailing that is being sent: it may arrive after its topic is turned off. */
const sentNow = (tl: Timeline): EmailRow => ({
  id: 'lt-owner-now',
  userId: 'u-owner',
  at: tl.at(0, 0, -2),
  topic: 'renewals',
  kind: 'mailing',
  subject: t('Домен закончится через месяц', 'Your domain ends in a month'),
  why: topicOf('renewals')?.why ?? NOTICE_WHY,
  matched: t('домен', 'domain'),
  delivery: 'delivered',
  sendBy: tl.at(0, 0, 13),
  token: NOW_TOKEN,
});

/** Mailings of the database. Two opt-outs of the owner are always fresh, so that undoing them can be tried. */
export const seedMailings = (seededAt: string): MailingsSlice => {
  const tl = timeline(seededAt);
  const changes = ledger(tl);
  const all = Object.keys(EMAILS).map(userId => emailsOf(userId, tl, changes));
  return {
    mailings: {
      subscriptions: subscriptionsOf(changes),
      changes,
      letters: [sentNow(tl), ...all.flatMap(({ letters }) => letters), refusedEmail(tl)],
      tokens: [
        ...all.flatMap(({ tokens }) => tokens),
        { token: NOW_TOKEN, userId: 'u-owner', topic: 'renewals' },
      ],
      noticeRoutes: [],
    },
  };
};
