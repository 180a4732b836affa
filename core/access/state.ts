import type { Role, Scope } from '../../src/domain/ids.ts';
import type { NoticeKind } from '../mailings/state.ts';
import type { Text } from '../problem.ts';
import type { ByReader } from '../text.ts';

/** What a customer did in the account area, as a code with its parameters; `describeAccess` words it on reading. */
export type OwnDoing =
  | {
      readonly code: 'make-copy';
      readonly number: string;
      /** Made again by itself, as the person had asked. */
      readonly repeated?: boolean;
    }
  | {
      readonly code: 'download-copy';
      readonly number: string;
      readonly part: number;
      /** How many parts the copy has, where that was noted. */
      readonly of?: number;
      /** Downloaded by a part link, not with a session. */
      readonly byLink?: boolean;
      /** The address it was downloaded from, masked: the whole one is kept nowhere. */
      readonly address?: string;
    }
  | { readonly code: 'download-request'; readonly number: string }
  /** An action that the person says was not theirs: its id, its label, what was stopped and what could not be. */
  | {
      readonly code: 'disown';
      readonly action: string;
      readonly what: Text;
      readonly stopped: readonly Text[];
      readonly left: readonly Text[];
    }
  /** The recipients of a kind of service notice were set: the kind and the roles of the recipients. */
  | { readonly code: 'route-notices'; readonly kind: NoticeKind; readonly to: readonly Role[] }
  /** `what`: the name of the value, as its source names it. */
  | { readonly code: 'show-value'; readonly what: Text };

/** An employee looked at a page of the account area in a session as the customer. */
export interface StaffLook {
  /** Which part of the API: the first member of its path. */
  readonly area: string;
  /** The panel's id of the employee: for the operator, and never shown. */
  readonly employee: string;
}

/** What a member of staff did with a case, as a code with its parameters. */
export interface StaffDoing {
  readonly code: 'view-case' | 'change-case' | 'register-case';
  readonly number: string;
  /** Why, as the person reads it. */
  readonly reason: string;
}

/** Who did what, why and from where, in words: given by the system that recorded it, or made of an `OwnDoing`, a `StaffDoing` or a `StaffLook`. */
export interface Described {
  actor: { kind: 'staff' | 'system' | 'self' | 'user'; label: Text; userId?: string };
  action: { id: string; label: Text };
  object: Text;
  /** Why; of somebody's own doing, by who reads. */
  reason: Text | ByReader;
  from: { channel: Text; place?: Text };
}

/** What an entry holds besides who and what. */
interface EntryBase {
  id: string;
  at: string;
  accountId: string;
  /** Whom it concerns: whose data was looked at, or whose doing it was. */
  userId: string;
  category?: string;
  scope: Scope;
  reference?: { kind: 'request' | 'export' | 'ticket'; id: string; label: Text | string };
}

/** One entry of the access log as it is stored. `self` and `user` are distinguished on reading, by the reader. */
export type AccessRow = EntryBase &
  (
    | { own: OwnDoing; staff?: never; look?: never }
    | { own?: never; staff: StaffDoing; look?: never }
    | { own?: never; staff?: never; look: StaffLook }
    | ({ own?: never; staff?: never; look?: never } & Described)
  );

/** The part of an entry that a handler gives; the pipeline adds the id, the time and the owner. */
export type NewAccess = Pick<EntryBase, 'category' | 'scope' | 'reference'> & { own: OwnDoing };

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

/** What this area keeps. */
export interface AccessSlice {
  access: AccessRow[];
  disclosures: DisclosureRow[];
}
