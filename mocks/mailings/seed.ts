import { timeline, type Timeline } from '../clock.ts';
import { secret } from '../ids.ts';
import { random } from '../random.ts';
import type { Text } from '../problem.ts';
import { t } from '../words.ts';
import { BY_LETTER, BY_USER } from './model.ts';
import type { ChangeRow, LetterRow, MailingsSlice, SubscriptionRow, TokenRow } from './state.ts';
import { topicOf } from './topics.ts';

/** The token of the contract’s examples: the latest letter about offers to the owner. */
export const VALID_TOKEN = 'uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye';
/** The token that has just been used and can be undone. */
export const RECENT_TOKEN = 'uRecent5Tq1Mv8Xc2Bn7Lk4Zs9Pd6Gh3W';

interface LetterSeed {
  daysAgo: number;
  topic?: string;
  subject: Text;
  delivery?: LetterRow['delivery'];
  token?: string;
}

const NOTICE_WHY = t(
  'Без этого письма услуга могла бы остановиться.',
  'Without this email, your service could have stopped.',
);

const OWNER_LETTERS: readonly LetterSeed[] = [
  {
    daysAgo: 1,
    topic: 'promotions',
    subject: t('Резервные копии для ваших серверов со скидкой', 'Discount on backups for your servers'),
    token: VALID_TOKEN,
  },
  { daysAgo: 4, subject: t('Счёт за услуги готов', 'Your invoice is ready') },
  {
    daysAgo: 9,
    topic: 'surveys',
    subject: t('Оцените ответ поддержки: два вопроса', 'How was our support? Two questions'),
    token: RECENT_TOKEN,
  },
  {
    daysAgo: 21,
    topic: 'renewals',
    subject: t('Продлите домен выгоднее до конца месяца', 'Save on your domain renewal this month'),
  },
  { daysAgo: 34, subject: t('Услуга закончится через 7 дней', 'Your service ends in 7 days') },
  {
    daysAgo: 63,
    topic: 'promotions',
    subject: t('Новые процессоры на виртуальных серверах', 'New processors for virtual servers'),
  },
  { daysAgo: 77, subject: t('Плановые работы в ночь на субботу', 'Planned maintenance on Saturday night') },
  { daysAgo: 118, topic: 'holidays', subject: t('С Днём знаний!', 'A happy Knowledge Day!') },
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
  { daysAgo: 250, subject: t('Счёт за услуги готов', 'Your invoice is ready') },
  { daysAgo: 318, topic: 'holidays', subject: t('С наступающим Новым годом!', 'Happy New Year!') },
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
  { daysAgo: 690, topic: 'holidays', subject: t('С наступающим Новым годом!', 'Happy New Year!') },
];

const PERSON_LETTERS: readonly LetterSeed[] = [
  { daysAgo: 6, subject: t('Услуга закончится через 7 дней', 'Your service ends in 7 days') },
  { daysAgo: 41, subject: t('Счёт за услуги готов', 'Your invoice is ready') },
  {
    daysAgo: 280,
    topic: 'promotions',
    subject: t('Скидка на второй сервер', 'Discount on a second server'),
  },
  { daysAgo: 400, topic: 'holidays', subject: t('С наступающим Новым годом!', 'Happy New Year!') },
];

const NOTICES_ONLY: readonly LetterSeed[] = [
  { daysAgo: 12, subject: t('Счёт за услуги готов', 'Your invoice is ready') },
  { daysAgo: 44, subject: t('Плановые работы в ночь на субботу', 'Planned maintenance on Saturday night') },
];

const LETTERS: Readonly<Record<string, readonly LetterSeed[]>> = {
  'u-owner': OWNER_LETTERS,
  'u-person': PERSON_LETTERS,
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
  'u-former': [{ daysAgo: 401, subject: t('Договор закончился', 'Your contract has ended') }],
};

const lettersOf = (userId: string, tl: Timeline): { letters: LetterRow[]; tokens: TokenRow[] } => {
  const stream = random(`letters of ${userId}`);
  const letters = (LETTERS[userId] ?? []).map((seed, i): LetterRow => {
    const token = seed.topic === undefined ? undefined : (seed.token ?? `u${secret(32, stream.next)}`);
    return {
      id: `lt-${userId.slice(2)}-${i + 1}`,
      userId,
      at: tl.at(-seed.daysAgo, -1),
      ...(seed.topic === undefined ? {} : { topic: seed.topic }),
      kind: seed.topic === undefined ? 'service-notice' : 'mailing',
      subject: seed.subject,
      why: seed.topic === undefined ? NOTICE_WHY : (topicOf(seed.topic)?.why ?? NOTICE_WHY),
      delivery: seed.delivery ?? 'delivered',
      ...(token === undefined ? {} : { token }),
    };
  });
  const tokens = letters.flatMap(({ token, topic }) =>
    token === undefined || topic === undefined ? [] : [{ token, userId, topic }],
  );
  return { letters, tokens };
};

const on = (userId: string, topic: string, since: string): SubscriptionRow => ({
  userId,
  topic,
  state: 'on',
  since,
});
const off = (userId: string, topic: string, since: string): SubscriptionRow => ({
  userId,
  topic,
  state: 'off',
  since,
});

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
  by: BY_USER,
  via: 'account',
  ...rest,
});

/** Mailings of the world. Two opt-outs of the owner are always fresh, so that undoing them can be tried. */
export const seedMailings = (seededAt: string): MailingsSlice => {
  const tl = timeline(seededAt);
  const all = Object.keys(LETTERS).map(userId => lettersOf(userId, tl));
  return {
    mailings: {
      subscriptions: [
        on('u-owner', 'promotions', tl.at(-500)),
        on('u-owner', 'renewals', tl.at(-210)),
        off('u-owner', 'holidays', tl.at(0, 0, -3)),
        off('u-owner', 'surveys', tl.at(0, 0, -2)),
        off('u-person', 'promotions', tl.at(-270)),
        off('u-person', 'holidays', tl.at(-270)),
        on('u-huge', 'promotions', tl.at(-300)),
      ],
      changes: [
        switched('mc-1', 'u-owner', tl.at(-760), 'holidays', 'on'),
        switched('mc-2', 'u-owner', tl.at(-500), 'promotions', 'on'),
        switched('mc-3', 'u-owner', tl.at(-496), 'surveys', 'on'),
        switched('mc-4', 'u-owner', tl.at(-230), 'renewals', 'off', {
          by: {
            kind: 'staff',
            label: t('Сотрудник поддержки по вашей просьбе', 'Support staff, at your request'),
          },
          via: 'staff',
        }),
        switched('mc-5', 'u-owner', tl.at(-210), 'renewals', 'on'),
        switched('mc-recent', 'u-owner', tl.at(0, 0, -3), 'holidays', 'off', { agoSeconds: 180 }),
        switched('mc-recent-letter', 'u-owner', tl.at(0, 0, -4), 'surveys', 'off', {
          agoSeconds: 240,
          by: BY_LETTER,
          via: 'letter',
          token: RECENT_TOKEN,
        }),
        switched('p-mc-1', 'u-person', tl.at(-420), 'promotions', 'on'),
        switched('p-mc-2', 'u-person', tl.at(-419), 'holidays', 'on'),
        {
          id: 'p-mc-3',
          userId: 'u-person',
          at: tl.at(-270),
          topic: 'all',
          before: { holidays: 'on', promotions: 'on', renewals: 'off', surveys: 'off' },
          to: 'off',
          by: { kind: 'letter', label: t('Кнопка почтовой программы', 'Button in an email app') },
          via: 'one-click',
        },
        switched('hg-mc-1', 'u-huge', tl.at(-300), 'promotions', 'on'),
      ],
      letters: all.flatMap(({ letters }) => letters),
      tokens: all.flatMap(({ tokens }) => tokens),
    },
  };
};
