import { timeline } from '../clock.ts';
import { accountById, USERS } from '../personas.ts';
import type { Text } from '../problem.ts';
import { random } from '../random.ts';
import { t } from '../words.ts';
import { type AccessRow, type AccessSlice, type DisclosureRow, OWN_ACTION } from './state.ts';

type Scene = Pick<AccessRow, 'actor' | 'action' | 'object' | 'reason' | 'from'> &
  Partial<Pick<AccessRow, 'category' | 'scope'>>;

const staff = (ru: string, en: string): AccessRow['actor'] => ({ kind: 'staff', label: t(ru, en) });
const system = (ru: string, en: string): AccessRow['actor'] => ({ kind: 'system', label: t(ru, en) });
const VIEW = { id: 'view', label: t('Открыты данные', 'Data opened') };
const CHANGE = { id: 'change', label: t('Изменены данные', 'Data changed') };
const SEND = { id: 'send', label: t('Отправлено', 'Sent') };
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
    reason: t('Ответ на ваш вопрос о продлении домена', 'An answer to your question on renewing a domain'),
    from: inside('поддержка (ServiceDesk)', 'support (ServiceDesk)'),
  },
  {
    actor: staff('Техподдержка', 'Support'),
    action: VIEW,
    category: 'correspondence',
    scope: 'person',
    object: t('переписка по заявке', 'correspondence of a ticket'),
    reason: t('Разбор заявки о медленной работе сервера', 'Working on a ticket about a slow server'),
    from: inside('почта и чат (Kayako)', 'mail and chat (Kayako)'),
  },
  {
    actor: staff('Бухгалтерия', 'Accounting'),
    action: VIEW,
    category: 'services',
    object: t('акт сверки', 'reconciliation act'),
    reason: t('Подготовка закрывающих документов', 'Preparing closing documents'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: staff('Менеджер по продажам', 'Sales manager'),
    action: VIEW,
    category: 'account',
    scope: 'person',
    object: t('имя и почта', 'name and e-mail'),
    reason: t('Ваша просьба подобрать тариф', 'You asked to choose a plan'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: staff('Проверка заказов', 'Order check'),
    action: VIEW,
    category: 'services',
    object: t('заказ', 'an order'),
    reason: t('Заказ проверен человеком перед запуском', 'The order was checked by a person before start'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: staff('Контроль качества', 'Quality control'),
    action: { id: 'listen', label: t('Прослушана запись', 'Recording played') },
    category: 'recordings',
    scope: 'person',
    object: t('запись звонка', 'a call recording'),
    reason: t('Выборочная проверка работы операторов', 'A sample check of operators’ work'),
    from: inside('телефония', 'telephony'),
  },
  {
    actor: system('Биллинг', 'Billing'),
    action: SEND,
    category: 'services',
    object: t('счёт на продление', 'renewal invoice'),
    reason: t('Подходит срок оплаты', 'A payment is coming due'),
    from: inside('биллинг и кабинет (ActivePlatform)', 'billing and account area (ActivePlatform)'),
  },
  {
    actor: system('Удаление по сроку', 'Deletion on schedule'),
    action: { id: 'delete', label: t('Удалено', 'Deleted') },
    category: 'recordings',
    scope: 'person',
    object: t('записи звонков старше трёх месяцев', 'call recordings older than three months'),
    reason: t('Вышел срок хранения', 'Their term was over'),
    from: inside('телефония', 'telephony'),
  },
  {
    actor: system('Рассылки', 'Mailings'),
    action: SEND,
    category: 'mailings',
    object: t('сервисное уведомление', 'service notice'),
    reason: t('Услуга скоро закончится', 'A service ends soon'),
    from: inside('система рассылок', 'mailing system'),
  },
];

const OWN: readonly Scene[] = [
  {
    ...OWN_ACTION,
    action: { id: 'sign-in', label: t('Вход', 'Sign-in') },
    category: 'account',
    object: t('личный кабинет', 'account area'),
    reason: t('Вы вошли с паролем и кодом', 'You signed in with password and code'),
    from: { channel: t('личный кабинет', 'account area'), place: t('Тверь', 'Tver') },
    scope: 'person',
  },
  {
    ...OWN_ACTION,
    action: { id: 'reveal', label: t('Показано значение', 'Value shown') },
    category: 'account',
    object: t('паспорт', 'passport'),
    reason: t('Вы нажали «Показать»', 'You pressed “Show”'),
    scope: 'person',
  },
  {
    ...OWN_ACTION,
    action: CHANGE,
    category: 'account',
    object: t('электронная почта', 'e-mail'),
    reason: t('Вы изменили её в профиле', 'You changed it in your profile'),
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

function historyOf(userId: string, accountId: string, persona: string, base: string): AccessRow[] {
  const time = timeline(base);
  const dice = random(`access ${userId}`);
  const rows: AccessRow[] = [];
  // After the contract nobody works with the data any more.
  let day = -(accountById(accountId).endedDaysAgo ?? 0);
  for (let index = 0; index < (LENGTHS[persona] ?? 0); index++) {
    day -= index === 0 ? 0 : dice.int(1, 12);
    const scene: Scene = dice.chance(0.24) ? dice.pick(OWN) : dice.pick(WORK);
    rows.push({
      scope: 'account',
      ...scene,
      id: `al-${persona}-${index + 1}`,
      at: time.at(day, -dice.int(1, 9), -dice.int(0, 59)),
      accountId,
      userId,
      ...(scene.actor.kind === 'staff' && dice.chance(0.4)
        ? { reference: { kind: 'ticket', id: `t-${index}`, label: `№ ${40_000 + dice.int(1, 9000)}` } }
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
      what: t('Имя заказчика и почта для лицензии', 'Customer’s name and e-mail for a licence'),
      why: t('Без них вендор не выдаёт лицензию', 'The vendor issues no licence without them'),
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
      why: t('Регистрация домена', 'Registration of a domain'),
      category: 'account',
    },
    {
      days: -410,
      recipient: 'yandex',
      what: t('Посещения сайта', 'Visits to the site'),
      why: t('Статистика посещений', 'Statistics of visits'),
      category: 'analytics',
    },
    {
      days: -640,
      recipient: 'vendors',
      what: t('Имя и почта администратора', 'Administrator’s name and e-mail'),
      why: t('Облачная почта для сотрудников', 'Cloud mail for employees'),
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
    object: t('счета и акты', 'invoices and acts'),
    reason: t('Работа в личном кабинете', 'Work in the account area'),
    from: { channel: t('личный кабинет', 'account area') },
    scope: 'account',
  });
  return {
    access: [
      ...homes.flatMap(({ user, accountId }) => historyOf(user.id, accountId, user.persona, seededAt)),
      outsider(
        t('Финансовый менеджер учётной записи', 'Finance manager of the account'),
        'acc-1',
        'u-owner',
        'u-finance',
      ),
      outsider(
        t('Администратор учётной записи', 'Administrator of the account'),
        'acc-1',
        'u-owner',
        'u-admin',
      ),
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
