import type { Pool } from 'pg';
import { transaction } from '../postgres/transaction.ts';
import { cutoffOf, type Retention, type RetentionRow } from './retention.ts';

/** Rows of one statement: a transaction stays short. */
const BATCH = 1000;

/** Keys of the rows of a table whose time is over; nobody waits for a row that a customer's write holds. */
const over = (table: string, key: string, where: string): string =>
  `select ${key} from privacy.${table} where ${where} limit ${BATCH} for update skip locked`;

/** Rows that nothing else belongs to. */
const simple = (table: string, key: string, at: string): string => `
  with gone as (
    delete from privacy.${table}
    where ${key} in (select ${key} from privacy.${table} where ${at} < privacy.retention_cutoff() limit ${BATCH})
    returning 1
  )
  select count(*)::int as deleted from gone`;

/** Requests with their files: rows at once, the bytes by jobs. */
const requests = (where: string): string => `
  with gone as (
    delete from privacy.requests
    where key in (${over('requests', 'key', `${where} and retention_from < privacy.retention_cutoff()`)})
    returning key
  ), files as (
    delete from privacy.attachments where request_id in (select key from gone) returning key, account_id, person_id
  ), bytes as (
    insert into privacy.jobs (kind, payload, person_id, account_ids, due_at)
    select 'delete-attachment-bytes', json_build_object('attachmentId', key), person_id, array[account_id], $1 from files
  )
  select count(*)::int as deleted from gone`;

const COPIES = `
  with gone as (
    delete from privacy.exports
    where key in (${over('exports', 'key', 'retention_from < privacy.retention_cutoff()')})
    returning key, account_id, person_id, json_array_length(body -> 'runs') as runs
  ), files as (
    insert into privacy.jobs (kind, payload, person_id, account_ids, due_at)
    select 'delete-copy-files', json_build_object('exportId', key, 'run', run), person_id, array[account_id], $1
    from gone, generate_series(1, runs) as run
  )
  select count(*)::int as deleted from gone`;

/** A job is over when it has been due for so long and nobody does it. */
const JOBS = `
  with gone as (
    delete from privacy.jobs where id in (${over(
      'jobs',
      'id',
      'due_at < privacy.retention_cutoff() and (leased_until is null or leased_until < clock_timestamp())',
    )})
    returning 1
  )
  select count(*)::int as deleted from gone`;

/** Entries of the access log go by a function that puts their places into the chain. */
const ACCESS_LOG = `
  select coalesce(sum(privacy.erase_log(account, ${BATCH})), 0)::int as deleted
  from privacy.accounts_with_log_over() as account`;

/** What deletes a row of `RETENTION`; `$1` is the instant, where jobs are put down. Logs go by whatever stores them, a person's «no» stays. */
const STATEMENTS: Readonly<Partial<Record<RetentionRow, readonly string[]>>> = {
  drafts: [requests("status = 'draft'")],
  cases: [requests("status <> 'draft'")],
  copies: [COPIES],
  consents: [simple('consents', 'key', 'retention_from')],
  acknowledgements: [
    simple('acknowledgements', 'key', "(body ->> 'at')::timestamptz"),
    simple('policy_announcements', 'place', 'at'),
  ],
  'access-log': [ACCESS_LOG, simple('disclosures', 'id', "(body ->> 'at')::timestamptz")],
  emails: [simple('emails', 'id', "(body ->> 'at')::timestamptz")],
  'kept-answers': [simple('kept_answers', 'slot', 'at')],
  jobs: [JOBS, simple('outbox', 'id', 'put_at')],
};

const NOBODY = { userId: '', accountIds: [] };

async function deleteBatch(jobsPool: Pool, statement: string, now: Date, cutoff: Date): Promise<number> {
  return transaction(jobsPool, NOBODY, 'read write', async client => {
    await client.query("select set_config('privacy.retention_cutoff', $1, true)", [cutoff.toISOString()]);
    const { rows } = await client.query<{ deleted: number }>(
      statement,
      statement.includes('$1') ? [now] : [],
    );
    return rows[0]?.deleted ?? 0;
  });
}

/**
 * Deletes what is over. Several processes may do so at the same time: each takes rows that no other holds.
 * @param jobsPool connections of the role `privacy_jobs`, which alone may delete
 * @returns how many rows were deleted, by row of `RETENTION`
 */
export async function sweep(
  jobsPool: Pool,
  retention: Retention,
  now: Date,
): Promise<Partial<Record<RetentionRow, number>>> {
  const counts: Partial<Record<RetentionRow, number>> = {};
  for (const [name, statements] of Object.entries(STATEMENTS) as [RetentionRow, readonly string[]][]) {
    const cutoff = cutoffOf(retention, name, now);
    if (cutoff === undefined) continue;
    for (const statement of statements)
      for (;;) {
        const deleted = await deleteBatch(jobsPool, statement, now, cutoff);
        if (deleted > 0) counts[name] = (counts[name] ?? 0) + deleted;
        if (deleted < BATCH) break;
      }
  }
  return counts;
}
