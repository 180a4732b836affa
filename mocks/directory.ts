import type { Account as DirectoryAccount, Directory } from '../core/ports.ts';
import { accountById, ACCOUNTS, userById, USERS } from './personas.ts';

/** The invented accounts and people. */
export const directory: Directory = {
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
  user: userById,
  members: accountId => USERS.filter(user => user.memberships.some(seat => seat.accountId === accountId)),
};
