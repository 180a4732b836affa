import type { Pool, PoolClient } from 'pg';
import type { Job } from '../../core/ports.ts';
import { copyOf, type Owner } from '../../core/rows.ts';
import { appendEntries } from '../postgres/ledger.ts';
import { append } from '../postgres/put-down.ts';
import { load } from '../postgres/rows.ts';
import { lockOwner } from '../postgres/lock.ts';
import { transaction } from '../postgres/transaction.ts';
import { suppress } from '../letters/suppressions.ts';
import { applyEntry } from './apply.ts';
import type { StoredEntry } from './entry.ts';
import { missingOf } from './missing.ts';
import { readSecondPlace } from './second-place.ts';

/** What a replay came to. */
export interface Replayed {
  /** Entries that the database has lacked. */
  readonly missing: number;
  /** Those that stand again. */
  readonly applied: readonly StoredEntry[];
  /** Those that people have to look at: a yes that is lost, an erasure that has to be done again. */
  readonly left: readonly StoredEntry[];
}

const keyOf = ({ kind, subject }: Pick<StoredEntry, 'kind' | 'subject'>): string => `${kind} ${subject}`;

/** What the ledger in the database has of a person: the ids, and when each subject was decided about last. */
async function knownOf(
  client: PoolClient,
  userId: string,
): Promise<{ ids: Set<string>; lastBy: Map<string, string> }> {
  const { rows } = await client.query<{
    id: string;
    kind: StoredEntry['kind'];
    subject: string;
    written_at: Date;
  }>('select id, kind, subject, written_at from privacy.ledger where person_id = $1 order by written_at', [
    userId,
  ]);
  return {
    ids: new Set(rows.map(({ id }) => id)),
    lastBy: new Map(rows.map(row => [keyOf(row), row.written_at.toISOString()])),
  };
}

/** Whose rows the entries of a person concern: copies that a consent allowed lie in accounts. */
async function ownerOf(pool: Pool, userId: string, entries: readonly StoredEntry[]): Promise<Owner> {
  if (!entries.some(({ kind }) => kind === 'consent')) return { userId, accountIds: [] };
  const { rows } = await pool.query<{ id: string }>('select privacy.accounts_of_copies($1) as id', [userId]);
  return { userId, accountIds: rows.map(({ id }) => id).toSorted() };
}

/** Applies the entries of one person in one transaction, and notes all of them as known. */
const replayPerson = async (
  pool: Pool,
  userId: string,
  entries: readonly StoredEntry[],
): Promise<Replayed> => {
  const owner = await ownerOf(pool, userId, entries);
  return transaction(pool, owner, 'read write', async client => {
    await lockOwner(client, owner);
    // Another process may have committed some of them while this one waited for the lock.
    const { ids, lastBy } = await knownOf(client, userId);
    const missing = entries.filter(({ id }) => !ids.has(id));
    const newest = [...new Map(missing.map(entry => [keyOf(entry), entry])).values()].filter(
      entry => entry.writtenAt > (lastBy.get(keyOf(entry)) ?? ''),
    );
    const loaded = await load(client, owner);
    const { rows, putBack } = copyOf(loaded.rows, owner);
    const jobs: { job: Job; afterMs: number }[] = [];
    const enqueue = (job: Job, afterMs = 0): void => void jobs.push({ job, afterMs });
    const stands = newest.map(entry => applyEntry({ rows, enqueue }, entry));
    putBack();
    await loaded.save();
    for (const entry of newest) await suppress(client, entry, true);
    await append(client, owner, new Date(), { log: [], jobs, emails: [] });
    await appendEntries(client, missing);
    return {
      missing: missing.length,
      applied: newest.filter((_, at) => stands[at]),
      left: newest.filter((_, at) => !stands[at]),
    };
  });
};

/**
 * Applies the decisions of the second place that the database lacks, as after a restore from a backup that is older than they
 * are. Of several about one subject the last one counts. It may be done again, and by several processes at once.
 * @param pool connections of the role `privacy_jobs`
 * @param folder the second place
 * @throws Error when a file of the second place is broken
 */
export async function replay(pool: Pool, folder: string): Promise<Replayed> {
  const byPerson = new Map<string, StoredEntry[]>();
  for (const entry of await missingOf(pool, await readSecondPlace(folder))) {
    const own = byPerson.get(entry.userId) ?? [];
    own.push(entry);
    byPerson.set(entry.userId, own);
  }
  const all: Replayed[] = [];
  for (const [userId, entries] of byPerson) all.push(await replayPerson(pool, userId, entries));
  return {
    missing: all.reduce((sum, { missing }) => sum + missing, 0),
    applied: all.flatMap(({ applied }) => applied),
    left: all.flatMap(({ left }) => left),
  };
}
