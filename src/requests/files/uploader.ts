import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { createAttachment } from '../../api/generated/ops/createAttachment.ts';
import { deleteAttachment } from '../../api/generated/ops/deleteAttachment.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { getUploadOffset } from '../../api/generated/ops/getUploadOffset.ts';
import { uploadChunk } from '../../api/generated/ops/uploadChunk.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { attachedName, checkFile, FILE_LIMITS, type FileProblem, type FileType } from '../../domain/files.ts';
import { mayComeAgain } from '../../api/transfer/write-failures.ts';
import { sha256Hex } from '../../shell/kit/secure-context.ts';
import type { Schemas } from '../../api/schemas.ts';
import type { RightsRequest } from '../queries.ts';

export type Attachment = Schemas['Attachment'];

/** Why a file is not attached: a rule of ours, or the server's own words. */
export type Rejection =
  { reason: FileProblem | 'unreadable' | 'insecure'; found?: FileType } | { reason: 'server'; text: string };

/** Where a file is on its way. */
export type UploadState =
  | { at: 'checking' }
  /** A photo: nothing of it is sent until the customer says whether parts of it are to be covered. */
  | { at: 'choice' }
  | { at: 'waiting' }
  /** `broken` while the connection is away and we wait to go on by ourselves. */
  | { at: 'uploading'; sent: number; broken: boolean }
  /** Everything has arrived; the server looks at it. */
  | { at: 'verifying' }
  /** Stopped; `why` is the failure, undefined when there was no request to attach it to. */
  | { at: 'paused'; sent: number; why: unknown }
  /** The server's part of a file whose bytes this page does not have: they are to be chosen again. */
  | { at: 'interrupted'; sent: number }
  | { at: 'ready'; attachment: Attachment }
  | { at: 'removing' }
  | { at: 'rejected'; why: Rejection };

/** A file as the page shows it. */
export interface UploadItem {
  readonly id: string;
  /** The name it is attached under. */
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
  /** How the name differs from the file's own. */
  readonly renamed?: 'cleaned' | 'shortened';
  /** The bytes, while they are here. */
  readonly file?: File;
  /** Areas that were covered in the photo. */
  readonly covered: number;
  /** The last attempt to remove it failed. */
  readonly stuck?: unknown;
}

/** All files of the request, at one moment. */
export interface Uploads {
  readonly items: readonly UploadItem[];
  /** The files that can be sent with the request now. */
  readonly ready: readonly Attachment[];
  /** True while a chosen file is neither there nor given up. */
  readonly busy: boolean;
}

/** The files of a request on their way to the server. */
export interface Uploader {
  get(): Uploads;
  subscribe(listener: () => void): () => void;
  /** Takes files the customer has chosen: each is checked for itself, none is lost because of another. */
  add(files: readonly File[]): void;
  /** Sends a photo as it is. */
  send(id: string): void;
  /** Sends a photo with covered areas instead of the chosen one. */
  cover(id: string, file: File, areas: number): void;
  /** Goes on with what was stopped. */
  resume(id: string): void;
  /** Cancels or removes: nothing of the file stays on the server. */
  remove(id: string): void;
  /** Goes on with what an ended session has stopped. */
  signedIn(): void;
  /** Takes the server's list of files not sent yet. */
  sync(known: readonly Attachment[], requestId: string | undefined): void;
  /**
   * Begins; the answer ends everything. `request` gives the request the files belong to, made if need be; undefined
   * when it could not be made.
   */
  open(request: () => Promise<Pick<RightsRequest, 'id'> | undefined>): () => void;
}

/** What the uploader needs of its surroundings. */
export interface UploaderOptions {
  api: Api;
  /** Tells when the network is back: the window. */
  network: EventTarget;
  known?: readonly Attachment[];
  requestId?: string | undefined;
  /** Milliseconds before each attempt of our own after a lost connection. */
  waits?: readonly number[];
}

/** What belongs to a file besides what is shown. */
interface Job {
  file?: File;
  sha256?: string;
  /** Of the announcement: kept until its answer is certain. */
  key?: string;
  requestId?: string | undefined;
  attachment?: Attachment;
  stop: AbortController;
}

const WAITS = [1000, 3000, 8000];
/** How long the server may look at a file before we stop asking. */
const LOOKS = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];
/** A server that asks for a longer pause gets one: the customer decides when to go on. */
const LONGEST_WAIT = 20_000;
const SNIFFED = 65_536;
/** Small enough for the progress to move and for a slow line to get through in time. */
const CHUNKS = { least: 16_384, first: 131_072, most: 262_144 };
const QUICK = 2000;

/** A file that cannot be read, or not be counted through. */
class Unsendable extends Error {
  readonly reason: 'unreadable' | 'insecure';
  constructor(reason: 'unreadable' | 'insecure', cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** There is no request to attach the file to. */
class NoRequest extends Error {}

async function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    // Moved, changed or a folder.
    throw new Unsendable('unreadable', cause);
  }
}

async function digestOf(file: File): Promise<string> {
  const digest = await sha256Hex(await bytesOf(file));
  if (digest === undefined) throw new Unsendable('insecure');
  return digest;
}

/** The words of a refusal, from the most exact to the least. */
export function serverMessage(failure: Failure): string {
  const { problem } = failure;
  return problem?.errors?.[0]?.detail ?? problem?.detail ?? problem?.title ?? '';
}

/** A certain refusal means there is nothing to take away. */
function unlessCertain(error: unknown): void {
  if (!(error instanceof Failure) || mayComeAgain(error)) throw error;
}

/** A proxy has dropped the header that says where the chunk belongs; the query says it too. */
const lacksOffset = (error: unknown): boolean =>
  error instanceof Failure &&
  error.kind === 'validation' &&
  error.problem?.errors?.some(({ pointer }) => pointer.toLowerCase() === 'header/upload-offset') === true;
const isSignedOut = (error: unknown): boolean => error instanceof Failure && error.kind === 'session-expired';
const isGone = (error: unknown): boolean => error instanceof Failure && error.status === 404;
/** Refusals of the file itself: trying again would change nothing. */
const REFUSALS = new Set(['too-large', 'unsupported-media', 'validation']);
const BUSY = new Set<UploadState['at']>([
  'checking',
  'choice',
  'waiting',
  'uploading',
  'verifying',
  'paused',
  'removing',
]);
const UNDER_WAY = new Set<UploadState['at']>(['waiting', 'uploading', 'verifying']);
const NOT_COUNTED = new Set<UploadState['at']>(['checking', 'rejected', 'removing']);

/** Makes the uploader of one request. */
export function createUploader(options: UploaderOptions): Uploader {
  const { api, network, waits = WAITS } = options;
  const jobs = new Map<string, Job>();
  const listeners = new Set<() => void>();
  const wakers = new Set<() => void>();
  const queue: string[] = [];
  let uploads: Uploads = { items: [], ready: [], busy: false };
  let listed = new Set<string>();
  /** Attachments taken off the server: an older list of the page does not bring them back. */
  const gone = new Set<string>();
  let checks = Promise.resolve();
  let running: string | undefined;
  let request: Parameters<Uploader['open']>[0] = () => Promise.resolve(undefined);
  let made = 0;
  /** Nothing leaves before `open`. */
  let life = new AbortController();
  life.abort();

  function show(items: readonly UploadItem[]): void {
    const found = items.flatMap(({ state }) => (state.at === 'ready' ? [state.attachment] : []));
    const same = found.length === uploads.ready.length && found.every((one, i) => one === uploads.ready[i]);
    uploads = {
      items,
      ready: same ? uploads.ready : found,
      busy: items.some(({ state }) => BUSY.has(state.at)),
    };
    for (const listener of listeners) listener();
  }
  const itemOf = (id: string) => uploads.items.find(item => item.id === id);
  function change(id: string, patch: Partial<UploadItem>): void {
    show(uploads.items.map(item => (item.id === id ? { ...item, ...patch } : item)));
  }
  const move = (id: string, state: UploadState) => change(id, { state });
  function drop(id: string): void {
    jobs.delete(id);
    show(uploads.items.filter(item => item.id !== id));
  }

  /** Waits, not longer than until the network is back. */
  function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        wakers.delete(end);
        signal.removeEventListener('abort', end);
        if (signal.aborted) reject(signal.reason as Error);
        else resolve();
      };
      const timer = setTimeout(end, milliseconds);
      wakers.add(end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }

  /** Tries again a few times where it is not certain what the server has done. */
  async function patient<T>(
    signal: AbortSignal,
    attempt: () => Promise<T>,
    onWait?: (waiting: boolean) => void,
  ): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        const asked = error instanceof Failure ? (error.retryAfter ?? 0) * 1000 : 0;
        const wait = Math.max(waits[tries] ?? 0, asked);
        const hopeless = !mayComeAgain(error) || isSignedOut(error) || isGone(error) || asked > LONGEST_WAIT;
        if (signal.aborted || tries >= waits.length || hopeless) throw error;
        onWait?.(true);
        await rest(wait, signal);
        onWait?.(false);
      }
    }
  }

  /** A file of the server that waits for exactly these bytes. */
  async function awaited(file: File): Promise<string | undefined> {
    const fits = uploads.items.filter(({ state, size }) => state.at === 'interrupted' && size === file.size);
    if (fits.length === 0) return undefined;
    const sha256 = await digestOf(file);
    return fits.find(
      ({ id }) => jobs.get(id)?.attachment?.sha256 === sha256 && itemOf(id)?.state.at === 'interrupted',
    )?.id;
  }

  async function check(id: string, job: Job, file: File): Promise<void> {
    const readable = file.size > 0 && file.size <= FILE_LIMITS.bytes;
    const firstBytes = readable ? new Uint8Array(await bytesOf(file.slice(0, SNIFFED))) : new Uint8Array();
    const judged = () =>
      checkFile({
        name: file.name,
        size: file.size,
        firstBytes,
        count: uploads.items.filter(item => item.id !== id && !NOT_COUNTED.has(item.state.at)).length,
      });
    const first = judged();
    if (first.ok || first.reason === 'too-many') {
      const former = await awaited(file);
      const before = former === undefined ? undefined : jobs.get(former);
      if (former !== undefined && before && jobs.get(id) === job) {
        drop(id);
        before.file = file;
        change(former, { file, state: { at: 'waiting' } });
        enqueue(former);
        return;
      }
    }
    // Cancelled, or changed, while its bytes were read.
    if (jobs.get(id) !== job || job.file !== file) return;
    const verdict = judged();
    if (!verdict.ok) {
      const { ok: _, ...why } = verdict;
      move(id, { at: 'rejected', why });
      return;
    }
    const { name, type, renamed } = verdict;
    const asks = type.startsWith('image/') && itemOf(id)?.covered === 0;
    change(id, {
      name,
      ...(renamed === undefined ? {} : { renamed }),
      state: { at: asks ? 'choice' : 'waiting' },
    });
    if (!asks) enqueue(id);
  }

  /** One after the other, in the order they were chosen: the eleventh is the eleventh. */
  function enqueueCheck(id: string, job: Job, file: File): void {
    checks = checks.then(() =>
      check(id, job, file).catch((error: unknown) => {
        if (jobs.get(id) === job) stopped(id, job, error);
      }),
    );
  }

  function stopped(id: string, job: Job, error: unknown): void {
    const sent = job.attachment?.offset ?? 0;
    // Refused for certain: there is nothing on the server, and another try is another action.
    if (!job.attachment && error instanceof Failure && !mayComeAgain(error)) delete job.key;
    if (error instanceof Unsendable) move(id, { at: 'rejected', why: { reason: error.reason } });
    else if (error instanceof Failure && REFUSALS.has(error.kind))
      move(id, { at: 'rejected', why: { reason: 'server', text: serverMessage(error) } });
    else move(id, { at: 'paused', sent, why: error instanceof NoRequest ? undefined : error });
  }

  function enqueue(id: string): void {
    if (!queue.includes(id)) queue.push(id);
    pump();
  }

  function pump(): void {
    if (running !== undefined || life.signal.aborted) return;
    const id = queue.shift();
    const job = id === undefined ? undefined : jobs.get(id);
    if (id === undefined) return;
    running = id;
    void run(id, job).finally(() => {
      running = undefined;
      pump();
    });
  }

  async function run(id: string, job: Job | undefined): Promise<void> {
    if (!job) return;
    job.stop = new AbortController();
    const { signal } = job.stop;
    try {
      await carry(id, job, signal);
    } catch (error) {
      if (!signal.aborted && jobs.get(id) === job) stopped(id, job, error);
    }
  }

  /** The whole way of a file, from wherever it stands. */
  async function carry(id: string, job: Job, signal: AbortSignal): Promise<void> {
    const progress = (broken: boolean) =>
      move(id, { at: 'uploading', sent: job.attachment?.offset ?? 0, broken });
    const onWait = (broken: boolean) => progress(broken);
    // The server may hold more than we know of, or the file no more: it is asked before the first chunk goes.
    let sure = job.attachment === undefined;
    let renewed = false;
    for (;;) {
      signal.throwIfAborted();
      try {
        if (!job.attachment) {
          progress(false);
          await announce(id, job, signal, onWait);
          sure = true;
        } else if (job.attachment.state === 'uploading' && job.attachment.offset < job.attachment.size) {
          if (!job.file) {
            move(id, { at: 'interrupted', sent: job.attachment.offset });
            return;
          }
          progress(false);
          await sendChunks(id, job, job.file, sure, signal);
        } else if (job.attachment.state === 'ready') {
          change(id, { name: job.attachment.name, state: { at: 'ready', attachment: job.attachment } });
          return;
        } else if (job.attachment.state === 'rejected') {
          const text = job.attachment.reason ?? '';
          move(id, { at: 'rejected', why: { reason: 'server', text } });
          return;
        } else {
          move(id, { at: 'verifying' });
          await look(job, signal);
        }
      } catch (error) {
        // Removed meanwhile in another tab: it is announced anew, once.
        if (!isGone(error) || signal.aborted || renewed || !job.file) throw error;
        renewed = true;
        if (job.attachment) delete job.attachment;
        else delete job.requestId;
        delete job.key;
      }
    }
  }

  async function announce(
    id: string,
    job: Job,
    signal: AbortSignal,
    onWait?: (waiting: boolean) => void,
  ): Promise<void> {
    const { file } = job;
    if (!file) throw new Unsendable('unreadable');
    job.sha256 ??= await digestOf(file);
    signal.throwIfAborted();
    job.requestId ??= (await request())?.id;
    signal.throwIfAborted();
    const { requestId, sha256 } = job;
    if (requestId === undefined) throw new NoRequest();
    const key = (job.key ??= newKey());
    const body = { name: itemOf(id)?.name ?? attachedName(file.name), size: file.size, sha256 };
    job.attachment = await patient(
      signal,
      () => api.call(createAttachment, { path: { id: requestId }, body, key }, signal),
      onWait,
    );
    const { id: aid } = job.attachment;
    // The page may have read the server's list between the action and its answer.
    for (const [other, { attachment }] of jobs) if (attachment?.id === aid && other !== id) drop(other);
  }

  /** How much of a file the server has: of a header, or of the request where the header is lost on its way. */
  async function arrived(
    before: Attachment,
    path: { id: string; aid: string },
    signal: AbortSignal,
  ): Promise<Attachment> {
    const { headers } = await api.exchange(getUploadOffset, { path }, signal);
    const given = headers.get('Upload-Offset') ?? '';
    if (/^\d+$/.test(given) && Number(given) <= before.size) return { ...before, offset: Number(given) };
    const { attachments } = await api.call(getRequest, { path: { id: path.id } }, signal);
    const now = attachments.find(({ id }) => id === path.aid);
    if (!now) throw new Failure(getRequest.id, 'not-found', { status: 404 });
    return now;
  }

  async function sendChunks(
    id: string,
    job: Job,
    file: File,
    sureAtFirst: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    let sure = sureAtFirst;
    let length: number = CHUNKS.first;
    let inQuery = false;
    const stillGoing = () =>
      job.attachment?.state === 'uploading' && job.attachment.offset < job.attachment.size;

    /** One step on: a chunk, or what the server says it has. */
    async function step(before: Attachment): Promise<Attachment> {
      const path = { id: job.requestId ?? '', aid: before.id };
      const whereNow = async (): Promise<Attachment> => {
        const now = await arrived(before, path, signal);
        sure = true;
        return now;
      };
      if (!sure) {
        const now = await whereNow();
        if (now.offset !== before.offset) return now;
      }
      const bytes = new Blob([await bytesOf(file.slice(before.offset, before.offset + length))]);
      if (bytes.size === 0) throw new Unsendable('unreadable');
      const from = performance.now();
      try {
        const { offset } = before;
        const query = inQuery ? { query: { offset } } : {};
        const after = await api.call(uploadChunk, { path, ...query, chunk: { bytes, offset } }, signal);
        if (after.offset <= before.offset) throw new Failure('uploadChunk', 'unreadable');
        length = performance.now() - from < QUICK ? Math.min(length * 2, CHUNKS.most) : length;
        return after;
      } catch (error) {
        if (!inQuery && lacksOffset(error)) {
          inQuery = true;
          return before;
        }
        // Whether the server has it is not certain: it is asked before anything more goes.
        sure = false;
        length = Math.max(CHUNKS.least, length / 2);
        if (error instanceof Failure && error.kind === 'conflict') {
          const told = error.problem?.offset;
          const now = told === undefined ? await whereNow() : { ...before, offset: told };
          if (now.offset !== before.offset) {
            sure = true;
            return now;
          }
        }
        throw error;
      }
    }

    while (job.attachment && stillGoing()) {
      const before = job.attachment;
      job.attachment = await patient(
        signal,
        () => step(before),
        broken => move(id, { at: 'uploading', sent: before.offset, broken }),
      );
      signal.throwIfAborted();
      move(id, { at: 'uploading', sent: job.attachment.offset, broken: false });
    }
  }

  /** Asks what became of a file whose bytes are all there. */
  async function look(job: Job, signal: AbortSignal): Promise<void> {
    const path = { id: job.requestId ?? '' };
    for (let looks = 0; ; looks += 1) {
      const { attachments } = await patient(signal, () => api.call(getRequest, { path }, signal));
      const now = attachments.find(one => one.id === job.attachment?.id);
      if (!now) throw new Failure('getRequest', 'not-found', { status: 404 });
      job.attachment = now;
      if (now.state !== 'checking' && !(now.state === 'uploading' && now.offset >= now.size)) return;
      const wait = LOOKS[looks];
      if (wait === undefined) throw new Failure('getRequest', 'timeout');
      await rest(wait, signal);
    }
  }

  function forget(id: string, { attachment }: Job): void {
    if (attachment) gone.add(attachment.id);
    drop(id);
  }

  async function takeAway(id: string, job: Job, before: UploadState): Promise<void> {
    const { signal } = life;
    try {
      // Its announcement may have arrived though the answer was never read: the same key gives that answer.
      if (!job.attachment && job.key !== undefined) await announce(id, job, signal).catch(unlessCertain);
      const { attachment, requestId } = job;
      // Not given the signal: what the customer took back is to go, even if they leave the page at once.
      if (attachment && requestId !== undefined)
        await patient(signal, () =>
          api.call(deleteAttachment, { path: { id: requestId, aid: attachment.id } }),
        );
      forget(id, job);
    } catch (error) {
      if (signal.aborted) return;
      if (isGone(error)) forget(id, job);
      else if (before.at === 'ready' || before.at === 'rejected' || before.at === 'interrupted')
        change(id, { state: before, stuck: error });
      else
        change(id, { state: { at: 'paused', sent: job.attachment?.offset ?? 0, why: error }, stuck: error });
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
      drop(id);
      return;
    }
    change(id, { state: { at: 'removing' }, stuck: undefined });
    void takeAway(id, job, item.state);
  }

  function resume(id: string): void {
    if (itemOf(id)?.state.at !== 'paused') return;
    change(id, { state: { at: 'waiting' }, stuck: undefined });
    enqueue(id);
  }

  function resumeWhere(fits: (why: unknown) => boolean): void {
    for (const { id, state } of uploads.items) if (state.at === 'paused' && fits(state.why)) resume(id);
  }

  function onOnline(): void {
    for (const wake of wakers) wake();
    resumeWhere(why => why instanceof Failure && why.status === 0);
  }

  function sync(known: readonly Attachment[], requestId: string | undefined): void {
    const own = known.filter(one => one.by === 'user' && !one.sent && !gone.has(one.id));
    const ids = new Set(own.map(one => one.id));
    const sent = new Set(known.filter(one => one.sent).map(one => one.id));
    for (const [id, { attachment }] of jobs) {
      const at = itemOf(id)?.state.at;
      const settled = at === 'ready' || at === 'interrupted' || at === 'rejected';
      if (!attachment || !settled || ids.has(attachment.id)) continue;
      if (sent.has(attachment.id) || listed.has(attachment.id)) drop(id);
    }
    listed = ids;
    const here = new Set([...jobs.values()].map(job => job.attachment?.id));
    for (const attachment of own) if (!here.has(attachment.id)) take(attachment, requestId);
  }

  /** A file the server has and this page has not. */
  function take(attachment: Attachment, requestId: string | undefined): void {
    const id = `f${(made += 1)}`;
    const { name, size, offset, state, reason } = attachment;
    jobs.set(id, { attachment, requestId, stop: new AbortController() });
    const at: UploadState =
      state === 'ready'
        ? { at: 'ready', attachment }
        : state === 'rejected'
          ? { at: 'rejected', why: { reason: 'server', text: reason ?? '' } }
          : state === 'uploading' && offset < size
            ? { at: 'interrupted', sent: offset }
            : { at: 'verifying' };
    show([...uploads.items, { id, name, size, covered: 0, state: at }]);
    if (at.at === 'verifying') enqueue(id);
  }

  sync(options.known ?? [], options.requestId);

  return {
    get: () => uploads,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: files => {
      const items = files.map((file): UploadItem => {
        const id = `f${(made += 1)}`;
        jobs.set(id, { file, stop: new AbortController() });
        const name = attachedName(file.name);
        return { id, name, size: file.size, file, covered: 0, state: { at: 'checking' } };
      });
      show([...uploads.items, ...items]);
      for (const { id, file } of items) {
        const job = jobs.get(id);
        if (job && file) enqueueCheck(id, job, file);
      }
    },
    send: id => {
      if (itemOf(id)?.state.at !== 'choice') return;
      move(id, { at: 'waiting' });
      enqueue(id);
    },
    cover: (id, file, areas) => {
      const job = jobs.get(id);
      if (!job || itemOf(id)?.state.at !== 'choice') return;
      job.file = file;
      change(id, { file, size: file.size, covered: areas, state: { at: 'checking' } });
      enqueueCheck(id, job, file);
    },
    resume,
    remove,
    signedIn: () => resumeWhere(isSignedOut),
    sync,
    open: given => {
      request = given;
      life = new AbortController();
      network.addEventListener('online', onOnline);
      for (const { id, state } of uploads.items) if (UNDER_WAY.has(state.at)) enqueue(id);
      return () => {
        network.removeEventListener('online', onOnline);
        life.abort();
        for (const job of jobs.values()) job.stop.abort();
      };
    },
  };
}
