import type { Role } from '../../src/domain/ids.ts';
import type { Text } from '../../core/problem.ts';
import type { RequestRow } from '../../core/requests/state.ts';

/** A case as the seed writes it: days before `seededAt`, the rest follows. */
export interface CaseSeed
  extends
    Pick<RequestRow, 'id' | 'kind' | 'scope' | 'status' | 'details'>,
    Partial<Pick<RequestRow, 'outcomes' | 'step'>> {
  /** Whoever wrote it; an account’s case of somebody else than the owner was prepared. */
  by: { userId: string; accountId: string; name?: string };
  /** Their role when they filed it, where it has changed since. */
  role?: Role;
  prepared?: boolean;
  /** Days ago, the oldest first: created, filed, taken, answered, appealed, withdrawn. */
  created: number;
  filed?: number;
  taken?: number;
  answered?: number;
  appealed?: number;
  withdrawn?: number;
  /** Use of the data stopped with the filing. */
  paused?: boolean;
  extended?: { daysAgo: number; rule: string; by: number; reason: Text };
  /** Something is kept until the case is settled. */
  held?: { daysAgo: number; reason: Text };
  thread?: {
    daysAgo: number;
    from: 'user' | 'staff';
    text: Text | string;
    attachments?: string[];
    question?: boolean;
  }[];
}
