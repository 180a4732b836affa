import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { createRequest } from '../../api/generated/ops/createRequest.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { updateDraft } from '../../api/generated/ops/updateDraft.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { isUncertain, mayRetry } from '../../api/transfer/write-failures.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { RightKind } from '../../domain/ids.ts';
import type { RequestDetails } from '../../domain/requests.ts';
import { createSignal, type Signal } from '../../shell/frame/signal.ts';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest, Scope } from '../queries.ts';

/** The part of a wizard that is saved on the server. */
export interface DraftBody {
  scope: Scope;
  details: RequestDetails;
  step: string;
}

/** A draft as the server has it. */
export interface Saved {
  request: RightsRequest;
}

/** The state of saving. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  /** The draft retries by itself, unless the server has refused the content. */
  | { kind: 'failed'; failure: Failure }
  /** Another tab or device has saved another content. */
  | { kind: 'conflict'; theirs: Saved }
  /** The server refuses the version it names itself. There is no other version to choose, and retrying would not end. */
  | { kind: 'stuck'; failure: Failure }
  /** The draft was deleted elsewhere. */
  | { kind: 'gone' }
  /** The draft was filed elsewhere. */
  | { kind: 'filed'; request: RightsRequest };

/** Saves one draft to the server. Saves run one after the other, so the last one has what was typed last. */
export interface Draft {
  readonly state: Signal<SaveState>;
  /** The draft as last saved; undefined until the first save. */
  request(): RightsRequest | undefined;
  /** The `etag` of the last saved version, from the body: proxies may change the header. */
  etag(): string;
  /**
   * Loads the draft after the server has refused a version. Resolves to true when the server has the content of this
   * draft; otherwise `state` becomes `conflict` or `filed`.
   */
  reconcileWithServer(): Promise<boolean>;
  /** The content of the form, as passed to `change`. */
  content(): DraftBody | undefined;
  /** True while the content is not saved. */
  dirty(): boolean;
  /** Takes the content of the form; with `soon` it is saved when typing pauses. */
  change(body: DraftBody, soon: boolean): void;
  /** Saves now. Resolves to the draft when the server has all of the content, otherwise to undefined. */
  flush(): Promise<RightsRequest | undefined>;
  /** In a conflict: overwrites the server's version. */
  keepMine(): Promise<RightsRequest | undefined>;
  /** In a conflict: takes the server's version; the caller puts it into the form. */
  takeTheirs(): void;
  /** In the state `stuck`: saves without naming a version. */
  insist(): Promise<RightsRequest | undefined>;
  /** In the states `gone` and `stuck`: saves the content as a new draft. */
  beginAgain(): Promise<RightsRequest | undefined>;
  /** Starts saving, and retrying when the network is back. */
  open(): void;
  /** Stops saving; `open` starts it again. */
  close(): void;
}

const TYPING_PAUSE_MS = 900;
const RETRY_WAITS_MS = [2_000, 5_000, 10_000, 30_000];
/** After so many refusals in a row of a version that proves to be the current one, the state becomes `stuck`. */
const MAX_STALE_REFUSALS = 2;
/** Matches any version (RFC 9110, 13.1.1). */
const ANY_VERSION = '*';

/** States that need a decision of the customer; nothing is saved until then. */
export const DECISION_STATES: ReadonlySet<SaveState['kind']> = new Set([
  'conflict',
  'stuck',
  'gone',
  'filed',
]);

const bodyOf = ({ scope, details, step }: RightsRequest): DraftBody => ({
  scope,
  details,
  step: step ?? '',
});

/**
 * Makes a draft, of a saved one or an empty one. All attempts to create it have the same idempotency key and body, so a
 * lost answer makes no second draft. Every save names the version it is based on, so two tabs never overwrite each other.
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
  /** Called after every save, with the saved draft. */
  onSaved: (saved: Saved) => void;
}): Draft {
  const state = createSignal<SaveState>({ kind: 'idle' });
  let current = saved;
  let savedContent = saved === undefined ? undefined : canonicalJson(bodyOf(saved.request));
  let content: DraftBody | undefined;
  /** Contents sent in saves whose answers were lost: the server may have any of them. */
  const uncertainContents = new Set<string>();
  let creation: { key: string; body: DraftBody } | undefined;
  let running: Promise<RightsRequest | undefined> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let insisting = false;
  let closed = true;

  const unsaved = () =>
    content !== undefined && canonicalJson(content) !== savedContent ? content : undefined;
  // A closed draft was filed, deleted or left: it saves nothing more.
  const dirty = () => !closed && unsaved() !== undefined;

  function saveLater(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  function accept(answer: RightsRequest, body: DraftBody) {
    current = { request: answer };
    savedContent = canonicalJson(body);
    creation = undefined;
    uncertainContents.clear();
    onSaved(current);
  }

  async function create(body: DraftBody) {
    creation ??= { key: newKey(), body };
    const { scope, details } = creation.body;
    const made = await api
      .call(createRequest, { body: { kind, scope, details } as Schemas['NewRequest'], key: creation.key })
      .catch((error: unknown) => {
        // The server has created nothing, so the next attempt is another call with its own key.
        if (!mayRetry(error)) creation = undefined;
        throw error;
      });
    // `createRequest` has no step: the next save sends it.
    accept(made, { ...creation.body, step: '' });
  }

  async function update({ id, etag }: RightsRequest, body: DraftBody) {
    uncertainContents.add(canonicalJson(body));
    const version = insisting ? ANY_VERSION : etag;
    // The version is in the header and in the body, because caching proxies drop the header.
    accept(
      await api.call(updateDraft, { path: { id }, body: { etag: version, ...body }, ifMatch: version }),
      body,
    );
  }

  /** Finds out why the server has another version: a lost answer, another tab, or the draft was filed. */
  async function reconcile(id: string): Promise<boolean> {
    const answer = await api.call(getRequest, { path: { id } });
    if (answer.status !== 'draft') {
      state.set({ kind: 'filed', request: answer });
      return false;
    }
    const theirs = { request: answer };
    const theirContent = canonicalJson(bodyOf(answer));
    if (theirContent !== savedContent && !uncertainContents.has(theirContent)) {
      state.set({ kind: 'conflict', theirs });
      return false;
    }
    current = theirs;
    savedContent = theirContent;
    return true;
  }

  async function save(): Promise<RightsRequest | undefined> {
    state.set({ kind: 'saving' });
    let staleRefusals = 0;
    for (let body = unsaved(); body !== undefined; body = unsaved()) {
      if (current === undefined) await create(body);
      else {
        const { request } = current;
        try {
          await update(request, body);
          staleRefusals = 0;
        } catch (error) {
          const versionRefused =
            error instanceof Failure && (error.kind === 'stale' || error.kind === 'illegal-transition');
          if (!versionRefused) throw error;
          if (!(await reconcile(request.id))) return undefined;
          staleRefusals += 1;
          if (staleRefusals >= MAX_STALE_REFUSALS) {
            state.set({ kind: 'stuck', failure: error });
            return undefined;
          }
        }
      }
      if (closed) return undefined;
    }
    failures = 0;
    state.set(current === undefined ? { kind: 'idle' } : { kind: 'saved', at: current.request.updatedAt });
    return current?.request;
  }

  function flush(): Promise<RightsRequest | undefined> {
    clearTimeout(timer);
    const now = state.get().kind;
    // A person may retry a stuck draft; the other decisions come first.
    if (closed || (DECISION_STATES.has(now) && now !== 'stuck')) return Promise.resolve(undefined);
    // A call during a save waits for that save, which also saves what was typed since.
    running ??= save()
      .catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        if (closed) return undefined;
        if (error.kind === 'not-found' && current !== undefined) {
          state.set({ kind: 'gone' });
          return undefined;
        }
        state.set({ kind: 'failed', failure: error });
        // The server would refuse the same content again: the next change saves.
        if (error.kind === 'validation' || error.kind === 'forbidden') return undefined;
        saveLater(
          Math.max(
            (error.retryAfter ?? 0) * 1000,
            RETRY_WAITS_MS[Math.min(failures, RETRY_WAITS_MS.length - 1)] ?? 0,
          ),
        );
        failures += 1;
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
    content: () => content,
    dirty,
    change: (body, soon) => {
      content = body;
      const now = state.get();
      if (!soon || !dirty() || now.kind === 'stuck') return;
      if (now.kind === 'idle' || now.kind === 'saved') state.set({ kind: 'waiting' });
      const refused = now.kind === 'failed' && !isUncertain(now.failure);
      if ((now.kind !== 'failed' || refused) && running === undefined) saveLater(TYPING_PAUSE_MS);
    },
    flush,
    keepMine: () => {
      const now = state.get();
      if (now.kind !== 'conflict') return Promise.resolve(undefined);
      current = now.theirs;
      savedContent = canonicalJson(bodyOf(now.theirs.request));
      state.set({ kind: 'waiting' });
      return flush();
    },
    takeTheirs: () => {
      const now = state.get();
      if (now.kind !== 'conflict') return;
      current = now.theirs;
      content = bodyOf(now.theirs.request);
      savedContent = canonicalJson(content);
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
      savedContent = undefined;
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
