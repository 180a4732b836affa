import type { Scope } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';
import type { ByReader } from '../text.ts';

/** One entry of the access log as it is stored. `self` and `user` are distinguished on reading, by the reader. */
export interface AccessRow {
  id: string;
  at: string;
  accountId: string;
  /** Whom it concerns: whose data was looked at, or whose doing it was. */
  userId: string;
  actor: { kind: 'staff' | 'system' | 'self' | 'user'; label: Text; userId?: string };
  action: { id: string; label: Text };
  category?: string;
  object: Text;
  /** Why; of somebody's own doing, by who reads. */
  reason: Text | ByReader;
  from: { channel: Text; place?: Text };
  scope: Scope;
  /** Which part of a copy was downloaded. */
  part?: number;
  reference?: { kind: 'request' | 'export' | 'ticket'; id: string; label: Text | string };
}

/** The part of an entry that a handler gives; the pipeline adds the id, the time and the owner. */
export type NewAccess = Omit<AccessRow, 'id' | 'at' | 'accountId' | 'userId'>;

/** The reason of what a user does by pressing a button. */
export const OWN_REASON: ByReader = {
  self: { ru: 'по вашему действию', en: 'by you' },
  other: { ru: 'по действию этого пользователя', en: 'by this user' },
};

/** The part of `NewAccess` that is the same for all one does oneself in the account area. */
export const OWN_ACTION: Pick<NewAccess, 'actor' | 'from'> = {
  actor: { kind: 'self', label: { ru: 'Вы', en: 'You' } },
  from: { channel: { ru: 'личный кабинет', en: 'account area' } },
};

/** Something handed to a recipient outside. */
export interface DisclosureRow {
  id: string;
  at: string;
  accountId: string;
  userId: string;
  recipient: string;
  what: Text;
  why: Text;
  category?: string;
}

/** What this area keeps in the mock's database. */
export interface AccessSlice {
  access: AccessRow[];
  disclosures: DisclosureRow[];
}
