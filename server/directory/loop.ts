import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { errorFields, type Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { copyDirectory } from './copy.ts';
import type { FoundDirectory } from './of-system.ts';

/** The number of the lock of the process that copies: the letters «dire» of ASCII. */
const LOCK = 0x64_69_72_65;

/** What copying the directory needs. */
export interface DirectoryLoopOptions {
  /** Connections of the role `privacy_jobs`. */
  readonly jobsPool: Pool;
  /** The directory of the system, as it is now. */
  readonly read: () => Promise<FoundDirectory>;
  /** How long a change in the system may take to count here, ms. */
  readonly everyMs: number;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'directoryCopied'>;
}

/**
 * Copies the directory of a system once, unless another process is doing so. What fails is logged and leaves the directory as it
 * was: a system that does not answer takes nobody's access.
 */
export async function copyOnce({
  jobsPool,
  read,
  log,
  metrics,
}: Omit<DirectoryLoopOptions, 'everyMs'>): Promise<void> {
  try {
    const client = await jobsPool.connect();
    let locked = false;
    try {
      const found = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
        LOCK,
      ]);
      locked = found.rows[0]?.locked === true;
      if (!locked) return;
      const directory = await read();
      const { changed, refused } = await copyDirectory(client, directory);
      metrics.directoryCopied(refused === undefined ? 'good' : 'refused');
      if (refused !== undefined)
        log.error(
          { people: refused },
          'the directory was not copied: too many people would go. «directory copy --may-shrink» copies it all the same',
        );
      if (directory.leftOut > 0)
        log.warn(
          { memberships: directory.leftOut },
          'memberships without their person or account are left out',
        );
      if (changed > 0) log.info({ changed }, 'the directory was copied');
    } finally {
      if (locked) await client.query('select pg_advisory_unlock($1)', [LOCK]);
      client.release();
    }
  } catch (thrown) {
    metrics.directoryCopied('failed');
    log.error(errorFields(thrown), 'the directory was not copied');
  }
}

/** Copies the directory of a system again and again. @returns what stops it, once a copy that is going on has ended */
export function startCopying(options: DirectoryLoopOptions): () => Promise<void> {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await copyOnce(options);
      await sleep(options.everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await done;
  };
}
