import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import { isUnderWay } from '../../src/domain/export-states.ts';

/** What a stream looks at again and again, and what it sends when that has changed. */
export interface Watched {
  /** The id of the last event the client has seen; NaN for none. */
  lastId: number;
  look(): Promise<{ id: number; status: ExportStatus; body: () => Promise<components['schemas']['Export']> }>;
  signal: AbortSignal;
}

const LOOK_EVERY = 250;
const HEARTBEAT = 2000;

/**
 * Progress as server-sent events: an event per change, a comment every 2 s, the end with the final state. A client that reconnects with the last id it received gets only newer events.
 */
export const eventStream = ({ lastId, look, signal }: Watched): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
  };
  return new ReadableStream<Uint8Array>({
    start: controller => {
      let seen = lastId;
      let wrote = Date.now();
      const send = (text: string) => {
        if (stopped) return;
        controller.enqueue(encoder.encode(text));
        wrote = Date.now();
      };
      const turn = async () => {
        if (stopped) return;
        const { id, status, body } = await look();
        if (stopped) return;
        const over = !isUnderWay(status);
        if (Number.isNaN(seen) || id > seen) {
          send(`event: export\nid: ${id}\ndata: ${JSON.stringify(await body())}\n\n`);
          seen = id;
        } else if (Date.now() - wrote >= HEARTBEAT) {
          send(': still here\n\n');
        }
        if (stopped) return;
        if (over) {
          stop();
          controller.close();
        } else {
          timer = setTimeout(() => void turn().catch(fail), LOOK_EVERY);
        }
      };
      const fail = (thrown: unknown) => {
        if (stopped) return;
        stop();
        controller.error(thrown);
      };
      signal.addEventListener('abort', stop);
      void turn().catch(fail);
    },
    cancel: stop,
  });
};
