import type { Pool, PoolClient } from 'pg';
import type { Outcome, Store, Unit } from '../../core/ports.ts';
import type { Decision } from '../../core/ledger.ts';
import { copyOf, type Owner, type Rows } from '../../core/rows.ts';
import { postgresJobs } from './jobs.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import type { SecondPlace } from '../ledger/second-place.ts';
import { claimKey } from './kept-answers.ts';
import { type Numbers, numbersIn, SeriesNotLocked } from './numbers.ts';
import { append, type PutDown } from './put-down.ts';
import { appendEntries, entriesOf } from './ledger.ts';
import { keepSuppressions, type SuppressionRules } from '../letters/suppressions.ts';
import { lockOwner } from './lock.ts';
import { load, readAll, readTable } from './rows.ts';
import { allAnswered, transaction } from './transaction.ts';

const unitOf = (rows: Rows, numbers: Numbers): { unit: Unit; putDown: PutDown } => {
  const putDown: PutDown = { log: [], jobs: [], emails: [], optOuts: [] };
  const unit: Unit = {
    rows,
    log: row => void putDown.log.push(row),
    enqueue: (job, afterMs = 0) => void putDown.jobs.push({ job, afterMs }),
    mail: email => void putDown.emails.push(email),
    optOut: (userId, topics) =>
      putDown.optOuts.push(
        ...topics.map((subject): Decision => ({ userId, kind: 'subscription', subject, state: 'off' })),
      ),
    number: series => numbers.next(series),
  };
  return { unit, putDown };
};

/** Does the work on a private copy of the rows. Work that needs a number is done again once its series is locked. */
async function worked<T>(
  rows: Rows,
  owner: Owner,
  numbers: Numbers,
  work: (unit: Unit) => Outcome<T> | Promise<Outcome<T>>,
): Promise<{ outcome: Outcome<T>; putDown: PutDown; decisions: Decision[] }> {
  for (;;) {
    const copy = copyOf(rows, owner);
    numbers.startAgain();
    const { unit, putDown } = unitOf(copy.rows, numbers);
    try {
      const outcome = await work(unit);
      const decisions = copy.decisions();
      copy.putBack();
      return { outcome, putDown, decisions };
    } catch (thrown) {
      if (!(thrown instanceof SeriesNotLocked)) throw thrown;
      await numbers.lock(thrown.series);
    }
  }
}

/** Does the work on the owner's rows, which stay locked until the transaction ends, and saves all that came of it. */
async function saved<T>(
  client: PoolClient,
  owner: Owner,
  now: Date,
  work: (unit: Unit) => Outcome<T> | Promise<Outcome<T>>,
  suppressions: SuppressionRules | undefined,
): Promise<{ outcome: Outcome<T>; entries: StoredEntry[] }> {
  const [, loaded] = await allAnswered([lockOwner(client, owner), load(client, owner)] as const);
  const numbers = numbersIn(client, now);
  const { outcome, putDown, decisions } = await worked(loaded.rows, owner, numbers, work);
  const entries = entriesOf(decisions, now);
  const [, , , kept] = await allAnswered([
    loaded.save(),
    append(client, owner, now, putDown),
    numbers.save(),
    suppressions === undefined
      ? entries
      : keepSuppressions(client, owner.userId, { entries, optOuts: putDown.optOuts, now }, suppressions),
  ] as const);
  await appendEntries(client, kept);
  return { outcome, entries: kept };
}

/**
 * The store over PostgreSQL. A read is one read-only transaction; a write is one transaction: the idempotency key, the owner's
 * locks, the private copy, and everything that came of the work, together or not at all.
 * @param pool connections of the role `privacy_customer`; of `privacy_jobs` for a worker, whose rights reach all rows of an account
 * @param secondPlace where decisions are written a second time before their write is acknowledged
 * @param suppressions how a «no» to mailings is kept by the digest of its address; without it none is
 */
export function postgresStore(pool: Pool, secondPlace?: SecondPlace, suppressions?: SuppressionRules): Store {
  return {
    jobs: postgresJobs(pool, async (client, owner, now, work) => {
      const { entries } = await saved(client, owner, now, unit => ({ value: work(unit) }), suppressions);
      await secondPlace?.append(entries);
    }),

    holderOf: async token => {
      const { rows } = await pool.query<{ holder: string | null }>('select privacy.holder_of($1) as holder', [
        token,
      ]);
      return rows[0]?.holder ?? undefined;
    },

    ownerOfLink: async (exportId, link) => {
      const { rows } = await pool.query<{ person_id: string; account_id: string }>(
        'select person_id, account_id from privacy.owner_of_link($1, $2)',
        [exportId, link],
      );
      const [row] = rows;
      return row && { userId: row.person_id, accountIds: [row.account_id] };
    },

    read: async (owner, work, only) =>
      work(await (only === undefined ? readAll(pool, owner) : readTable(pool, owner, only))),

    write: (owner, now, key, work) =>
      transaction(pool, owner, 'read write', async client => {
        // Without a person there is nobody whose key it could be.
        const claimed =
          key === undefined || owner.userId === ''
            ? undefined
            : await claimKey(client, owner.userId, now, key);
        if (claimed?.kept !== undefined) return { kept: claimed.kept };
        const { outcome, entries } = await saved(client, owner, now, work, suppressions);
        await (outcome.rejected === true ? claimed?.free() : claimed?.keep(outcome.keep));
        // The last step before the commit: what is acknowledged is in both places, and a lost write leaves at most its entry.
        await secondPlace?.append(entries);
        return { value: outcome.value };
      }),
  };
}
