import type { Answer, Body, OperationId, PathParams, Query } from '../src/api/operation.ts';
import type { Scope } from '../src/domain/ids.ts';
import type { AccessRow, NewAccess } from './access/state.ts';
import type {
  CopyPorts,
  Files,
  Identity,
  MailingSystem,
  PanelGrants,
  PartFiles,
  Principal,
  Sources,
  Statistics,
  Witness,
  Unit,
} from './ports.ts';
import type { Lang, problem, Problem } from './problem.ts';
import type { Rows, TableName } from './rows.ts';

/** What surrounds a request: the ports, and the circumstances that only the adapter knows. */
export interface Surroundings extends CopyPorts {
  readonly identity: Identity;
  readonly sources: Sources;
  readonly mailingSystem: MailingSystem;
  readonly panelGrants: PanelGrants;
  readonly statistics: Statistics;
  readonly witness: Witness;
  readonly files: Files;
  readonly partFiles: PartFiles;
  /**
   * Appended to every secret that works without a session (unsubscribe token, part link); the pipeline takes it off
   * again. Empty where an address alone finds the rows.
   */
  readonly secretSuffix: string;
}

/** What a handler is given: everything validated, all of this request's now. */
export interface Context<Id extends OperationId> extends Surroundings {
  readonly id: Id;
  readonly params: PathParams<Id>;
  readonly query: Query<Id>;
  readonly body: Body<Id>;
  readonly request: Request;
  /** Base of the API, an absolute path. */
  readonly base: string;
  readonly now: Date;
  readonly lang: Lang;
  /** The scope asked for, or the default of the role. */
  readonly scope: Scope;
  /** In a write a private copy of the owner's rows; in a read the rows themselves, which stay as they are. */
  readonly db: Rows;
  readonly me: Principal;
  /** Nobody is signed in: an unsubscribe token or a part link is all there is; `me` is then a placeholder. */
  readonly anonymous: boolean;
  readonly requestId: string;
  /** Whether a fresh sign-in confirms every action; `requireStepUp` knows codes as well. */
  readonly stepUpFresh: boolean;
  /** Until when the fresh sign-in holds, when it does; RFC 3339. */
  readonly stepUpUntil: string | undefined;
  /** Stands for the session of the sign-in: a code by email is bound to it. Undefined where there is none. */
  readonly session: string | undefined;
  /** The address the request came from, where the adapter knows it; masked before it is kept. */
  readonly address: string | undefined;
  /** When the sign-in ends, where the adapter knows it. */
  readonly expiresAt: Date | undefined;
  /** The token writes must carry; undefined for bearer tokens. */
  readonly csrfToken: string | undefined;
  readonly problem: typeof problem;
  /** The rows as they are now, for an answer that goes on while others write. @param only the one table whose rows are needed */
  latest(only?: TableName): Promise<Rows>;
  /** What a write puts down beside the rows; a read that touches it fails. */
  readonly unit: Unit;
  /** Appends to the access log; in a read it is written when the handler has answered. */
  record(entry: NewAccess, whose?: { accountId: string; userId: string }): AccessRow;
}

/** What a handler gives back. `body` becomes JSON; `response` goes out as it is (streams, pages, archives). */
export interface Reply<Id extends OperationId> {
  status?: number;
  body?: Answer<Id>;
  headers?: Record<string, string>;
  response?: Response;
  /** A refusal whose changes are kept, such as a wrong secret that counts. What is thrown keeps nothing. */
  rejection?: Problem;
}

/**
 * An operation. A read may wait for what it likes. A write is decided at one go, on a private copy that is kept as a whole or
 * thrown away as a whole: it waits for nothing.
 */
export type HandlerFunction<Id extends OperationId> = (
  context: Context<Id>,
) => Reply<Id> | Promise<Reply<Id>>;

/** A write in two parts. */
export interface TwoPartHandler<Id extends OperationId, Gathered = unknown> {
  /** Whose rows the write concerns; without it the caller's and those of the whole account. */
  readonly reach?: 'all-accounts' | 'whole-account';
  /** What takes time and is read from outside (the body, files, other systems), before the transaction is open. */
  gather?(context: Context<Id>): Promise<Gathered>;
  /** Changes `context.db`; checks again what may have changed since `gather`. */
  decide(context: Context<Id>, gathered: Gathered): Reply<Id>;
}

/** A handler of either form. */
export type Handler<Id extends OperationId> =
  // oxlint-disable-next-line no-explicit-any -- what a handler gathers is between its two parts
  HandlerFunction<Id> | TwoPartHandler<Id, any>;

/** Handlers by operation. */
export type Handlers<Ids extends OperationId> = { [Id in Ids]: Handler<Id> };
