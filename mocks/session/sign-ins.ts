import type { Text } from '../../core/problem.ts';
import { t } from '../../core/text.ts';
import { accountById, userById } from '../personas.ts';
import { townOf } from '../register/fields.ts';

const HOUR_MS = 3_600_000;
/** A day, in milliseconds. */
export const DAY_MS = 24 * HOUR_MS;

const homeOf = (userId: string) => accountById(userById(userId)?.memberships[0]?.accountId ?? '');

/** The moment so many milliseconds before the database was seeded. */
export const momentBefore = (seededAt: string, ms: number): string =>
  new Date(Date.parse(seededAt) - ms).toISOString();

/** When the sessions of a person began, the present one first: each is a sign-in of the access log too. */
export const signInsOf = (userId: string, seededAt: string): readonly string[] =>
  [HOUR_MS / 2, ...(homeOf(userId).ageDays > 9 ? [9 * DAY_MS] : [])].map(ms => momentBefore(seededAt, ms));

/** The town a person signs in from. */
export const signInTownOf = (userId: string): Text => townOf(userId, homeOf(userId).jurisdiction === 'BY');

/** The name of the token of the panel's API. */
export const TOKEN: Text = t('Выгрузка счетов', 'Invoice export');

/** Whether a person has the token, and a connected tool: some do, some do not. */
export const hasToken = (userId: string): boolean => ['u-owner', 'u-admin', 'u-huge'].includes(userId);

/** When the token was used last; the access log has it too. */
export const tokenUsedAt = (seededAt: string): string => momentBefore(seededAt, DAY_MS);
