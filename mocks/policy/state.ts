import { timeline } from '../clock.ts';
import { ACCOUNTS, USERS } from '../personas.ts';

/** That a version was shown to someone, or that they said they had seen it. */
export interface SeenRow {
  userId: string;
  version: string;
  at: string;
}

/** What this area keeps in the mock's database. */
export interface PolicySlice {
  policy: { acknowledged: SeenRow[]; shown: SeenRow[] };
}

/** The version in force since 2020, and the fictional one to come. */
export const POLICY_IN_FORCE = '2020-10-21';
/** Plainly invented, so that a change of the policy can be seen. */
export const POLICY_TO_COME = 'demo-next';
/** It takes effect this many days after the seed. */
export const DAYS_TO_COME = 10;

/** Everybody but the newcomer acknowledged the version in force when they joined; the one to come was shown lately. */
export const seedPolicy = (seededAt: string): PolicySlice['policy'] => {
  const time = timeline(seededAt);
  const joined = (accountId: string | undefined): number => ACCOUNTS.find(one => one.id === accountId)?.ageDays ?? 0;
  const inForce = USERS.filter(user => user.persona !== 'new').map((user, n) => {
    const sinceVersion = Math.floor((Date.parse(seededAt) - Date.parse('2020-10-22T09:00:00Z')) / 86_400_000);
    const days = Math.min(joined(user.memberships[0]?.accountId), Math.max(0, sinceVersion));
    return { userId: user.id, version: POLICY_IN_FORCE, at: time.at(-days, 0, n) };
  });
  const toCome = USERS.map((user, n) => ({ userId: user.id, version: POLICY_TO_COME, at: time.at(-2, 0, n) })).filter(
    row => row.userId !== 'u-new',
  );
  return { acknowledged: inForce, shown: [...inForce, ...toCome] };
};
