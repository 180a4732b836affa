import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { errorFields, type Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Retention, RetentionRow } from './retention.ts';
import { sweep } from './sweep.ts';

/** How often what is over is looked for, ms. */
const EVERY_MS = 3_600_000;

/** Deletes what is over, at the start and once an hour; `alsoHourly` is done after it. @returns what stops it, once a sweep that is going on has ended */
export function startSweeping(
  jobsPool: Pool,
  retention: Retention,
  clock: () => Date,
  log: Logger,
  metrics: Pick<Metrics, 'deleted'>,
  alsoHourly: () => Promise<void> = async () => undefined,
): () => Promise<void> {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        const deleted = await sweep(jobsPool, retention, clock());
        for (const [row, count] of Object.entries(deleted)) metrics.deleted(row as RetentionRow, count);
        if (Object.keys(deleted).length > 0) log.info({ deleted }, 'deleted rows whose retention is over');
      } catch (thrown) {
        log.error(errorFields(thrown), 'rows whose retention is over were not deleted');
      }
      await alsoHourly().catch((thrown: unknown) =>
        log.error(errorFields(thrown), 'the root of the access log was not written'),
      );
      await sleep(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await done;
  };
}
