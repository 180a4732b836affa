import type { components } from '../../src/api/generated/schema.ts';
import type {
  Jurisdiction,
  OutcomeKind,
  RequestStatus,
  RightKind,
  Role,
  Scope,
} from '../../src/domain/ids.ts';
import type { RequestDetails } from '../../src/domain/requests.ts';
import type { Lang, Text } from '../problem.ts';

type Schema = components['schemas'];

/** What a request may ask, all kinds in one: which members count is decided by the kind. */
export type Details = RequestDetails;

/** A mark that staff or a rule has set; `overdue` is derived on reading and never stored. */
export interface MarkRow {
  kind: 'extended' | 'blockedData' | 'legalHold';
  at: string;
  reason: Text | string;
  until?: string;
  /** false: `until` rests on a rule that is not confirmed. */
  confirmed?: false;
}

/** An extension as it was decided. It holds only when its notice reached the person before the due date. */
export interface ExtensionRow {
  by: number;
  at: string;
  /** When the recipient's mail server accepted the notice, or the person opened the request in the account area (`readNotices`). */
  noticeReachedAt?: string;
}

/** One event of the timeline; its text is made when it is read. */
export interface EventRow {
  id: string;
  at: string;
  kind: Schema['TimelineEvent']['kind'];
  by: Schema['TimelineEvent']['by'];
  /** A text in place of the default text of its kind. */
  text?: Text;
  until?: string;
  /** The reason, as its author wrote it. */
  reason?: Text | string;
  /** The name of the file that the event is about. */
  file?: string;
}

/** A message of the case; `attachments` are ids. */
export interface MessageRow {
  id: string;
  at: string;
  from: Schema['Message']['from'];
  author: Text | string;
  text: Text | string;
  attachments: string[];
  /** An entry of the access log that the message is about. */
  accessEntry?: string;
}

/** The answer to one item. */
export interface OutcomeRow {
  id: string;
  label: Text | string;
  kind: OutcomeKind;
  text: Text | string;
  until?: string;
  /** The law and its article; `policy` stands for the part of the policy on rights. */
  law?: { law: string; article?: string };
  /** The category the item is about, where there is one. */
  category?: string;
}

/** A request as it is stored. What time alone changes (closed, overdue, hold over) is derived on reading. */
export interface RequestRow {
  id: string;
  number: string;
  kind: RightKind;
  scope: Scope;
  /** The language its author filed it in: emails about it are in it. Without it they are in Russian. */
  lang?: Lang;
  accountId: string;
  /** Whoever wrote it: an account-scope case prepared by an admin belongs to the owner once filed. */
  preparedBy: {
    id: string;
    name: string;
    admin: boolean;
    /** Their role in the account when they sent it: a later one changes nothing of the request. */
    role?: Role;
  };
  jurisdiction: Jurisdiction;
  /** What kind of person the account is of: some clocks depend on it. */
  accountKind: Schema['AccountRef']['kind'];
  /** The request that this one files again. */
  replaces?: { id: string; number: string };
  status: Exclude<RequestStatus, 'closed'>;
  version: number;
  createdAt: string;
  updatedAt: string;
  submittedAt?: string;
  answeredAt?: string;
  appealedAt?: string;
  withdrawnAt?: string;
  proofAt?: string;
  detectedAt?: string;
  details: Details;
  step?: string;
  /** What was filed, as the receipt shows it for ever. */
  filed?: {
    details: Details;
    attachments: { name: string; size: number; sha256: string }[];
    account: { code: string; name: string };
  };
  /** Extensions decided, by the id of their rule. */
  extensions: Record<string, ExtensionRow>;
  marks: MarkRow[];
  outcomes: OutcomeRow[];
  timeline: EventRow[];
  messages: MessageRow[];
  /** How it came when it was not filed in the account area. */
  received?: { by: 'paper' | 'email'; on: string; paper: string };
  /** The act of destruction, once it is signed. */
  destroyed?: { number: string; at: string };
  /** Id of the member of staff who answered; an appeal is for another one. No customer sees it. */
  answeredBy?: string;
}

/** A file of a case. Its bytes lie in `Files`, by chunk. */
export interface AttachmentRow {
  id: string;
  requestId: string;
  name: string;
  size: number;
  sha256: string;
  type: string;
  state: 'uploading' | 'ready' | 'rejected';
  offset: number;
  /** Why it was rejected. */
  rejection?: 'wrong-checksum' | 'wrong-content' | 'virus-found';
  /** The check for viruses; left out where no scanner was connected when the file was complete. */
  check?: { state: 'running' | 'clean' | 'threat' | 'unavailable'; at: string };
  by: 'user' | 'staff';
  at: string;
  /** Names of the chunks that have arrived, in their order. */
  chunks: string[];
}

/** What this area keeps in the mock's database. */
export interface RequestsSlice {
  requests: RequestRow[];
  attachments: AttachmentRow[];
}
