import type { components } from '../src/api/generated/schema.ts';
import type { Account as DirectoryAccount, Principal } from '../core/ports.ts';
import type { Jurisdiction, Role } from '../src/domain/ids.ts';

/** The people one may sign in as. */
export const PERSONAS = [
  'owner',
  'person',
  'admin',
  'finance',
  'user',
  'new',
  'former',
  'huge',
  'by',
] as const;
/** One of `PERSONAS`. */
export type Persona = (typeof PERSONAS)[number];

/** Whether the text names a persona. */
export const isPersona = (text: string): text is Persona => (PERSONAS as readonly string[]).includes(text);

/** A fictional account. */
export interface Account {
  id: string;
  code: string;
  name: string;
  kind: components['schemas']['AccountRef']['kind'];
  jurisdiction: Jurisdiction;
  currency: 'RUB' | 'BYN';
  /** How long before `db.seededAt` the account was made, in days. */
  ageDays: number;
  /** Days before `db.seededAt` on which the contract ended. */
  endedDaysAgo?: number;
  inn?: string;
  unsettled?: DirectoryAccount['unsettled'];
}

/** A user and their roles; the first account is the one they start in. */
export interface User {
  id: string;
  persona: Persona;
  name: string;
  email: string;
  phone: string;
  memberships: readonly { accountId: string; role: Role }[];
}

/** All accounts. Every name, code and number here is invented. */
export const ACCOUNTS: readonly Account[] = [
  {
    id: 'acc-1',
    code: 'AC-104728',
    name: 'ООО «Северный ветер»',
    kind: 'legal',
    jurisdiction: 'RU',
    currency: 'RUB',
    ageDays: 2590,
    inn: '0000104728',
    unsettled: {
      debt: { amount: '12480.00', currency: 'RUB' },
      payUrl: 'https://panel.example/billing/pay',
      servicesUrl: 'https://panel.example/services',
    },
  },
  {
    id: 'acc-2',
    code: 'AC-118305',
    name: 'АНО «Добрые соседи»',
    kind: 'legal',
    jurisdiction: 'RU',
    currency: 'RUB',
    ageDays: 930,
    inn: '0000118305',
  },
  {
    id: 'acc-person',
    code: 'AC-110046',
    name: 'Тихонов Илья Сергеевич',
    kind: 'natural',
    jurisdiction: 'RU',
    currency: 'RUB',
    ageDays: 1460,
    unsettled: {
      balance: { amount: '350.00', currency: 'RUB' },
      refundUrl: 'https://panel.example/billing/refund',
      servicesUrl: 'https://panel.example/services',
    },
  },
  {
    id: 'acc-new',
    code: 'AC-131990',
    name: 'Светлова Дарья Игоревна',
    kind: 'natural',
    jurisdiction: 'RU',
    currency: 'RUB',
    ageDays: 0,
  },
  {
    id: 'acc-former',
    code: 'AC-101517',
    name: 'ООО «Мельница»',
    kind: 'legal',
    jurisdiction: 'RU',
    currency: 'RUB',
    ageDays: 2900,
    endedDaysAgo: 400,
    inn: '0000101517',
  },
  {
    id: 'acc-huge',
    code: 'AC-100002',
    name: 'ООО «Большой парк»',
    kind: 'legal',
    jurisdiction: 'RU',
    currency: 'RUB',
    ageDays: 2550,
    inn: '0000100002',
  },
  {
    id: 'acc-by',
    code: 'AC-125511',
    name: 'Ковалевич Анна Степановна',
    kind: 'natural',
    jurisdiction: 'BY',
    currency: 'BYN',
    ageDays: 700,
  },
];

/** All users. `owner` also belongs to a second account, as `user`, so that switching can be tried. */
export const USERS: readonly User[] = [
  {
    id: 'u-owner',
    persona: 'owner',
    name: 'Лесная Вера Павловна',
    email: 'vera.lesnaya@example.ru',
    phone: '+7 000 104-72-81',
    memberships: [
      { accountId: 'acc-1', role: 'owner' },
      { accountId: 'acc-2', role: 'user' },
    ],
  },
  {
    id: 'u-person',
    persona: 'person',
    name: 'Тихонов Илья Сергеевич',
    email: 'ilya.tikhonov@example.com',
    phone: '+7 000 110-04-60',
    memberships: [{ accountId: 'acc-person', role: 'owner' }],
  },
  {
    id: 'u-admin',
    persona: 'admin',
    name: 'Рощин Павел Андреевич',
    email: 'pavel.roshchin@example.ru',
    phone: '+7 000 104-72-82',
    memberships: [{ accountId: 'acc-1', role: 'admin' }],
  },
  {
    id: 'u-finance',
    persona: 'finance',
    name: 'Орлова Нина Викторовна',
    email: 'buh@example.ru',
    phone: '+7 000 104-72-83',
    memberships: [{ accountId: 'acc-1', role: 'finance' }],
  },
  {
    id: 'u-user',
    persona: 'user',
    name: 'Зайцев Олег Дмитриевич',
    email: 'oleg.zaytsev@example.ru',
    phone: '+7 000 104-72-84',
    memberships: [{ accountId: 'acc-1', role: 'user' }],
  },
  {
    id: 'u-new',
    persona: 'new',
    name: 'Светлова Дарья Игоревна',
    email: 'darya.svetlova@example.com',
    phone: '+7 000 131-99-01',
    memberships: [{ accountId: 'acc-new', role: 'owner' }],
  },
  {
    id: 'u-former',
    persona: 'former',
    name: 'Мельник Антон Юрьевич',
    email: 'anton.melnik@example.ru',
    phone: '+7 000 101-51-71',
    memberships: [{ accountId: 'acc-former', role: 'owner' }],
  },
  {
    id: 'u-huge',
    persona: 'huge',
    name: 'Громова Елена Олеговна',
    email: 'elena.gromova@example.ru',
    phone: '+7 000 100-00-21',
    memberships: [{ accountId: 'acc-huge', role: 'owner' }],
  },
  {
    id: 'u-by',
    persona: 'by',
    name: 'Ковалевич Анна Степановна',
    email: 'anna.kovalevich@example.com',
    phone: '+7 000 125-51-11',
    memberships: [{ accountId: 'acc-by', role: 'owner' }],
  },
];

/** The account with this id. Throws when there is none: ids come from this file. */
export const accountById = (id: string): Account => {
  const account = ACCOUNTS.find(one => one.id === id);
  if (account === undefined) throw new Error(`no account ${id}`);
  return account;
};

/** The user behind a persona. */
export const userOf = (persona: Persona): User => {
  const user = USERS.find(one => one.persona === persona);
  if (user === undefined) throw new Error(`no user for ${persona}`);
  return user;
};

/** The persona behind a user's id. Throws when there is none. */
export const personaOf = (userId: string): Persona => {
  const user = USERS.find(one => one.id === userId);
  if (user === undefined) throw new Error(`no persona for ${userId}`);
  return user.persona;
};

/** The user with this id, if any. */
export const userById = (id: string): User | undefined => USERS.find(one => one.id === id);

/** Who the persona is in the account they work in now (their first one unless they switched). */
export const principalOf = (persona: Persona, accountId?: string): Principal => {
  const user = userOf(persona);
  const membership = user.memberships.find(one => one.accountId === accountId) ?? user.memberships[0];
  if (membership === undefined) throw new Error(`${persona} belongs to no account`);
  const { jurisdiction } = accountById(membership.accountId);
  return {
    userId: user.id,
    accountId: membership.accountId,
    role: membership.role,
    jurisdiction,
    name: user.name,
  };
};
