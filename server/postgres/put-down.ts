import type { PoolClient } from 'pg';
import type { AccessRow } from '../../core/access/state.ts';
import type { Decision } from '../../core/ledger.ts';
import type { Job, OutgoingEmail } from '../../core/ports.ts';
import type { Owner } from '../../core/rows.ts';
import { allAnswered } from './transaction.ts';

/** A job with how long after the write it is due, ms. */
interface PutJob {
  readonly job: Job;
  readonly afterMs: number;
}

/** What a unit has put down beside the rows. */
export interface PutDown {
  readonly log: AccessRow[];
  readonly jobs: PutJob[];
  readonly emails: OutgoingEmail[];
  /** Opt-outs, also those that change no row. */
  readonly optOuts: Decision[];
}

/** Appends entries of the access log, jobs, which belong to the owner of the write, and emails. */
export async function append(
  client: PoolClient,
  { userId, accountIds }: Owner,
  now: Date,
  { log, jobs, emails }: Omit<PutDown, 'optOuts'>,
): Promise<void> {
  await allAnswered([
    ...log.map(row =>
      client.query(
        'insert into privacy.access_log (id, at, account_id, person_id, scope, body) values ($1, $2, $3, $4, $5, $6)',
        [row.id, row.at, row.accountId, row.userId, row.scope, JSON.stringify(row)],
      ),
    ),
    ...jobs.map(({ job: { kind, ...payload }, afterMs }) =>
      client.query(
        'insert into privacy.jobs (kind, payload, person_id, account_ids, due_at) values ($1, $2, $3, $4, $5)',
        [kind, JSON.stringify(payload), userId, accountIds, new Date(now.getTime() + afterMs)],
      ),
    ),
    ...emails.map(email =>
      client.query('insert into privacy.outbox (email, due_at) values ($1, $2)', [
        JSON.stringify(email),
        now,
      ]),
    ),
  ]);
}
