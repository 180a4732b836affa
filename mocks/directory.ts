import type { Account as DirectoryAccount, Directory, User as DirectoryUser } from '../core/ports.ts';
import { accountById, ACCOUNTS, type User, userById, USERS } from './personas.ts';
import { emailChangedDaysAgo } from './register/fields.ts';
import { timeline } from './clock.ts';

/** The invented accounts and people. @param seededAt the instant that invented dates are counted from */
export const directoryOf = (seededAt: string): Directory => ({
  account: (id): DirectoryAccount | undefined => {
    if (!ACCOUNTS.some(one => one.id === id)) return undefined;
    const { endedDaysAgo, code, name, kind, jurisdiction, unsettled } = accountById(id);
    return {
      id,
      code,
      name,
      kind,
      jurisdiction,
      ended: endedDaysAgo !== undefined,
      ...(unsettled === undefined ? {} : { unsettled }),
    };
  },
  user: id => {
    const user = userById(id);
    return user && withEmailSince(user, seededAt);
  },
  members: accountId => USERS.filter(user => user.memberships.some(seat => seat.accountId === accountId)),
});

/** The person with the day from which the register has their address. */
function withEmailSince(user: User, seededAt: string): DirectoryUser {
  const [first] = user.memberships;
  if (first === undefined) return user;
  const emailSince = timeline(seededAt).at(-emailChangedDaysAgo(accountById(first.accountId)));
  return { ...user, emailSince };
}
