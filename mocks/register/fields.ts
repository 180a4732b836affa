import { moscowDate } from '../../src/domain/calendar.ts';
import { FIELD_LABELS } from '../../core/policy/tables.ts';
import type { Text } from '../../core/problem.ts';
import type { SourceField, Subject } from '../../core/register/source-data.ts';
import { t } from '../../core/text.ts';
import { timeline } from '../clock.ts';
import { type Account, accountById, personaOf, userById } from '../personas.ts';
import { hash } from '../random.ts';
import { seededCasesOf } from '../story.ts';

/** Whose values: a customer in an account. */
type Customer = Pick<Subject, 'userId' | 'accountId'>;

const PROFILE = t('Меняется в профиле личного кабинета', 'Change it in your profile in the account area');
const REQUEST = t(
  'Через обращение: понадобится подтверждение',
  'Send a request: you’ll need to provide proof',
);
const NEVER = t('Присвоен при регистрации и не меняется', 'Assigned when you registered and never changes');

const CITIES = [
  'Тверь, ул. Садовая, д. ',
  'Пермь, ул. Луговая, д. ',
  'Казань, ул. Озёрная, д. ',
  'Минск, ул. Полевая, д. ',
];

/** Numbers that are plainly nobody's: series 0000. */
const passportOf = (userId: string): string => `0000 ${String(100_000 + (hash(userId) % 900_000))}`;
/** Users whose address a request names have that address. */
const TOWN_OF_CASE: Readonly<Record<string, number>> = { 'u-owner': 0, 'u-person': 0 };
const postalAddressOf = (userId: string, by: boolean): string =>
  `${CITIES[by ? 3 : (TOWN_OF_CASE[userId] ?? hash(userId) % 3)]}${1 + (hash(`${userId} house`) % 90)}`;
const TOWNS: Readonly<Record<string, string>> = {
  Тверь: 'Tver',
  Пермь: 'Perm',
  Казань: 'Kazan',
  Минск: 'Minsk',
};

/** How long before the database was seeded the email address of the users of an account was changed. */
export const emailChangedDaysAgo = ({ ageDays }: Pick<Account, 'ageDays'>): number => Math.floor(ageDays / 3);

/** The town of a user's postal address: they sign in from there. */
export const townOf = (userId: string, by: boolean): Text => {
  const [ru = ''] = postalAddressOf(userId, by).split(',');
  return t(ru, TOWNS[ru] ?? ru);
};

/** The corrections of a user that were made, as the register shows them since the day of the answer. */
const corrected = (fields: SourceField[], me: Customer, seededAt: string): SourceField[] => {
  const made = seededCasesOf(seededAt, me.userId).filter(
    row => row.kind === 'rectification' && row.status === 'answered' && row.accountId === me.accountId,
  );
  return fields.map(field => {
    const row = made.find(one => one.details.items?.some(item => item.field === field.id) === true);
    const item = row?.details.items?.find(one => one.field === field.id);
    if (row?.answeredAt === undefined || item === undefined) return field;
    return { ...field, value: item.new, updatedAt: moscowDate(row.answeredAt) };
  });
};

/** The fields of a category for this user; none for kinds of data that are records alone. */
export function fieldsOf(category: string, me: Customer, seededAt: string): SourceField[] {
  if (personaOf(me.userId) === 'new' && category !== 'account') return [];
  const account = accountById(me.accountId);
  const user = userById(me.userId);
  if (!user) return [];
  const time = timeline(seededAt);
  const since = time.date(-account.ageDays);
  const later = time.date(-emailChangedDaysAgo(account));
  if (category === 'account') {
    const own: SourceField[] = [
      {
        id: 'full-name',
        label: FIELD_LABELS['full-name'],
        value: user.name,
        type: 'text',
        sensitivity: 'open',
        source: 'order-form',
        systems: ['activeplatform', 'kayako'],
        collectedAt: since,
        correction: { how: 'request', note: REQUEST },
      },
      {
        id: 'passport',
        label: FIELD_LABELS['passport'],
        value: passportOf(user.id),
        type: 'passport',
        sensitivity: 'step-up',
        source: 'order-form',
        systems: ['activeplatform'],
        collectedAt: since,
        correction: { how: 'request', note: REQUEST },
      },
      {
        id: 'postal-address',
        label: FIELD_LABELS['postal-address'],
        value: postalAddressOf(user.id, account.jurisdiction === 'BY'),
        type: 'address',
        sensitivity: 'masked',
        source: 'order-form',
        systems: ['activeplatform', 'servicedesk'],
        collectedAt: since,
        updatedAt: later,
        correction: { how: 'request', note: REQUEST },
      },
      {
        id: 'email',
        label: FIELD_LABELS['email'],
        value: user.email,
        type: 'email',
        sensitivity: 'masked',
        source: 'order-form',
        systems: ['activeplatform', 'kayako'],
        collectedAt: since,
        correction: { how: 'profile', note: PROFILE },
        ...(account.ageDays === 0
          ? {}
          : {
              updatedAt: later,
              history: [
                {
                  at: time.at(-emailChangedDaysAgo(account)),
                  by: t('изменили вы', 'changed by you'),
                  channel: t('профиль личного кабинета', 'profile of the account area'),
                  value: `old.${user.email}`,
                  next: user.email,
                },
              ],
            }),
      },
    ];
    // A newcomer has signed up and ordered nothing: no contract yet, so no passport and no address.
    const known = account.ageDays === 0 ? own.filter(({ id }) => id === 'full-name' || id === 'email') : own;
    const ofAccount: SourceField[] = [
      ...(account.kind === 'legal'
        ? ([
            {
              id: 'company-name',
              label: FIELD_LABELS['company-name'],
              value: account.name,
              type: 'text',
              sensitivity: 'open',
              source: 'order-form',
              systems: ['activeplatform'],
              collectedAt: since,
              correction: { how: 'request', note: REQUEST },
              assumed: true,
            },
            {
              id: 'inn',
              label: FIELD_LABELS['inn'],
              value: account.inn ?? '',
              type: 'code',
              sensitivity: 'open',
              source: 'order-form',
              systems: ['activeplatform'],
              collectedAt: since,
              correction: { how: 'request', note: REQUEST },
              assumed: true,
            },
          ] satisfies SourceField[])
        : []),
      {
        id: 'account-code',
        label: FIELD_LABELS['account-code'],
        value: account.code,
        type: 'code',
        sensitivity: 'open',
        source: 'billing',
        systems: ['activeplatform'],
        collectedAt: since,
        correction: { how: 'none', note: NEVER },
      },
      {
        id: 'created-at',
        label: FIELD_LABELS['created-at'],
        value: since,
        type: 'date',
        sensitivity: 'open',
        source: 'billing',
        systems: ['activeplatform'],
        collectedAt: since,
        correction: { how: 'none', note: NEVER },
      },
    ];
    return [...corrected(known, me, seededAt), ...ofAccount.map(field => ({ ...field, ofAccount: true }))];
  }
  if (category === 'mailings')
    return [
      {
        id: 'mailing-address',
        label: FIELD_LABELS['mailing-address'],
        value: user.email,
        type: 'email',
        sensitivity: 'masked',
        source: 'account-area',
        systems: ['mailing-system'],
        collectedAt: since,
        correction: { how: 'profile', note: PROFILE },
      },
    ];
  if (category === 'calls')
    return [
      {
        id: 'caller-number',
        label: FIELD_LABELS['caller-number'],
        value: user.phone,
        type: 'phone',
        sensitivity: 'masked',
        source: 'phone',
        systems: ['telephony'],
        collectedAt: later,
        correction: { how: 'request', note: REQUEST },
      },
    ];
  return [];
}
