import type { PoolClient } from 'pg';
import type { AccessRow } from '../../core/access/state.ts';
import type { Job, OutgoingEmail } from '../../core/ports.ts';

/** What a unit has put down beside the rows. */
export interface PutDown {
  readonly log: AccessRow[];
  readonly jobs: Job[];
  readonly emails: OutgoingEmail[];
}

/** Appends entries of the access log, jobs and emails. */
export async function append(client: PoolClient, { log, jobs, emails }: PutDown): Promise<void> {
  for (const row of log)
    await client.query(
      'insert into privacy.access_log (id, at, account_id, person_id, scope, body) values ($1, $2, $3, $4, $5, $6)',
      [row.id, row.at, row.accountId, row.userId, row.scope, JSON.stringify(row)],
    );
  for (const { kind, ...payload } of jobs)
    await client.query('insert into privacy.jobs (kind, payload) values ($1, $2)', [
      kind,
      JSON.stringify(payload),
    ]);
  for (const email of emails)
    await client.query('insert into privacy.outbox (email) values ($1)', [JSON.stringify(email)]);
}
