import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { createAttachment } from '../../api/generated/ops/createAttachment.ts';
import { deleteAttachment } from '../../api/generated/ops/deleteAttachment.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { getUploadOffset } from '../../api/generated/ops/getUploadOffset.ts';
import { uploadChunk } from '../../api/generated/ops/uploadChunk.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { digestOf, FileReadError, readBytes } from './file-digest.ts';
import type { Retry } from './retry.ts';
import type { Attachment } from './upload-state.ts';
import type { UploadJob } from './upload-store.ts';

/** The waits between two questions about a file that the server checks. After the last one the upload stops. */
const VERIFICATION_WAITS_MS = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];
/** Chunks are so small that the progress moves, and that a slow line sends one before the request times out. */
const CHUNK_BYTES = { smallest: 16_384, first: 131_072, largest: 262_144 };
/** When a chunk takes less time than this, the next one is twice as long. */
const FAST_CHUNK_MS = 2000;

/** There is no request to attach the file to. */
export class NoRequestError extends Error {}

/** The calls that bring a file to the server. Each rejects with a `Failure`, or with the reason of its signal. */
export interface Transfer {
  /** Creates the attachment, and the request if there is none. The result is in `job.attachment`. */
  announce(
    job: UploadJob,
    name: string,
    signal: AbortSignal,
    onWait?: (waiting: boolean) => void,
  ): Promise<Attachment>;
  /**
   * Sends the rest of the file. With `offsetKnown` false it first asks how much the server has. `onProgress` is called
   * after each chunk, and before and after each wait (`broken`).
   */
  sendChunks(
    job: UploadJob,
    file: File,
    offsetKnown: boolean,
    signal: AbortSignal,
    onProgress: (broken: boolean) => void,
  ): Promise<void>;
  /** Polls the request until the server has checked the file, or misses a part of it. */
  awaitVerification(job: UploadJob, signal: AbortSignal): Promise<void>;
  /** Removes an attachment from the server. `signal` ends only the waits between attempts. */
  removeAttachment(requestId: string, attachmentId: string, signal: AbortSignal): Promise<void>;
}

/** A proxy has removed the header `Upload-Offset` of the chunk; the query parameter `offset` says the same. */
const lacksOffset = (error: unknown): boolean =>
  error instanceof Failure &&
  error.kind === 'validation' &&
  error.problem?.errors?.some(({ pointer }) => pointer.toLowerCase() === 'header/upload-offset') === true;

const isIncomplete = ({ state, offset, size }: Attachment): boolean => state === 'uploading' && offset < size;

/** Makes the transfer of one request. `openRequest` returns the request, made if necessary; undefined when it failed. */
export function createTransfer({
  api,
  retry: { retry, wait },
  openRequest,
}: {
  api: Api;
  retry: Retry;
  openRequest: () => Promise<{ id: string } | undefined>;
}): Transfer {
  async function announce(
    ...[job, name, signal, onWait]: Parameters<Transfer['announce']>
  ): Promise<Attachment> {
    const { file } = job;
    if (!file) throw new FileReadError('unreadable');
    job.sha256 ??= await digestOf(file);
    signal.throwIfAborted();
    job.requestId ??= (await openRequest())?.id;
    signal.throwIfAborted();
    const { requestId, sha256 } = job;
    if (requestId === undefined) throw new NoRequestError();
    const key = (job.key ??= newKey());
    const body = { name, size: file.size, sha256 };
    job.attachment = await retry(
      signal,
      () => api.call(createAttachment, { path: { id: requestId }, body, key }, signal),
      onWait,
    );
    return job.attachment;
  }

  /** Asks how much of a file the server has. A proxy may remove the header of the answer: then the request says it. */
  async function fetchOffset(
    before: Attachment,
    path: { id: string; aid: string },
    signal: AbortSignal,
  ): Promise<Attachment> {
    const { headers } = await api.exchange(getUploadOffset, { path }, signal);
    const header = headers.get('Upload-Offset') ?? '';
    if (/^\d+$/.test(header) && Number(header) <= before.size) return { ...before, offset: Number(header) };
    const { attachments } = await api.call(getRequest, { path: { id: path.id } }, signal);
    const now = attachments.find(({ id }) => id === path.aid);
    if (!now) throw new Failure(getRequest.id, 'not-found', { status: 404 });
    return now;
  }

  async function sendChunks(
    ...[job, file, offsetKnownAtFirst, signal, onProgress]: Parameters<Transfer['sendChunks']>
  ): Promise<void> {
    let offsetKnown = offsetKnownAtFirst;
    let length: number = CHUNK_BYTES.first;
    let offsetInQuery = false;

    /** Sends one chunk, or finds out that the server has another offset. */
    async function sendChunk(before: Attachment): Promise<Attachment> {
      const path = { id: job.requestId ?? '', aid: before.id };
      const readOffset = async (): Promise<Attachment> => {
        const now = await fetchOffset(before, path, signal);
        offsetKnown = true;
        return now;
      };
      if (!offsetKnown) {
        const now = await readOffset();
        if (now.offset !== before.offset) return now;
      }
      const bytes = new Blob([await readBytes(file.slice(before.offset, before.offset + length))]);
      if (bytes.size === 0) throw new FileReadError('unreadable');
      const startedAt = performance.now();
      try {
        const { offset } = before;
        const query = offsetInQuery ? { query: { offset } } : {};
        const after = await api.call(uploadChunk, { path, ...query, chunk: { bytes, offset } }, signal);
        if (after.offset <= before.offset) throw new Failure('uploadChunk', 'unreadable');
        if (performance.now() - startedAt < FAST_CHUNK_MS) length = Math.min(length * 2, CHUNK_BYTES.largest);
        return after;
      } catch (error) {
        if (!offsetInQuery && lacksOffset(error)) {
          offsetInQuery = true;
          return before;
        }
        // The server may or may not have the chunk: the next attempt asks before it sends.
        offsetKnown = false;
        length = Math.max(CHUNK_BYTES.smallest, length / 2);
        if (error instanceof Failure && error.kind === 'conflict') {
          const offset = error.problem?.offset;
          const now = offset === undefined ? await readOffset() : { ...before, offset };
          if (now.offset !== before.offset) {
            offsetKnown = true;
            return now;
          }
        }
        throw error;
      }
    }

    while (job.attachment && isIncomplete(job.attachment)) {
      const before = job.attachment;
      job.attachment = await retry(signal, () => sendChunk(before), onProgress);
      signal.throwIfAborted();
      onProgress(false);
    }
  }

  async function awaitVerification(job: UploadJob, signal: AbortSignal): Promise<void> {
    const path = { id: job.requestId ?? '' };
    for (let polls = 0; ; polls += 1) {
      const { attachments } = await retry(signal, () => api.call(getRequest, { path }, signal));
      const now = attachments.find(({ id }) => id === job.attachment?.id);
      if (!now) throw new Failure('getRequest', 'not-found', { status: 404 });
      job.attachment = now;
      if (now.state !== 'checking' && !(now.state === 'uploading' && now.offset >= now.size)) return;
      const waitMs = VERIFICATION_WAITS_MS[polls];
      if (waitMs === undefined) throw new Failure('getRequest', 'timeout');
      await wait(waitMs, signal);
    }
  }

  return {
    announce,
    sendChunks,
    awaitVerification,
    removeAttachment: async (requestId, attachmentId, signal) => {
      // The call itself has no signal: it reaches the server even when the customer leaves the page at once.
      await retry(signal, () => api.call(deleteAttachment, { path: { id: requestId, aid: attachmentId } }));
    },
  };
}
