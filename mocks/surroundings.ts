import type { Surroundings } from '../core/context.ts';
import type { Account as DirectoryAccount, Directory, Identity } from '../core/ports.ts';
import { accountById, ACCOUNTS, userById } from './personas.ts';
import { mailingSystem } from './mailings/planned.ts';
import { policies } from './policy/policies.ts';
import { register } from './register/handlers.ts';
import { SECRETS, STEP_UP_METHODS } from './step-up.ts';

/** The invented accounts and people. */
const directory: Directory = {
  account: (id): DirectoryAccount | undefined => {
    if (!ACCOUNTS.some(one => one.id === id)) return undefined;
    const { endedDaysAgo, code, name, kind, jurisdiction } = accountById(id);
    return { id, code, name, kind, jurisdiction, ended: endedDaysAgo !== undefined };
  },
  user: userById,
};

/** The public secrets of the mock. */
const identity: Identity = {
  methods: STEP_UP_METHODS,
  confirm: (_userId, method, secret) => SECRETS[method] === secret,
};

/** What surrounds the core in the mock, with the circumstances of one request. */
export const surroundingsOf = (
  circumstances: Pick<Surroundings, 'down' | 'secretSuffix' | 'files' | 'copies'>,
): Surroundings => ({
  directory,
  identity,
  register,
  policies,
  mailingSystem,
  ...circumstances,
});
