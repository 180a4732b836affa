import { maskFor } from '../../src/domain/masking.ts';
import { timeline } from '../clock.ts';
import { accountById, USERS } from '../personas.ts';
import type { Text } from '../../core/problem.ts';
import { random } from '../random.ts';
import { seededDownloads, seedExports } from '../exports/seed.ts';
import { seedMailings } from '../mailings/seed.ts';
import { emailChangedDaysAgo } from '../register/fields.ts';
import { hasToken, signInsOf, signInTownOf, TOKEN, tokenUsedAt } from '../session/sign-ins.ts';
import { recordingStoppedAt } from '../story.ts';
import { t } from '../../core/text.ts';
import { workingMoment } from '../working-moment.ts';
import { OWN_ACTION } from '../../core/access/describe.ts';
import type { AccessRow, AccessSlice, Described, DisclosureRow } from '../../core/access/state.ts';

type Scene = Described & Partial<Pick<AccessRow, 'category' | 'scope'>>;

const staff = (ru: string, en: string): Described['actor'] => ({ kind: 'staff', label: t(ru, en) });
const system = (ru: string, en: string): Described['actor'] => ({ kind: 'system', label: t(ru, en) });
const VIEW = { id: 'view', label: t('Открыты данные', 'Data opened') };
const CHANGE = { id: 'change', label: t('Изменены данные', 'Data changed') };
const SEND = { id: 'send', label: t('Отправлено', 'Sent') };
const ticketLabel = (number: number): Text => t(`№ ${number}`, `No. ${number}`);
const inside = (ru: string, en: string) => ({
  channel: t(ru, en),
  place: t('сеть ActiveCloud', 'ActiveCloud network'),
});

const WORK: readonly Scene[] = [
  {
    actor: staff('Техподдержка', 'Support'),
    action: VIEW,
    category: 'services',
    object: t('список услуг', 'list of services'),
    reason: t('Ответ на ваш вопрос о продлении домена', 'Answer to your question about renewing a domain'),
    from: inside('поддержка (ServiceDesk)', 'support (ServiceDesk)'),
  },
  {
    actor: staff('Техподдержка', 'Support'),
    action: VIEW,
    category: 'correspondence',
    scope: 'person',
    object: t('переписка по заявке', 'correspondence on a ticket'),
    reason: t('Разбор заявки о медленной работе сервера', 'Working on a ticket about a slow server'),
    from: inside('почта и чат (Kayako)', 'mail and chat (Kayako)'),
  },
  {
    actor: staff('Бухгалтерия', 'Accounting'),
    action: VIEW,
    category: 'services',
    object: t('акт сверки', 'reconciliation statement'),
    reason: t('Подготовка закрывающих документов', 'Preparing accounting documents'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: staff('Менеджер по продажам', 'Sales manager'),
    action: VIEW,
    category: 'account',
    scope: 'person',
    object: t('имя и почта', 'name and email'),
    reason: t('Ваша просьба подобрать тариф', 'You asked for help choosing a plan'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: staff('Проверка заказов', 'Order check'),
    action: VIEW,
    category: 'services',
    object: t('заказ', 'order'),
    reason: t('Заказ проверен человеком перед запуском', 'Order checked by a person before launch'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: staff('Контроль качества', 'Quality control'),
    action: { id: 'listen', label: t('Прослушана запись', 'Recording played') },
    category: 'recordings',
    scope: 'person',
    object: t('запись звонка', 'call recording'),
    reason: t('Выборочная проверка работы операторов', 'Spot check of how operators work'),
    from: inside('телефония', 'telephony'),
  },
  {
    actor: system('Удаление по сроку', 'Deletion on schedule'),
    action: { id: 'delete', label: t('Удалено', 'Deleted') },
    category: 'recordings',
    scope: 'person',
    object: t('записи звонков старше трёх месяцев', 'call recordings older than three months'),
    reason: t('Вышел срок хранения', 'Time limit reached'),
    from: inside('телефония', 'telephony'),
  },
];

const SIGN_IN = {
  ...OWN_ACTION,
  action: { id: 'sign-in', label: t('Вход', 'Sign-in') },
  category: 'account',
  object: t('личный кабинет', 'account area'),
  reason: t('Вы вошли с паролем и кодом', 'You signed in with a password and a code'),
  scope: 'person',
} as const satisfies Scene;

const OWN: readonly Scene[] = [
  SIGN_IN,
  {
    ...OWN_ACTION,
    action: { id: 'reveal', label: t('Показано значение', 'Value shown') },
    category: 'account',
    object: t('паспорт', 'passport'),
    reason: t('Вы нажали «Показать»', 'You pressed “Show”'),
    scope: 'person',
  },
];

/** How many entries each user's history begins with. */
const LENGTHS: Readonly<Record<string, number>> = {
  owner: 118,
  person: 64,
  admin: 40,
  finance: 22,
  user: 14,
  former: 30,
  huge: 180,
  by: 26,
  new: 0,
};

/** Where a service notice comes from: billing sends what is due, the mailing system the rest. */
const noticeScene = (subject: Text): Scene =>
  subject.ru.includes('Счёт')
    ? {
        actor: system('Биллинг', 'Billing'),
        action: SEND,
        category: 'services',
        object: t('счёт за услуги', 'invoice'),
        reason: t('Подошёл срок оплаты', 'A payment was due'),
        from: inside('ActivePlatform', 'ActivePlatform'),
      }
    : {
        actor: system('Рассылки', 'Mailings'),
        action: SEND,
        category: 'correspondence',
        object: t(`уведомление «${subject.ru}»`, `the notice “${subject.en}”`),
        reason: t('Без него услуга могла бы остановиться', 'Without it a service could have stopped'),
        from: inside('система рассылок', 'mailing system'),
      };

interface Whose {
  userId: string;
  accountId: string;
  persona: string;
}

/** Entries that other lists of the user have too: notices sent, copies downloaded, an email address changed. */
function listedElsewhere({ userId, accountId, persona }: Whose, seededAt: string): AccessRow[] {
  const own = { accountId, userId };
  const notices = seedMailings(seededAt).mailings.letters.filter(
    email => email.userId === userId && email.kind === 'service-notice',
  );
  const copies = seedExports(seededAt).exports.filter(row => row.createdBy.id === userId);
  const account = accountById(accountId);
  return [
    ...notices.map(({ at, subject }, i): AccessRow => ({
      scope: 'person',
      ...noticeScene(subject),
      id: `al-${persona}-notice-${i + 1}`,
      at,
      ...own,
    })),
    ...copies.flatMap(copy =>
      seededDownloads(copy.id, seededAt).map((at, i): AccessRow => ({
        own: {
          code: 'download-copy',
          number: copy.number,
          part: 1,
          of: 1,
          address: maskFor('ip', '203.0.113.24'),
        },
        scope: copy.spec.scope,
        reference: { kind: 'export', id: copy.id, label: copy.number },
        id: `al-${persona}-${copy.id}-${i + 1}`,
        at,
        ...own,
      })),
    ),
    ...(account.ageDays === 0
      ? []
      : [
          ...signInsOf(userId, seededAt).map((at, i): AccessRow => ({
            ...SIGN_IN,
            from: { ...OWN_ACTION.from, place: signInTownOf(userId) },
            id: `al-${persona}-session-${i + 1}`,
            at,
            ...own,
          })),
          ...(hasToken(userId)
            ? [
                {
                  ...OWN_ACTION,
                  action: VIEW,
                  category: 'services',
                  object: t('счета и акты', 'invoices and acceptance certificates'),
                  reason: t('Токен, который вы сделали', 'A token that you made'),
                  from: { channel: t(`токен API «${TOKEN.ru}»`, `API token “${TOKEN.en}”`) },
                  scope: 'account' as const,
                  id: `al-${persona}-token`,
                  at: tokenUsedAt(seededAt),
                  ...own,
                },
              ]
            : []),
          {
            ...OWN_ACTION,
            action: CHANGE,
            category: 'account',
            object: t('электронная почта', 'e-mail'),
            reason: t('Вы изменили её в профиле', 'You changed it in your profile'),
            scope: 'person' as const,
            id: `al-${persona}-email`,
            at: timeline(seededAt).at(-emailChangedDaysAgo(account)),
            ...own,
          },
        ]),
  ];
}

function historyOf({ userId, accountId, persona }: Whose, seededAt: string): AccessRow[] {
  const time = timeline(seededAt);
  const dice = random(`access ${userId}`);
  const account = accountById(accountId);
  const stopped = recordingStoppedAt(seededAt, userId);
  const town = signInTownOf(userId);
  const rows: AccessRow[] = [];
  // After the contract nobody works with the data any more.
  let day = -(account.endedDaysAgo ?? 0);
  for (let index = 0; index < (LENGTHS[persona] ?? 0); index++) {
    day -= index === 0 ? 0 : dice.int(1, 12);
    const scene: Scene = dice.chance(0.24) ? dice.pick(OWN) : dice.pick(WORK);
    const earliest = Date.parse(time.at(day, -dice.int(1, 9), -dice.int(0, 59)));
    const at = new Date(scene.actor.kind === 'staff' ? workingMoment(earliest) : earliest).toISOString();
    const ticket = dice.chance(0.4) ? dice.int(1, 9000) : undefined;
    // Nobody listens to the calls of those who objected to it.
    if (scene.action.id === 'listen' && stopped !== undefined && at > stopped) continue;
    rows.push({
      scope: 'account',
      ...scene,
      ...(scene.action.id === 'sign-in' ? { from: { ...OWN_ACTION.from, place: town } } : {}),
      id: `al-${persona}-${index + 1}`,
      at,
      accountId,
      userId,
      ...(scene.actor.kind === 'staff' && ticket !== undefined
        ? { reference: { kind: 'ticket', id: `t-${index}`, label: ticketLabel(40_000 + ticket) } }
        : {}),
    });
  }
  return rows;
}

const GIVEN: readonly (Pick<DisclosureRow, 'recipient' | 'what' | 'why' | 'category'> & { days: number })[] =
  [
    {
      days: -41,
      recipient: 'vendors',
      what: t('Имя заказчика и почта для лицензии', 'Customer’s name and email for a licence'),
      why: t('Без них вендор не выдаёт лицензию', 'The vendor will not issue a licence without them'),
      category: 'account',
    },
    {
      days: -128,
      recipient: 'banks',
      what: t('Подтверждение оплаты', 'Proof of payment'),
      why: t('Возврат за неиспользованный месяц', 'Refund for an unused month'),
      category: 'services',
    },
    {
      days: -260,
      recipient: 'vendors',
      what: t('Данные владельца домена', 'Domain holder’s details'),
      why: t('Регистрация домена', 'Domain registration'),
      category: 'account',
    },
    {
      days: -410,
      recipient: 'yandex',
      what: t('Посещения сайта', 'Visits to the website'),
      why: t('Статистика посещений', 'Visitor statistics'),
      category: 'analytics',
    },
    {
      days: -640,
      recipient: 'vendors',
      what: t('Имя и почта администратора', 'Administrator’s name and email'),
      why: t('Облачная почта для сотрудников', 'Cloud email for employees'),
      category: 'account',
    },
  ];

/** The log and the disclosures everyone begins with; nobody's private name is in them. */
export function seedAccess(seededAt: string): AccessSlice {
  const time = timeline(seededAt);
  const homes = USERS.flatMap(user =>
    user.memberships.slice(0, 1).map(({ accountId }) => ({ user, accountId })),
  );
  const outsider = (label: Text, accountId: string, userId: string, ofUser: string): AccessRow => ({
    id: `al-${ofUser}-other`,
    at: time.at(-3, -2),
    accountId,
    userId,
    actor: { kind: 'user', label, userId: ofUser },
    action: VIEW,
    category: 'services',
    object: t('счета и акты', 'invoices and acceptance certificates'),
    reason: t('Работа в личном кабинете', 'Work in the account area'),
    from: { channel: t('личный кабинет', 'account area') },
    scope: 'account',
  });
  return {
    access: [
      ...homes.flatMap(({ user, accountId }) => {
        const whose = { userId: user.id, accountId, persona: user.persona };
        return [...historyOf(whose, seededAt), ...listedElsewhere(whose, seededAt)];
      }),
      outsider(
        t('Финансовый менеджер учётной записи', 'Account finance manager'),
        'acc-1',
        'u-owner',
        'u-finance',
      ),
      outsider(t('Администратор учётной записи', 'Account administrator'), 'acc-1', 'u-owner', 'u-admin'),
    ],
    disclosures: USERS.flatMap(user =>
      user.memberships
        .filter(({ role, accountId }) => role === 'owner' && accountById(accountId).ageDays > 0)
        .flatMap(({ accountId }) =>
          GIVEN.map(({ days, ...row }, index) => ({
            ...row,
            id: `ds-${user.persona}-${index + 1}`,
            at: time.at(days - (accountById(accountId).endedDaysAgo ?? 0)),
            accountId,
            userId: user.id,
          })),
        ),
    ),
  };
}
