import type { Role } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';
import { inside, t } from '../text.ts';
import type { NoticeKind } from './state.ts';

/** What each kind of service notice about an account is called, in the order of the page. */
export const NOTICE_LABELS: Readonly<Record<NoticeKind, Text>> = {
  billing: t('Счета и оплата', 'Invoices and payments'),
  services: t('Работа услуг: сроки, работы, сбои', 'Services: end dates, maintenance, faults'),
  security: t('Безопасность учётной записи', 'Security of the account'),
};

/** Roles as recipients, in the middle of a sentence. */
const RECIPIENTS: Readonly<Record<Role, Text>> = {
  owner: t('владелец', 'the owner'),
  admin: t('администратор', 'an administrator'),
  finance: t('финансовый менеджер', 'a finance manager'),
  user: t('пользователь', 'a user'),
};

/** A kind of notice and who gets it, by role and without names: «счета и оплата: владелец, финансовый менеджер». */
export const routeText = (kind: NoticeKind, to: readonly Role[]): Text => {
  const label = NOTICE_LABELS[kind];
  const roles = [...new Set(to)].map(role => RECIPIENTS[role]);
  return t(
    `${inside(label.ru)}: ${roles.map(({ ru }) => ru).join(', ')}`,
    `${inside(label.en)}: ${roles.map(({ en }) => en).join(', ')}`,
  );
};
