import type { OperationId } from '../src/api/operation.ts';
import { seedAccess } from './access/seed.ts';
import type { AccessSlice } from './access/state.ts';
import type { AreaState } from './areas.ts';
import { seedAreas } from './areas.ts';
import type { PolicyState } from './policy/state.ts';
import { seedPolicy } from './policy/state.ts';
import type { SessionState } from './session/state.ts';
import { seedSession } from './session/state.ts';

/** The first answer to a write with an `Idempotency-Key`, given again to its repetitions. */
export interface KeptAnswer {
  operation: OperationId;
  body: string;
  at: string;
  status: number;
  headers: Record<string, string>;
  answer: string;
}

/**
 * The whole fictional world of one mock session as plain JSON: no dates, no maps, no functions. Records of the
 * register are not here: they are made from `seededAt` when asked for.
 */
export interface Db extends AreaState, AccessSlice {
  /** The instant all seeded dates are relative to. */
  seededAt: string;
  /** Grows by one with every id given out. */
  sequence: number;
  session: SessionState;
  policy: PolicyState;
  idempotency: Record<string, KeptAnswer>;
}

/** A fresh world. */
export const seed = (now: Date): Db => {
  const seededAt = now.toISOString();
  return {
    seededAt,
    sequence: 0,
    session: seedSession(),
    ...seedAccess(seededAt),
    policy: seedPolicy(seededAt),
    idempotency: {},
    ...seedAreas(seededAt),
  };
};

/** A new id, unique in this world and the same for the same history. */
export const nextId = (db: Db, prefix: string): string => {
  db.sequence += 1;
  return `${prefix}-${db.sequence.toString(36).padStart(5, '0')}`;
};
