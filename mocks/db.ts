import type { AccessRow } from './access/state.ts';
import { seedAccess } from './access/state.ts';
import type { ConsentsSlice } from './consents/state.ts';
import { seedConsents } from './consents/seed.ts';
import type { ExportsSlice } from './exports/state.ts';
import { seedExports } from './exports/seed.ts';
import type { MailingsSlice } from './mailings/state.ts';
import { seedMailings } from './mailings/seed.ts';
import { type PolicyState, seedPolicy } from './policy/state.ts';
import type { RequestsSlice } from './requests/state.ts';
import { seedRequests } from './requests/seed.ts';

/** The whole fictional world of a mock session: plain JSON, all dates hanging on `seededAt`. */
export interface Db extends RequestsSlice, ExportsSlice, MailingsSlice, ConsentsSlice {
  seededAt: string;
  /** The account each user works in now, once they have switched. */
  accountOf: Record<string, string>;
  /** Until when each user's fresh sign-in holds. */
  stepUps: Record<string, string>;
  wrongSecrets: Record<string, string[]>;
  access: AccessRow[];
  policy: PolicyState;
}

/** A new world. `seededAt`: the instant all seeded dates are relative to. */
export function seed(seededAt: string): Db {
  return {
    seededAt,
    accountOf: {},
    stepUps: {},
    wrongSecrets: {},
    access: seedAccess(seededAt),
    policy: seedPolicy(seededAt),
    ...seedRequests(seededAt),
    ...seedExports(seededAt),
    ...seedMailings(seededAt),
    ...seedConsents(seededAt),
  };
}
