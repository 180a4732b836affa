import type { components } from '../src/api/generated/schema.ts';
import type { Jurisdiction, RequestStatus, RightKind, Role, Scope } from '../src/domain/ids.ts';
import type { AccessRow } from './access/state.ts';
import type { AddressFacts } from './mailings/permission.ts';
import type { NoticeKind } from './mailings/state.ts';
import type { Owner, Rows, TableName } from './rows.ts';
import type { VersionRow } from './policy/types.ts';
import type { Lang, Text } from './problem.ts';
import type { Pieces } from './streams.ts';
import type {
  Contents,
  CountQuery,
  PageQuery,
  RecordCount,
  RecordKind,
  Selection,
  SourceField,
  SourcePage,
  SourceRecord,
  StreamQuery,
  Subject,
  UnavailableSystem,
} from './register/source-data.ts';

// The only way from the core to what surrounds it: who is asking, where rows lie, what other systems know. The mock
// and the server fill these ports differently; the handlers are the same.

type Schema = components['schemas'];

/** A customer's account as the directory knows it. */
export interface Account {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: Schema['AccountRef']['kind'];
  readonly jurisdiction: Jurisdiction;
  /** Whether the contract has ended. */
  readonly ended: boolean;
  /** Money and services that are not settled, with the pages of the account area where they are; left out where the directory does not know. */
  readonly unsettled?: {
    /** What is not paid yet. */
    readonly debt?: Schema['Money'];
    /** What was paid in advance and is not used. */
    readonly balance?: Schema['Money'];
    readonly payUrl?: string;
    readonly refundUrl?: string;
    readonly servicesUrl?: string;
  };
}

/** A person who signs in, with a role in each of their accounts. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Since when the email address has been the person's, RFC 3339; left out where the directory does not know. */
  readonly emailSince?: string;
  readonly phone: string;
  /** The first one is where they start. */
  readonly memberships: readonly { readonly accountId: string; readonly role: Role }[];
}

/** The operator's list of accounts and people. */
export interface Directory {
  account(id: string): Account | undefined;
  user(id: string): User | undefined;
  /** Everybody with a role in the account; nobody when there is no such account. */
  members(accountId: string): readonly User[];
}

/** Who is signed in, in which account, with which role. */
export interface Principal {
  readonly userId: string;
  readonly accountId: string;
  /** The number of the account; left out where the directory was not asked. */
  readonly accountCode?: string;
  readonly role: Role;
  readonly jurisdiction: Jurisdiction;
  readonly name: string;
}

/** How people confirm that it is them. */
export interface Identity {
  /** The ways that are offered, worded in the reader's language. */
  methods(lang: Lang): Schema['StepUpMethod'][];
  /** Whether the secret is the right one for the method. */
  confirm(userId: string, method: Schema['StepUpMethod']['id'], secret: string): boolean;
  /** Codes by email; left out where the operator has not turned them on. */
  readonly emailCodes?: EmailCodes;
  /** Passkeys (WebAuthn); left out where the operator has not turned them on. */
  readonly passkeys?: PasskeyRules;
}

/** Where passkeys belong and may be used. */
export interface PasskeyRules {
  /** The domain of new passkeys, and others whose passkeys are taken. */
  readonly rpIds: readonly [string, ...string[]];
  /** What the browser calls the service. */
  readonly rpName: string;
  /** Whether a page of this origin may ask for a passkey. */
  isOrigin(origin: string): boolean;
}

/** Codes that are sent by email. A code is computed from its id with a secret key and kept nowhere. */
export interface EmailCodes {
  /** An id that nobody can guess, of a code that is to be sent. */
  newId(): string;
  /** Whether the secret is the code of this id. */
  matches(userId: string, id: string, secret: string): boolean;
  /** Shown beside the address that a code goes to. */
  readonly note?: Text;
}

/** Who asks for the data of the register, and how much of it. */
export interface RegisterCaller {
  readonly db: Rows;
  readonly me: Principal;
  readonly lang: Lang;
  readonly scope: Scope;
  readonly now: Date;
  readonly sources: Sources;
}

/**
 * The systems that keep personal data, for one request. Each gets whose data is wanted and decides nothing. A system
 * that does not answer keeps no answer from coming: what is known of it is given, and `unavailable` names it.
 */
export interface Sources {
  /** The kinds of records of a category: none for a category of single values, or an unknown one. */
  kinds(category: string): readonly RecordKind[];
  /** The single values of a category. */
  fields(category: string, subject: Subject): Promise<readonly SourceField[]>;
  /** A page of a list. */
  page(category: string, subject: Subject, query: PageQuery): Promise<SourcePage>;
  /** How many records there are, by kind. */
  count(category: string, subject: Subject, query: CountQuery): Promise<readonly RecordCount[]>;
  /** About `count` records, evenly from the newest to the oldest: they stand for all in an estimate. */
  sample(
    category: string,
    subject: Subject,
    query: Selection & Contents,
    count: number,
  ): Promise<readonly SourceRecord[]>;
  /** All records, newest first, page by page: none twice and none left out while new ones come. */
  stream(category: string, subject: Subject, query: StreamQuery): AsyncIterable<readonly SourceRecord[]>;
  /** One record, if it is the subject's. */
  record(category: string, id: string, subject: Subject, upTo: Date): Promise<SourceRecord | undefined>;
  /** The text of a record. @throws Problem `source-unavailable` */
  text(category: string, id: string, subject: Subject): Promise<Text | undefined>;
  /** The content of a file that came with a record. @throws Problem `source-unavailable` */
  attachment(
    category: string,
    recordId: string,
    attachmentId: string,
    subject: Subject,
  ): Promise<Text | undefined>;
  /** Systems of a category that are connected for other categories: nothing of what they keep of this one is known. */
  undescribed(category: string): readonly string[];
  /** Systems that do not answer, or did not while this request asked them: to be read after the answers. */
  unavailable(): readonly UnavailableSystem[];
}

/** A version of the policy with its days. */
export interface DatedVersion extends VersionRow {
  /** When it was published, RFC 3339. */
  readonly announcedAt: string;
  /** The day from which its text is known, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** The versions of the policy, and when people saw them. */
export interface Policies {
  /** The versions that are announced by now, newest first. */
  versions(caller: Pick<RegisterCaller, 'db' | 'now'>): readonly DatedVersion[];
  /** When the version was first shown to this person, RFC 3339. */
  shownAt(version: DatedVersion, caller: Pick<RegisterCaller, 'db' | 'me'>): string;
}

/** What the mailing system knows of emails to come. */
export interface MailingSystem {
  /** The day in Moscow for which the next email of a topic is planned, `YYYY-MM-DD`; undefined when none is. */
  nextPlanned(topic: string, now: Date): string | undefined;
}

/** What a copy is made from: whose it is, what systems knew and what the policy says. */
export interface CopyPorts {
  readonly directory: Directory;
  readonly policies: Policies;
  /** The systems as they were at an instant: what was collected then is read from them. */
  sourcesAt(at: Date): Sources;
}

/** Where the files of packed copies lie while they may be downloaded: written once as a stream, read by ranges. */
export interface PartFiles {
  /** Writes a file, or replaces it; when the chunks fail, nothing of it remains and the failure is thrown. */
  write(name: string, chunks: Pieces<Uint8Array>): Promise<void>;
  /** Bytes of a file; undefined when there is none. */
  size(name: string): Promise<number | undefined>;
  /** The bytes from `start` to `end`, both included. Nothing is opened before the first is asked for. */
  read(name: string, start: number, end: number): ReadableStream<Uint8Array>;
  /** Deletes every file whose name begins so. */
  clear(prefix: string): Promise<void>;
}

/** Where bytes lie: written once, read whole, deleted by the beginning of their names. */
export interface Files {
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** @throws Error when there is no such file */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  clear(prefix: string): Promise<void>;
}

/** A copy of the data in one run: from its beginning or a retry until it is ready. */
interface CopyRun {
  readonly exportId: string;
  /** 1 for the first. */
  readonly run: number;
}

/** A job for later: one step, put down in the transaction that asks for it, safe to be done twice. It holds ids and places only. */
export type Job =
  /** Deletes the bytes of an attachment whose row is gone or holds none any more, or one chunk that did not become part of it. */
  | { readonly kind: 'delete-attachment-bytes'; readonly attachmentId: string; readonly chunk?: string }
  /** Begins to collect a copy. */
  | ({ readonly kind: 'begin-copy' } & CopyRun)
  /** Collects one page of one system. */
  | ({
      readonly kind: 'collect-copy';
      readonly system: string;
      readonly page: number;
      /** Pages of the system in all. */
      readonly of: number;
    } & CopyRun)
  | ({ readonly kind: 'pack-copy' } & CopyRun)
  /** Makes a copy again. A repetition that was changed or ended meanwhile has another `nextAt`, or none. */
  | { readonly kind: 'repeat-copy'; readonly exportId: string; readonly nextAt: string }
  /** Deletes the files of a copy that may not be had any more. */
  | ({ readonly kind: 'delete-copy-files' } & CopyRun)
  /** Notes that the notice of an extension has reached the customer: a mail server has accepted it. */
  | { readonly kind: 'note-notice'; readonly requestId: string; readonly rule: string };

/** A job that one worker has taken for the time of a step. */
export interface LeasedJob {
  readonly id: string;
  readonly job: Job;
  /** Whose rows it concerns. */
  readonly owner: Owner;
  /** 1 at the first try. */
  readonly attempt: number;
  /** When it became due. */
  readonly dueAt: Date;
  /** Names this lease: whoever took the job over has another. */
  readonly lease: string;
}

/** Jobs that were put down, and the leases on them. */
export interface JobQueue {
  /** Takes the job that has been due longest and that nobody holds; undefined when there is none. */
  lease(now: Date): Promise<LeasedJob | undefined>;
  /** Keeps the lease for the time of another step. False when it was lost. */
  renew(leased: LeasedJob): Promise<boolean>;
  /**
   * Ends the job in one transaction with what its step changes and puts down.
   * @returns false when the lease was lost: nothing is kept then
   */
  commit(leased: LeasedJob, now: Date, work: (unit: Unit) => void): Promise<boolean>;
  /** Puts the job back, due `afterMs` after `now`; nothing happens when the lease was lost. */
  retry(leased: LeasedJob, now: Date, afterMs: number): Promise<void>;
}

/** Answered requests of all customers that were answered alike: numbers, and nobody. */
export interface AnsweredCases {
  /** Calendar days from filing to the answer. */
  readonly days: number;
  readonly onTime: boolean;
  /** The law of a refusal of the whole. */
  readonly refusedBy?: { readonly law: string; readonly article?: string };
  readonly count: number;
}

/** How requests were answered, over all accounts. */
export interface Statistics {
  /** Requests answered since an instant. */
  answered(from: Date): Promise<readonly AnsweredCases[]>;
}

/** A session, an API token or a connected tool, as the panel keeps it. */
export interface PanelGrant {
  readonly id: string;
  readonly kind: 'session' | 'api-token' | 'tool';
  readonly label: Text;
  readonly place?: Text;
  /** Instants, RFC 3339. */
  readonly createdAt: string;
  readonly usedAt?: string;
  readonly until?: string;
  /** The session the request comes from. */
  readonly isCurrent?: boolean;
}

/** Sessions, tokens and connected tools, which the panel keeps. */
export interface PanelGrants {
  /** Undefined where the panel does not give them. */
  list(userId: string): Promise<readonly PanelGrant[] | undefined>;
  /** Ends one of the person; one that is not there is no fault. */
  end(userId: string, id: string): Promise<void>;
}

/** A seal before it is signed: the key, the instant and the head of the account's log. Of one digest it gives one signature. */
export type UnsignedSeal = Omit<Schema['Seal'], 'signature'>;

/** Signs what a person keeps as proof. */
export interface Witness {
  /** What is signed together with digests at this instant; undefined where nothing is signed. */
  prepare(me: Pick<Principal, 'userId' | 'accountId'>, now: Date): Promise<UnsignedSeal | undefined>;
  /** @param digest SHA-256 in hexadecimal. @throws Error when the key is not there any more */
  sign(unsigned: UnsignedSeal, digest: string): Schema['Seal'];
}

/** A case as the queue of the staff orders it: nothing of what the person wrote. */
export interface QueuedCase {
  readonly id: string;
  readonly number: string;
  readonly kind: RightKind;
  readonly scope: Scope;
  readonly status: RequestStatus;
  /** RFC 3339. */
  readonly filedAt?: string;
  readonly answeredAt?: string;
  /** Days, `YYYY-MM-DD`: the customer's, and the staff's own before it. */
  readonly dueBy?: string;
  readonly staffDue?: string;
}

/** Which cases of the queue are wanted. */
export interface QueueQuery {
  readonly state: 'open' | 'overdue' | 'all';
  /** The day in Moscow, `YYYY-MM-DD`. */
  readonly today: string;
  readonly offset: number;
  readonly limit: number;
}

/** The cases of all accounts, for staff alone. */
export interface Cases {
  /** A page of the queue, the case whose staff's day comes first at the top. */
  queue(query: QueueQuery): Promise<{ readonly items: readonly QueuedCase[]; readonly total: number }>;
  /** Whose rows a case is among; undefined when there is no such case, and for drafts. */
  ownerOf(id: string): Promise<Owner | undefined>;
}

/** A mailing that is about to be sent, as the list of emails will show it. */
export interface PlannedMailing {
  /** The mailing system's id of the mailing: a person is sent one email of it, however often it is submitted. */
  readonly id: string;
  readonly topic: string;
  readonly subject: Text;
  readonly why: Text;
  /** RFC 3339. */
  readonly at: string;
  /** Until when the answer holds, RFC 3339. */
  readonly sendBy: string;
}

/** An address that may be written to. */
export interface PermittedAddress {
  readonly address: string;
  readonly userId: string;
}

/** A person of an account to whom a service notice may go. */
export interface NoticeRecipient {
  readonly id: string;
  readonly role: Role;
  readonly address: string;
  /** Whether the account has chosen them for the kind of notice. */
  readonly chosen: boolean;
}

/** What the letter gate knows and keeps. Every method throws Problem `maintenance` while it cannot know a «no». */
export interface LetterGate {
  /** The absolute address of an opt-out link. */
  linkOf(token: string): string;
  /** What is known of each address; addresses that are written differently and are the same have the same `mailbox`. */
  factsOf(
    topic: string,
    addresses: readonly string[],
  ): Promise<readonly (AddressFacts & { readonly mailbox: string })[]>;
  /** Everybody of an account (its id), by what was chosen for a kind of service notice. */
  noticeMembers(account: string, kind: NoticeKind): Promise<readonly NoticeRecipient[]>;
  /** Notes for each of these people (their ids) that a mailing was refused to them. */
  registerRefused(mailing: PlannedMailing, people: readonly string[]): Promise<void>;
  /** Puts an email into the list of each recipient. @returns the opt-out token of each, in their order */
  register(mailing: PlannedMailing, recipients: readonly PermittedAddress[]): Promise<readonly string[]>;
}

/** What an email is about. */
export type EmailTemplate =
  | 'request-received'
  | 'request-question'
  | 'request-message'
  | 'request-extended'
  | 'request-answered'
  | 'request-awaits-owner'
  | 'copy-awaits-owner'
  | 'copy-ready'
  | 'copy-partly-ready'
  | 'consent-given'
  | 'consent-withdrawn'
  | 'step-up-code'
  | 'passkey-added'
  | 'notices-routed'
  | 'mailings-stopped'
  | 'mailings-started'
  | 'policy-changes';

/** An email to be sent after the transaction, as codes and parameters: address and words are found when it is sent. */
export interface OutgoingEmail {
  /** To whom. */
  readonly userId: string;
  /** The language of the person's own action, or of the request it is about; without it Russian. */
  readonly lang?: Lang;
  readonly template: EmailTemplate;
  /** Numbers, days (`YYYY-MM-DD`), instants (RFC 3339) and what staff wrote, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** A job of the person and this account that is put down when a mail server has accepted the email. */
  readonly onceAccepted?: { readonly accountId: string; readonly job: Job };
}

/**
 * What a write works with: a private copy of the rows of its owner, and what is put down beside them. All of it is kept
 * together when the work returns; nothing of it when the work throws.
 */
export interface Unit {
  readonly rows: Rows;
  /** Appends an entry to the access log. */
  log(row: AccessRow): void;
  /** Puts down a job that is due `afterMs` from now, at once without it. */
  enqueue(job: Job, afterMs?: number): void;
  mail(email: OutgoingEmail): void;
  /** Puts down that a person opts out of topics now: it counts for their mailbox even where the switches are off already. */
  optOut(userId: string, topics: readonly string[]): void;
  /** The next number of a series (`R` for requests, `E` for exports): `R-26-0418`. */
  number(series: 'R' | 'E'): string;
}

/** An answer that is kept for the repetitions of a write with the same idempotency key. */
export interface KeptAnswer {
  /** Digest or text of what was sent: another body under the same key is refused. */
  readonly sent: string;
  readonly at: string;
  /** Undefined where the answer holds a secret or a value: the key is remembered, the answer is not. */
  readonly answer?: { status: number; headers: Record<string, string>; body: string };
}

/** A key that makes a write happen once. */
export interface IdempotencyKey {
  /** Who, which operation, which address and which key of theirs. */
  readonly slot: string;
  readonly sent: string;
}

/** What the work of a write came to. */
export interface Outcome<T> {
  readonly value: T;
  /** Kept for repetitions; left out when nothing is to be kept but the key. */
  readonly keep?: KeptAnswer['answer'];
  /** True for a rejection: its key is free for a corrected try. */
  readonly rejected?: boolean;
}

/** Where the rows lie. */
export interface Store {
  readonly jobs: JobQueue;
  /** Whose address an unsubscribe token belongs to: the id of the person, and nothing else of them. */
  holderOf(token: string): Promise<string | undefined>;
  /** Whose copy a part link belongs to: ids, and nothing else. A link that has expired still names its copy. */
  ownerOfLink(exportId: string, link: string): Promise<Owner | undefined>;
  /** Reads rows; whoever reads changes nothing. @param only the one table, or the session, that is needed; a store may leave out all others */
  read<T>(owner: Owner, work: (rows: Rows) => T, only?: TableName | 'session'): Promise<T>;
  /**
   * One transaction: the rows, the log, the ledger of decisions (core/ledger.ts), jobs, emails, numbers and the kept answer
   * together, or nothing.
   * @returns what the work came to, or what was kept for the key; a key without a kept answer does the work again
   * @throws Problem `key-reused` when the key came with another body; whatever the work throws
   */
  write<T>(
    owner: Owner,
    now: Date,
    key: IdempotencyKey | undefined,
    work: (unit: Unit) => Outcome<T> | Promise<Outcome<T>>,
  ): Promise<{ value: T } | { kept: KeptAnswer }>;
}
