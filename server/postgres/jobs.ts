import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { jobHandlers } from '../../core/jobs/handlers.ts';
import type { Job, JobQueue, Unit } from '../../core/ports.ts';
import type { Owner } from '../../core/rows.ts';
import { transaction } from './transaction.ts';

/**
 * A worker that has not said for so long that it goes on has lost its job, by the clock of the database. A step says so every
 * second (core/jobs/worker.ts), and another worker has to begin it again within ten.
 */
export const LEASE_MS = 6000;

interface JobRow {
  id: string;
  kind: string;
  payload: object;
  person_id: string;
  account_ids: string[];
  due_at: Date;
  attempts: number;
}

/** A lease by somebody else, or of a job that is done, changes no row. */
const HELD = 'id = $1 and lease = $2';

const IN = (parameter: string) => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

/** A job of a kind that this program does not know is left to a newer one. */
const KINDS = Object.keys(jobHandlers);

const TAKE = `update privacy.jobs
  set lease = $2, leased_until = ${IN('$3')}, attempts = attempts + 1
  where id = (
    select id from privacy.jobs
    where due_at <= $1 and (leased_until is null or leased_until <= clock_timestamp()) and kind = any($4)
    order by due_at, id limit 1 for update skip locked
  )
  returning id, kind, payload, person_id, account_ids, due_at, attempts`;

/**
 * Jobs in PostgreSQL.
 * @param pool connections of the role `privacy_jobs`
 * @param decide does the work of a step within the transaction and saves what came of it
 */
export function postgresJobs(
  pool: Pool,
  decide: (client: PoolClient, owner: Owner, now: Date, work: (unit: Unit) => void) => Promise<void>,
): JobQueue {
  return {
    lease: async now => {
      const lease = randomUUID();
      const { rows } = await pool.query<JobRow>(TAKE, [now, lease, LEASE_MS, KINDS]);
      const [row] = rows;
      if (row === undefined) return undefined;
      return {
        id: row.id,
        job: { kind: row.kind, ...row.payload } as Job,
        owner: { userId: row.person_id, accountIds: row.account_ids, whole: true },
        attempt: row.attempts,
        dueAt: row.due_at,
        lease,
      };
    },

    renew: async ({ id, lease }) => {
      const { rowCount } = await pool.query(
        `update privacy.jobs set leased_until = ${IN('$3')} where ${HELD}`,
        [id, lease, LEASE_MS],
      );
      return rowCount === 1;
    },

    commit: ({ id, lease, owner }, now, work) =>
      transaction(pool, owner, 'read write', async client => {
        // The row is locked from here on: nobody can take the job over before the transaction has ended.
        const { rowCount } = await client.query(`delete from privacy.jobs where ${HELD}`, [id, lease]);
        if (rowCount !== 1) return false;
        await decide(client, owner, now, work);
        return true;
      }),

    retry: async ({ id, lease }, now, afterMs) => {
      await pool.query(
        `update privacy.jobs set due_at = $3, lease = null, leased_until = null where ${HELD}`,
        [id, lease, new Date(now.getTime() + afterMs)],
      );
    },
  };
}
