import type { Api } from '../api/client.ts';
import { Failure } from '../api/errors.ts';
import { readEvents } from '../api/transfer/event-stream.ts';
import { pause } from '../api/transfer/pause.ts';
import { getExport } from '../api/generated/ops/getExport.ts';
import { streamExport } from '../api/generated/ops/streamExport.ts';
import { isUnderWay } from '../domain/export-states.ts';
import type { Export } from './queries.ts';

/** How long to wait for what, in milliseconds. */
export interface Timing {
  /** Without a byte for this long the stream is given up: a proxy may be holding it back. */
  idleTimeout: number;
  /** Between two questions, where the stream does not serve. */
  poll: number;
  /** Before a stream that broke is opened again. */
  again: number;
  /** The longest pause while the server cannot be reached. */
  longest: number;
}

const TIMING: Timing = { idleTimeout: 5000, poll: 2000, again: 1000, longest: 30_000 };
/** After this many streams in a row without an event the export is polled. */
const MAX_EMPTY_STREAMS = 2;
/** The longest `Retry-After` that is obeyed, in milliseconds. */
const MAX_RETRY_AFTER_MS = 300_000;
/** States after which nothing changes until the customer acts. */
const FINAL: ReadonlySet<string> = new Set(['session-expired', 'not-found', 'forbidden']);

/**
 * Follows an export until it is no longer under way: by the stream of events, which is opened again where it was cut,
 * and by polling where no byte of the stream arrives.
 * @param onProgress is called with the export after each answer or event
 * @param onLost is called with the failure when the server cannot be reached, and with `undefined` when it can again
 */
export async function followExport({
  api,
  id,
  onProgress,
  onLost,
  signal,
  timing = TIMING,
}: {
  api: Pick<Api, 'call' | 'read'>;
  id: string;
  onProgress: (now: Export) => void;
  onLost: (failure: Failure | undefined) => void;
  signal: AbortSignal;
  timing?: Timing;
}): Promise<void> {
  let lastId = '';
  let over = false;
  let emptyAttempts = 0;
  let failures = 0;

  function received(now: Export) {
    if (signal.aborted) return;
    failures = 0;
    over = !isUnderWay(now.status);
    onLost(undefined);
    onProgress(now);
  }

  /** True when the failure ends the watching. */
  function failed(error: unknown): boolean {
    if (signal.aborted) return true;
    if (!(error instanceof Failure)) throw error;
    failures += 1;
    // One broken try is not worth a word: the next may do.
    if (failures > 1 || FINAL.has(error.kind)) onLost(error);
    return FINAL.has(error.kind);
  }

  /** Listens to the stream until it ends, breaks or falls silent. */
  async function listen(): Promise<'heard' | 'dry' | 'silent' | 'over'> {
    const idleTimeout = new AbortController();
    let timer = setTimeout(() => idleTimeout.abort(), timing.idleTimeout);
    let any = false;
    try {
      await api.read(
        streamExport,
        { path: { id }, quiet: true, ...(lastId === '' ? {} : { headers: { 'Last-Event-ID': lastId } }) },
        async ({ body }) => {
          if (body === null) return;
          for await (const event of readEvents(body)) {
            clearTimeout(timer);
            timer = setTimeout(() => idleTimeout.abort(), timing.idleTimeout);
            any = true;
            // A sign of life is one: the server is there.
            if (failures > 0) onLost(undefined);
            failures = 0;
            if (event.kind === 'beat') continue;
            const now = parsed(event.data);
            if (now === undefined) continue;
            lastId = event.id;
            received(now);
            if (over || signal.aborted) return;
          }
        },
        AbortSignal.any([signal, idleTimeout.signal]),
      );
    } catch (error) {
      if (!idleTimeout.signal.aborted && failed(error)) return 'over';
    } finally {
      clearTimeout(timer);
    }
    if (idleTimeout.signal.aborted) return 'silent';
    return any ? 'heard' : 'dry';
  }

  while (!over && !signal.aborted) {
    if (emptyAttempts < MAX_EMPTY_STREAMS) {
      const how = await listen();
      if (how === 'over') return;
      emptyAttempts = how === 'heard' ? 0 : how === 'silent' ? MAX_EMPTY_STREAMS : emptyAttempts + 1;
      if (how === 'heard') {
        if (!over) await pause(timing.again, signal);
        continue;
      }
    }
    if (signal.aborted) return;
    let wait = timing.poll;
    try {
      received(await api.call(getExport, { path: { id }, quiet: true }, signal));
    } catch (error) {
      if (failed(error)) return;
      const retryAfterMs = Math.min(
        MAX_RETRY_AFTER_MS,
        error instanceof Failure ? (error.retryAfter ?? 0) * 1000 : 0,
      );
      wait = Math.max(retryAfterMs, Math.min(timing.longest, timing.poll * 2 ** (failures - 1)));
    }
    if (!over) await pause(wait, signal);
  }
}

/** The export in an event; undefined for what is none. */
function parsed(data: string): Export | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return getExport.check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
