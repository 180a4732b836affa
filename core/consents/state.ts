import type { ConsentStatus } from '../../src/domain/ids.ts';

/** Where a consent was given or withdrawn. */
export type ConsentChannel = 'account-area' | 'old-account-area';

/** A consent: one document of its own, with the text of its version. */
export interface ConsentRow {
  id: string;
  userId: string;
  accountId: string;
  purpose: string;
  version: string;
  fullName: string;
  form: 'electronic' | 'written';
  status: ConsentStatus;
  givenAt: string;
  via: ConsentChannel;
  withdrawnAt?: string;
  history: { at: string; what: 'given' | 'withdrawn' | 'text-changed' | 'kept'; via: ConsentChannel }[];
  /** The newer text that was declined: nobody is asked about it again. */
  declined?: string;
}

/** An objection to a purpose; no row means none. */
export interface ObjectionRow {
  userId: string;
  purpose: string;
  state: 'pending' | 'accepted' | 'refused';
  at: string;
  requestId?: string;
}

/** An opt-out of one analytics tool. */
export interface ToolObjectionRow {
  userId: string;
  purpose: string;
  tool: string;
  at: string;
}

/** What this area keeps in the mock's database. */
export interface ConsentsSlice {
  consents: ConsentRow[];
  objections: ObjectionRow[];
  toolObjections: ToolObjectionRow[];
}
