import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { moscowDate } from '../../src/domain/calendar.ts';
import type { DatedVersion } from '../../core/ports.ts';
import { versionsAt } from '../../core/policy/versions.ts';
import { errorFields, type Logger } from '../log.ts';

/** How often a coming version is looked for, ms. */
const EVERY_MS = 3_600_000;
/** People of one transaction. */
const BATCH = 1000;

/** The versions that are announced and not yet in force; an example is announced to nobody. */
export const comingVersions = (versions: readonly DatedVersion[], now: Date): DatedVersion[] =>
  versions.filter(({ effectiveFrom, source }) => source === 'policy' && effectiveFrom > moscowDate(now));

/**
 * Puts down an email about each coming version for everybody in the directory who has none of it.
 * @param jobsPool connections of the role `privacy_jobs`
 * @returns how many emails were put down
 */
export async function announcePolicy(
  jobsPool: Pool,
  versions: readonly DatedVersion[],
  now: Date,
): Promise<number> {
  let put = 0;
  for (const { id, effectiveFrom } of comingVersions(versions, now))
    for (let last = BATCH; last === BATCH; put += last) {
      const { rows } = await jobsPool.query<{ put: number }>(
        'select privacy.announce_policy($1, $2, $3, $4) as put',
        [id, effectiveFrom, now, BATCH],
      );
      last = rows[0]?.put ?? 0;
    }
  return put;
}

/** Announces coming versions of the policy, at the start and once an hour. @returns what stops it */
export function startAnnouncing(jobsPool: Pool, clock: () => Date, log: Logger): () => Promise<void> {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const now = clock();
      try {
        const put = await announcePolicy(jobsPool, versionsAt(now), now);
        if (put > 0) log.info({ put }, 'emails about a coming version of the policy were put down');
      } catch (thrown) {
        log.error(errorFields(thrown), 'a coming version of the policy was not announced');
      }
      await sleep(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await done;
  };
}
