import type { Pool } from 'pg';

/** How a system answers, as it was last written down. */
export interface SourceState {
  readonly system: string;
  /** When it last answered; null when it never did. */
  readonly lastGoodAt: Date | null;
  readonly failingSince: Date | null;
  /** The code or the kind of the error. */
  readonly fault: string | null;
}

/** What was written down of all systems, by any process. @param jobsPool connections of the role `privacy_jobs` */
export async function sourceStates(jobsPool: Pick<Pool, 'query'>): Promise<SourceState[]> {
  const { rows } = await jobsPool.query<SourceState>(
    `select system, last_good_at as "lastGoodAt", failing_since as "failingSince", fault
     from privacy.source_states order by system`,
  );
  return rows;
}

/** Writes down how a system answers. Of a failure that another process has seen before, the earlier beginning stays. */
export async function saveSourceState(
  jobsPool: Pick<Pool, 'query'>,
  { system, lastGoodAt, failingSince, fault }: SourceState,
): Promise<void> {
  await jobsPool.query(
    `insert into privacy.source_states as known (system, last_good_at, failing_since, fault) values ($1, $2, $3, $4)
     on conflict (system) do update set
       last_good_at = greatest(known.last_good_at, excluded.last_good_at),
       failing_since = case when excluded.failing_since is null then null
         else coalesce(known.failing_since, excluded.failing_since) end,
       fault = excluded.fault`,
    [system, lastGoodAt, failingSince, fault],
  );
}
