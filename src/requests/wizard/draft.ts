import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { createRequest } from '../../api/generated/ops/createRequest.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { updateDraft } from '../../api/generated/ops/updateDraft.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { isUncertain, mayComeAgain } from '../../api/transfer/write-failures.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { RightKind } from '../../domain/ids.ts';
import type { RequestDetails } from '../../domain/requests.ts';
import { createSignal, type Signal } from '../../shell/frame/signal.ts';
import type { Schemas } from '../../api/schemas.ts';
import type { RightsRequest, Scope } from '../queries.ts';

/** What of a wizard the server keeps. */
export interface DraftBody {
  scope: Scope;
  details: RequestDetails;
  step: string;
}

/** A draft as the server has it. */
export interface Saved {
  request: RightsRequest;
}

/** Where saving stands. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  /** What was typed is here. It is tried again by itself, unless the server refused it for what it says. */
  | { kind: 'failed'; failure: Failure }
  /** Another tab or device has saved something else meanwhile. */
  | { kind: 'conflict'; theirs: Saved }
  /** The server refuses the version that it names itself: there is no other one to choose, and asking again ends nowhere. */
  | { kind: 'stuck'; failure: Failure }
  /** The draft was deleted elsewhere. */
  | { kind: 'gone' }
  /** The draft was filed elsewhere. */
  | { kind: 'filed'; request: RightsRequest };

/** Keeps one draft on the server, in the order it was typed. */
export interface Draft {
  readonly state: Signal<SaveState>;
  /** The draft as the server knows it; none until the first save. */
  request(): RightsRequest | undefined;
  /** The tag of the version the server is known to have, as its body said it: proxies change the header. */
  etag(): string;
  /**
   * Asks what the server has, when it says that it is something else. True when it is what is here after all;
   * otherwise the state tells what it is.
   */
  reconcileWithServer(): Promise<boolean>;
  /** What is on this screen, as it would be saved. */
  wanted(): DraftBody | undefined;
  /** True while something typed is not on the server. */
  dirty(): boolean;
  /** Remembers; `soon` saves when typing pauses. */
  change(body: DraftBody, soon: boolean): void;
  /** Saves now. Resolves to the draft once the server has all of it, to nothing when it could not. */
  flush(): Promise<RightsRequest | undefined>;
  /** In a conflict: what is on this screen wins. */
  keepMine(): Promise<RightsRequest | undefined>;
  /** In a conflict: what the server has wins; the caller shows it. */
  takeTheirs(): void;
  /** While the server refuses the version it names itself: saves whatever version it has. */
  insist(): Promise<RightsRequest | undefined>;
  /** After it was deleted elsewhere, or while it cannot be saved: a new draft of what is here. */
  beginAgain(): Promise<RightsRequest | undefined>;
  /** Begins to heed the network; a closed one goes on. */
  open(): void;
  close(): void;
}

const PAUSE = 900;
const WAITS = [2_000, 5_000, 10_000, 30_000];
/** How often a save may be refused in a row for a version that turns out to be the one that was edited. */
const MAX_REFUSALS = 2;
/** Names whatever version there is (RFC 9110, 13.1.1). */
const ANY_VERSION = '*';

/** States in which the customer has to say how to go on: nothing is saved by itself meanwhile. */
export const ASKING: ReadonlySet<SaveState['kind']> = new Set(['conflict', 'stuck', 'gone', 'filed']);

const bodyOf = ({ scope, details, step }: RightsRequest): DraftBody => ({
  scope,
  details,
  step: step ?? '',
});

/**
 * A draft of a kind: begun from what is saved, or from nothing. Creation has one idempotency key and one body, whatever
 * is typed meanwhile; every save names the version it was made from, so that two tabs never overwrite each other.
 */
export function createDraft({
  api,
  kind,
  saved,
  onSaved,
}: {
  api: Api;
  kind: RightKind;
  saved: Saved | undefined;
  /** Word of every save, with the draft as it is now. */
  onSaved: (saved: Saved) => void;
}): Draft {
  const state = createSignal<SaveState>({ kind: 'idle' });
  let current = saved;
  let known = saved === undefined ? undefined : canonicalJson(bodyOf(saved.request));
  let wanted: DraftBody | undefined;
  /** Saves whose answers never came: the server may have any of them. */
  const doubtful = new Set<string>();
  let creation: { key: string; body: DraftBody } | undefined;
  let running: Promise<RightsRequest | undefined> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let misses = 0;
  let insisting = false;
  let closed = true;

  const unsaved = () => (wanted !== undefined && canonicalJson(wanted) !== known ? wanted : undefined);
  // A closed draft has nothing more to lose here: it was filed, deleted or left.
  const dirty = () => !closed && unsaved() !== undefined;

  function later(milliseconds: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  }

  function accept(answer: RightsRequest, body: DraftBody) {
    current = { request: answer };
    known = canonicalJson(body);
    creation = undefined;
    doubtful.clear();
    onSaved(current);
  }

  async function create(body: DraftBody) {
    creation ??= { key: newKey(), body };
    const { scope, details } = creation.body;
    const made = await api
      .call(createRequest, { body: { kind, scope, details } as Schemas['NewRequest'], key: creation.key })
      .catch((error: unknown) => {
        // A refusal is certain: nothing was made, and the next try is another one.
        if (!mayComeAgain(error)) creation = undefined;
        throw error;
      });
    // The step is not part of a creation: the next save brings it.
    accept(made, { ...creation.body, step: '' });
  }

  async function update({ id, etag }: RightsRequest, body: DraftBody) {
    const content = canonicalJson(body);
    doubtful.add(content);
    const version = insisting ? ANY_VERSION : etag;
    // The version is in the header and in the body: a caching proxy drops the header.
    accept(
      await api.call(updateDraft, { path: { id }, body: { etag: version, ...body }, ifMatch: version }),
      body,
    );
  }

  /** The server has another version: ours by a lost answer, somebody's by another tab, or it is no draft any more. */
  async function reconcile(id: string): Promise<boolean> {
    const answer = await api.call(getRequest, { path: { id } });
    if (answer.status !== 'draft') {
      state.set({ kind: 'filed', request: answer });
      return false;
    }
    const theirs = { request: answer };
    const content = canonicalJson(bodyOf(answer));
    if (content !== known && !doubtful.has(content)) {
      state.set({ kind: 'conflict', theirs });
      return false;
    }
    current = theirs;
    known = content;
    return true;
  }

  async function save(): Promise<RightsRequest | undefined> {
    state.set({ kind: 'saving' });
    /** A server that says «another version» of the same content again and again is not asked for ever. */
    let rejections = 0;
    for (let body = unsaved(); body !== undefined; body = unsaved()) {
      if (current === undefined) await create(body);
      else {
        const { request } = current;
        try {
          await update(request, body);
          rejections = 0;
        } catch (error) {
          const moved =
            error instanceof Failure && (error.kind === 'stale' || error.kind === 'illegal-transition');
          if (!moved) throw error;
          if (!(await reconcile(request.id))) return undefined;
          rejections += 1;
          if (rejections >= MAX_REFUSALS) {
            state.set({ kind: 'stuck', failure: error });
            return undefined;
          }
        }
      }
      if (closed) return undefined;
    }
    misses = 0;
    state.set(current === undefined ? { kind: 'idle' } : { kind: 'saved', at: current.request.updatedAt });
    return current?.request;
  }

  function flush(): Promise<RightsRequest | undefined> {
    clearTimeout(timer);
    const standing = state.get().kind;
    // A press may try again what is refused; which of two versions stays has to be said first.
    if (closed || (ASKING.has(standing) && standing !== 'stuck')) return Promise.resolve(undefined);
    // Whoever asks while a save is under way waits for it, and for what was typed since.
    running ??= save()
      .catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        if (closed) return undefined;
        if (error.kind === 'not-found' && current !== undefined) {
          state.set({ kind: 'gone' });
          return undefined;
        }
        state.set({ kind: 'failed', failure: error });
        // What was refused for what it says is refused again: it waits for another text.
        if (error.kind === 'validation' || error.kind === 'forbidden') return undefined;
        later(Math.max((error.retryAfter ?? 0) * 1000, WAITS[Math.min(misses, WAITS.length - 1)] ?? 0));
        misses += 1;
        return undefined;
      })
      .finally(() => {
        running = undefined;
        insisting = false;
      });
    return running;
  }

  const onOnline = () => {
    if (state.get().kind === 'failed') void flush();
  };
  return {
    state,
    request: () => current?.request,
    etag: () => current?.request.etag ?? '',
    reconcileWithServer: () =>
      current === undefined ? Promise.resolve(false) : reconcile(current.request.id),
    wanted: () => wanted,
    dirty,
    change: (body, soon) => {
      wanted = body;
      const now = state.get();
      const standing = now.kind;
      if (!soon || !dirty() || standing === 'stuck') return;
      if (standing === 'idle' || standing === 'saved') state.set({ kind: 'waiting' });
      const refused = standing === 'failed' && !isUncertain(now.failure);
      if ((standing !== 'failed' || refused) && running === undefined) later(PAUSE);
    },
    flush,
    keepMine: () => {
      const standing = state.get();
      if (standing.kind !== 'conflict') return Promise.resolve(undefined);
      current = standing.theirs;
      known = canonicalJson(bodyOf(standing.theirs.request));
      state.set({ kind: 'waiting' });
      return flush();
    },
    takeTheirs: () => {
      const standing = state.get();
      if (standing.kind !== 'conflict') return;
      current = standing.theirs;
      wanted = bodyOf(standing.theirs.request);
      known = canonicalJson(wanted);
      onSaved(current);
      state.set({ kind: 'saved', at: current.request.updatedAt });
    },
    insist: () => {
      if (state.get().kind !== 'stuck') return Promise.resolve(undefined);
      insisting = true;
      state.set({ kind: 'waiting' });
      return flush();
    },
    beginAgain: () => {
      current = undefined;
      known = undefined;
      state.set({ kind: 'waiting' });
      return flush();
    },
    open: () => {
      closed = false;
      globalThis.addEventListener?.('online', onOnline);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', onOnline);
    },
  };
}
