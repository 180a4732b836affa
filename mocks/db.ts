import { seedSession } from './session/example-passkey.ts';
import type { KeptAnswer, OutgoingEmail } from '../core/ports.ts';
import type { LedgerEntry } from '../core/ledger.ts';
import type { Rows } from '../core/rows.ts';
import { seedAccess } from './access/seed.ts';
import { seedConsents } from './consents/seed.ts';
import { seededJobs, seedExports } from './exports/seed.ts';
import { seedMailings } from './mailings/seed.ts';
import type { JobRow } from './memory-jobs.ts';
import { seedRequests } from './requests/seed.ts';

/**
 * One database of the mock, plain JSON: no dates, no maps, no functions. Records of the register are not here: they are
 * generated from `seededAt` when they are read.
 */
export interface Db extends Rows {
  /** The instant all seeded dates are relative to. */
  seededAt: string;
  /** The last number given out, by series. */
  numbers: { R: number; E: number };
  /** Answers kept for repetitions of writes, by who, operation, address and key. */
  kept: Record<string, KeptAnswer>;
  /** Decisions of people, in their order: opt-outs, consents, objections, erasures. It only grows. */
  ledger: LedgerEntry[];
  /** Jobs not yet done. */
  jobs: JobRow[];
  /** Emails not yet sent. */
  outbox: OutgoingEmail[];
  /** What the panel has ended: ids of its sessions, tokens and tools. */
  endedGrants: string[];
}

const lastNumber = (rows: readonly { number: string }[]): number =>
  Math.max(0, ...rows.map(({ number }) => Number(number.split('-')[2] ?? 0)));

/** A fresh database. */
export const seed = (now: Date): Db => {
  const seededAt = now.toISOString();
  const exports = seedExports(seededAt);
  const requests = seedRequests(seededAt);
  return {
    seededAt,
    session: seedSession(seededAt),
    policy: { acknowledgements: [] },
    ...seedAccess(seededAt),
    ...seedConsents(seededAt),
    ...exports,
    ...seedMailings(seededAt),
    ...requests,
    numbers: { R: lastNumber(requests.requests), E: lastNumber(exports.exports) },
    kept: {},
    ledger: [],
    jobs: seededJobs(exports.exports),
    outbox: [],
    endedGrants: [],
  };
};
