import { Failure } from '../../api/errors.ts';
import { mayRetry } from '../../api/transfer/write-failures.ts';

/** The waits between attempts, in milliseconds. */
const RETRY_WAITS_MS = [1000, 3000, 8000];
/** When the server asks for a longer wait, the upload stops and the customer resumes it. */
const LONGEST_WAIT_MS = 20_000;

/** True for a failure after which signing in is needed. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof Failure && error.kind === 'session-expired';
/** True when the server does not know the request or the attachment. */
export const isNotFound = (error: unknown): boolean => error instanceof Failure && error.status === 404;

/** Waits and repeated attempts; all waits can be ended at once. */
export interface Retry {
  /** Waits until the time is over or `endWaits` is called. Rejects when `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Repeats `attempt` while it is uncertain what the server has done. `onWait` is called with true before each wait and
   * with false after it. Rejects with the last failure.
   */
  retry<T>(signal: AbortSignal, attempt: () => Promise<T>, onWait?: (waiting: boolean) => void): Promise<T>;
  /** Ends all waits: the network is back. */
  endWaits(): void;
}

/** Makes a `Retry`; `waitsMs` are the milliseconds before each further attempt. */
export function createRetry(waitsMs: readonly number[] = RETRY_WAITS_MS): Retry {
  const running = new Set<() => void>();

  function wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        running.delete(end);
        signal.removeEventListener('abort', end);
        if (signal.aborted) reject(signal.reason as Error);
        else resolve();
      };
      const timer = setTimeout(end, ms);
      running.add(end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }

  return {
    wait,
    retry: async (signal, attempt, onWait) => {
      for (let tries = 0; ; tries += 1) {
        try {
          return await attempt();
        } catch (error) {
          const requestedMs = error instanceof Failure ? (error.retryAfter ?? 0) * 1000 : 0;
          const waitMs = Math.max(waitsMs[tries] ?? 0, requestedMs);
          const hopeless =
            !mayRetry(error) || isSignedOut(error) || isNotFound(error) || requestedMs > LONGEST_WAIT_MS;
          if (signal.aborted || tries >= waitsMs.length || hopeless) throw error;
          onWait?.(true);
          await wait(waitMs, signal);
          onWait?.(false);
        }
      }
    },
    endWaits: () => {
      for (const end of running) end();
    },
  };
}
