import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { attachedName, checkFile, FILE_LIMITS } from '../../domain/files.ts';
import { mayRetry } from '../../api/transfer/write-failures.ts';
import type { RightsRequest } from '../queries.ts';
import { digestOf, FileReadError, readBytes } from './file-digest.ts';
import { createRetry, isNotFound, isSignedOut } from './retry.ts';
import { createTransfer, NoRequestError } from './transfer.ts';
import type { Attachment, RemovalFallback, Uploads, UploadState, UploadStatus } from './upload-state.ts';
import { createUploadStore, type UploadJob } from './upload-store.ts';

/** Uploads the files of one request, one after the other. */
export interface Uploader {
  get(): Uploads;
  subscribe(listener: () => void): () => void;
  /** Takes chosen files. Each is checked on its own: a rejected file does not stop the others. */
  add(files: readonly File[]): void;
  /** Sends a photo as it is. */
  sendAsIs(id: string): void;
  /** Sends a photo with covered areas in place of the chosen one. */
  cover(id: string, file: File, areas: number): void;
  /** Resumes a paused upload. */
  resume(id: string): void;
  /** Cancels or removes a file: nothing of it stays on the server. */
  remove(id: string): void;
  /** Resumes the uploads that an ended session has paused. */
  resumeAfterSignIn(): void;
  /** Takes the server's list of files that are not sent with a message yet. */
  sync(known: readonly Attachment[], requestId: string | undefined): void;
  /**
   * Starts the uploads; the returned function stops them all. `request` returns the request the files belong to, made if
   * necessary; undefined when it could not be made.
   */
  open(request: () => Promise<Pick<RightsRequest, 'id'> | undefined>): () => void;
}

/** What the uploader needs. */
export interface UploaderOptions {
  api: Api;
  /** Fires `online` when the network is back: the window. */
  network: EventTarget;
  known?: readonly Attachment[];
  requestId?: string | undefined;
  /** Milliseconds before each further attempt after a lost connection. */
  waitsMs?: readonly number[];
}

/** `checkFile` recognizes the type of a file by these first bytes. */
const SNIFFED_BYTES = 65_536;

/** Failures of the file itself: another attempt would fail again. */
const FILE_FAILURES = new Set(['too-large', 'unsupported-media', 'validation']);
const IN_TRANSFER = new Set<UploadStatus>(['waiting', 'uploading', 'verifying']);
/** These do not count towards the limit of files. */
const NOT_COUNTED = new Set<UploadStatus>(['checking', 'rejected', 'removing']);

/** The server's message for a failure: the detail of its first error, its detail, or its title. */
export function serverMessage(failure: Failure): string {
  const { problem } = failure;
  return problem?.errors?.[0]?.detail ?? problem?.detail ?? problem?.title ?? '';
}

/** Swallows a failure that says the server has created nothing; throws any other. */
function throwIfUncertain(error: unknown): void {
  if (!(error instanceof Failure) || mayRetry(error)) throw error;
}

/** Makes the uploader of one request. */
export function createUploader(options: UploaderOptions): Uploader {
  const { api, network } = options;
  const store = createUploadStore();
  const { jobs, itemOf, dispatch } = store;
  const queue: string[] = [];
  let lastCheck = Promise.resolve();
  let runningId: string | undefined;
  let openRequest: Parameters<Uploader['open']>[0] = () => Promise.resolve(undefined);
  const retry = createRetry(options.waitsMs);
  const transfer = createTransfer({ api, retry, openRequest: () => openRequest() });
  /** Aborted while the uploader is closed: nothing is sent before `open`. */
  let life = new AbortController();
  life.abort();

  /** The interrupted upload that has exactly these bytes. */
  async function findInterrupted(file: File): Promise<string | undefined> {
    const candidates = store
      .get()
      .items.filter(({ state, size }) => state.at === 'interrupted' && size === file.size);
    if (candidates.length === 0) return undefined;
    const sha256 = await digestOf(file);
    return candidates.find(
      ({ id }) => jobs.get(id)?.attachment?.sha256 === sha256 && itemOf(id)?.state.at === 'interrupted',
    )?.id;
  }

  async function check(id: string, job: UploadJob, file: File): Promise<void> {
    const readable = file.size > 0 && file.size <= FILE_LIMITS.bytes;
    const firstBytes = readable
      ? new Uint8Array(await readBytes(file.slice(0, SNIFFED_BYTES)))
      : new Uint8Array();
    const checked = () =>
      checkFile({
        name: file.name,
        size: file.size,
        firstBytes,
        count: store.get().items.filter(item => item.id !== id && !NOT_COUNTED.has(item.state.at)).length,
      });
    const first = checked();
    if (first.ok || first.reason === 'too-many') {
      const interruptedId = await findInterrupted(file);
      const interruptedJob = interruptedId === undefined ? undefined : jobs.get(interruptedId);
      if (interruptedId !== undefined && interruptedJob && jobs.get(id) === job) {
        store.drop(id);
        interruptedJob.file = file;
        dispatch({ type: 'chosenAgain', id: interruptedId, file });
        enqueue(interruptedId);
        return;
      }
    }
    // The customer may have removed or covered the file while its bytes were read.
    if (jobs.get(id) !== job || job.file !== file) return;
    const result = checked();
    if (!result.ok) {
      const { ok: _, ...why } = result;
      dispatch({ type: 'rejected', id, why });
      return;
    }
    const { name, type, renamed } = result;
    if (type.startsWith('image/') && itemOf(id)?.covered === 0) {
      dispatch({ type: 'photoAccepted', id, name, renamed });
    } else {
      dispatch({ type: 'accepted', id, name, renamed });
      enqueue(id);
    }
  }

  /** Files are checked one after the other, in the order chosen, so that the eleventh is the one over the limit. */
  function enqueueCheck(id: string, job: UploadJob, file: File): void {
    lastCheck = lastCheck.then(() =>
      check(id, job, file).catch((error: unknown) => {
        if (jobs.get(id) === job) stop(id, job, error);
      }),
    );
  }

  function stop(id: string, job: UploadJob, error: unknown): void {
    const sent = job.attachment?.offset ?? 0;
    // After a certain refusal nothing is on the server; another attempt is another call, with its own key.
    if (!job.attachment && error instanceof Failure && !mayRetry(error)) delete job.key;
    if (error instanceof FileReadError) dispatch({ type: 'rejected', id, why: { reason: error.reason } });
    else if (error instanceof Failure && FILE_FAILURES.has(error.kind))
      dispatch({ type: 'rejected', id, why: { reason: 'server', text: serverMessage(error) } });
    else dispatch({ type: 'stopped', id, sent, why: error instanceof NoRequestError ? undefined : error });
  }

  function enqueue(id: string): void {
    if (!queue.includes(id)) queue.push(id);
    runNext();
  }

  function runNext(): void {
    if (runningId !== undefined || life.signal.aborted) return;
    const id = queue.shift();
    if (id === undefined) return;
    runningId = id;
    void run(id, jobs.get(id)).finally(() => {
      runningId = undefined;
      runNext();
    });
  }

  async function run(id: string, job: UploadJob | undefined): Promise<void> {
    if (!job) return;
    job.stop = new AbortController();
    const { signal } = job.stop;
    try {
      await transferFile(id, job, signal);
    } catch (error) {
      if (!signal.aborted && jobs.get(id) === job) stop(id, job, error);
    }
  }

  async function announce(
    id: string,
    job: UploadJob,
    signal: AbortSignal,
    onWait?: (waiting: boolean) => void,
  ): Promise<void> {
    const name = itemOf(id)?.name ?? attachedName(job.file?.name ?? '');
    const { id: attachmentId } = await transfer.announce(job, name, signal, onWait);
    // The page may have read the server's list between the call and its answer.
    for (const [other, { attachment }] of jobs)
      if (attachment?.id === attachmentId && other !== id) store.drop(other);
  }

  /** Transfers a file from whatever state the server has it in to `ready`, `rejected` or `interrupted`. */
  async function transferFile(id: string, job: UploadJob, signal: AbortSignal): Promise<void> {
    const showProgress = (broken: boolean) =>
      dispatch({ type: 'progressed', id, sent: job.attachment?.offset ?? 0, broken });
    // Of a file from an earlier run the server may have more than this page knows, or nothing any more.
    let offsetKnown = job.attachment === undefined;
    let announcedAnew = false;
    for (;;) {
      signal.throwIfAborted();
      const { attachment } = job;
      try {
        if (!attachment) {
          showProgress(false);
          await announce(id, job, signal, showProgress);
          offsetKnown = true;
        } else if (attachment.state === 'uploading' && attachment.offset < attachment.size) {
          if (!job.file) {
            dispatch({ type: 'bytesMissed', id, sent: attachment.offset });
            return;
          }
          showProgress(false);
          await transfer.sendChunks(job, job.file, offsetKnown, signal, showProgress);
        } else if (attachment.state === 'ready') {
          dispatch({ type: 'verified', id, attachment });
          return;
        } else if (attachment.state === 'rejected') {
          dispatch({ type: 'rejected', id, why: { reason: 'server', text: attachment.reason ?? '' } });
          return;
        } else {
          dispatch({ type: 'allSent', id });
          await transfer.awaitVerification(job, signal);
        }
      } catch (error) {
        // Another tab may have removed the file: it is announced anew, once.
        if (!isNotFound(error) || signal.aborted || announcedAnew || !job.file) throw error;
        announcedAnew = true;
        if (job.attachment) delete job.attachment;
        else delete job.requestId;
        delete job.key;
      }
    }
  }

  async function removeFromServer(id: string, job: UploadJob, before: UploadState): Promise<void> {
    const { signal } = life;
    try {
      // The server may have created the attachment though its answer was lost: the same key returns that answer.
      if (!job.attachment && job.key !== undefined) await announce(id, job, signal).catch(throwIfUncertain);
      const { attachment, requestId } = job;
      if (attachment && requestId !== undefined)
        await transfer.removeAttachment(requestId, attachment.id, signal);
      store.forget(id, job.attachment);
    } catch (error) {
      if (signal.aborted) return;
      if (isNotFound(error)) {
        store.forget(id, job.attachment);
        return;
      }
      const state: RemovalFallback =
        before.at === 'ready' || before.at === 'rejected' || before.at === 'interrupted'
          ? before
          : { at: 'paused', sent: job.attachment?.offset ?? 0, why: error };
      dispatch({ type: 'removalFailed', id, state, failure: error });
    }
  }

  function remove(id: string): void {
    const item = itemOf(id);
    const job = jobs.get(id);
    if (!item || !job || item.state.at === 'removing') return;
    job.stop.abort();
    const place = queue.indexOf(id);
    if (place >= 0) queue.splice(place, 1);
    if (!job.attachment && job.key === undefined) {
      store.drop(id);
      return;
    }
    dispatch({ type: 'removalStarted', id });
    void removeFromServer(id, job, item.state);
  }

  function resume(id: string): void {
    if (itemOf(id)?.state.at !== 'paused') return;
    dispatch({ type: 'queued', id });
    enqueue(id);
  }

  function resumePaused(applies: (why: unknown) => boolean): void {
    for (const { id, state } of store.get().items)
      if (state.at === 'paused' && applies(state.why)) resume(id);
  }

  function onOnline(): void {
    retry.endWaits();
    resumePaused(why => why instanceof Failure && why.status === 0);
  }

  function sync(known: readonly Attachment[], requestId: string | undefined): void {
    for (const { id, state } of store.sync(known, requestId)) if (state.at === 'verifying') enqueue(id);
  }

  sync(options.known ?? [], options.requestId);

  return {
    get: store.get,
    subscribe: store.subscribe,
    add: files => {
      for (const { id, file } of store.addFiles(files)) {
        const job = jobs.get(id);
        if (job) enqueueCheck(id, job, file);
      }
    },
    sendAsIs: id => {
      if (itemOf(id)?.state.at !== 'choice') return;
      dispatch({ type: 'queued', id });
      enqueue(id);
    },
    cover: (id, file, areas) => {
      const job = jobs.get(id);
      if (!job || itemOf(id)?.state.at !== 'choice') return;
      job.file = file;
      dispatch({ type: 'covered', id, file, areas });
      enqueueCheck(id, job, file);
    },
    resume,
    remove,
    resumeAfterSignIn: () => resumePaused(isSignedOut),
    sync,
    open: request => {
      openRequest = request;
      life = new AbortController();
      network.addEventListener('online', onOnline);
      for (const { id, state } of store.get().items) if (IN_TRANSFER.has(state.at)) enqueue(id);
      return () => {
        network.removeEventListener('online', onOnline);
        life.abort();
        for (const job of jobs.values()) job.stop.abort();
      };
    },
  };
}
