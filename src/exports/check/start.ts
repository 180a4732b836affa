import type { CheckOptions, CheckProgress, CheckResult } from './check.ts';
// oxlint-disable-next-line import/default -- Vite answers with the address of the built worker
import workerUrl from './check.worker.ts?worker&url';
import type { WorkerAnswer } from './check.worker.ts';
import { ArchiveProblem } from './problem.ts';

/** A check under way. */
export interface RunningCheck {
  /** Rejects with an `ArchiveProblem`, with an `AbortError` after `cancel`, or with what the platform throws. */
  readonly result: Promise<CheckResult>;
  /** Where it runs, once that is known. A worker that dies on the way is replaced by the page, from the beginning. */
  readonly place: Promise<'worker' | 'page'>;
  /** Stops it; after the end it does nothing. */
  cancel(): void;
}

/** How long a worker may take to answer at all. */
const TIMEOUT_MS = 2000;
const POLICY = 'activecloud-privacy';

/** The part of Trusted Types we use; the type library has none of it yet. */
interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
}

/** Made once per document; `null` when the host does not allow it, so that its log shows that once. */
let policy: ScriptUrlPolicy | null | undefined;

function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  if (policy === undefined) {
    policy = null;
    policy = trustedTypes.createPolicy(POLICY, {
      createScriptURL: given => {
        if (given !== url) throw new TypeError('Not a chunk of the privacy center');
        return given;
      },
    });
  }
  if (policy === null) throw new TypeError('No policy');
  return policy.createScriptURL(url) as string;
}

/** Our worker; throws where policy or origin forbid it. */
function makeWorker(): Worker {
  // Beside this chunk, wherever the host's page is.
  const url = new URL(workerUrl, import.meta.url).href;
  return new Worker(trusted(url), { type: 'module', name: 'archive-check' });
}

/** No worker to be had: the page does it. */
class NoWorker extends Error {}

/** Lets the page answer its user; a timer would be slowed down in a hidden tab. */
function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

async function inWorker(
  file: Blob,
  make: () => Worker,
  { onProgress, signal }: CheckOptions & { signal: AbortSignal },
  onHello: () => void,
): Promise<CheckResult> {
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = new AbortController();
  try {
    return await new Promise<CheckResult>((resolve, reject) => {
      const fail = (event?: Event) => {
        // An error of the worker rejects here and stays out of the host's log.
        event?.preventDefault();
        reject(new NoWorker());
      };
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: stop.signal });
      timer = setTimeout(fail, TIMEOUT_MS);
      try {
        worker = make();
      } catch {
        fail();
        return;
      }
      worker.addEventListener('error', fail);
      worker.addEventListener('messageerror', fail);
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
        if (data.announce === 'progress') onProgress?.(data.progress);
        else if (data.announce === 'done') resolve(data.result);
        else if (data.announce === 'problem') reject(new ArchiveProblem(data.reason, data.path));
        else if (data.announce === 'failed') reject(new DOMException(data.message, data.name));
        else {
          clearTimeout(timer);
          onHello();
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
          worker?.postMessage(file);
        }
      });
    });
  } finally {
    clearTimeout(timer);
    stop.abort();
    worker?.terminate();
  }
}

/**
 * Starts the check of an archive: in a worker, or in slices on the page where the host's policy or another origin
 * allows none. The result is the same.
 */
export function startCheck(
  file: Blob,
  onProgress?: (progress: CheckProgress) => void,
  make: () => Worker = makeWorker,
): RunningCheck {
  const controller = new AbortController();
  const { signal } = controller;
  let settle: (place: 'worker' | 'page') => void = () => undefined;
  const place = new Promise<'worker' | 'page'>(resolve => {
    settle = resolve;
  });
  async function run(): Promise<CheckResult> {
    try {
      return await inWorker(file, make, { onProgress, signal }, () => settle('worker'));
    } catch (error) {
      settle('page');
      if (!(error instanceof NoWorker)) throw error;
    }
    // Only now: where there is a worker, it has its own copy.
    const { checkArchive } = await import('./check.ts');
    return checkArchive(file, { onProgress, signal, breathe });
  }
  return { result: run(), place, cancel: () => controller.abort() };
}
