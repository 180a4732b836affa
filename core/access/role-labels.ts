import type { Role } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';
import { t } from '../text.ts';

/** What another user of the account is called: by their role there, never by name. */
export const ROLE_LABELS: Readonly<Record<Role, Text>> = {
  owner: t('Владелец учётной записи', 'Account owner'),
  admin: t('Администратор учётной записи', 'Account administrator'),
  finance: t('Финансовый менеджер учётной записи', 'Account finance manager'),
  user: t('Пользователь учётной записи', 'Account user'),
};
