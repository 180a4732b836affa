import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Decision } from '../../core/ledger.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import { allAnswered } from './transaction.ts';

/** Entries of the decisions of a write. They are made after its owner was locked. */
export const entriesOf = (decisions: readonly Decision[], now: Date): StoredEntry[] =>
  decisions.map(decision => ({
    ...decision,
    id: randomUUID(),
    at: now.toISOString(),
    writtenAt: new Date().toISOString(),
  }));

/** Appends entries to the ledger. */
export async function appendEntries(client: PoolClient, entries: readonly StoredEntry[]): Promise<void> {
  await allAnswered(
    entries.map(({ id, at, writtenAt, userId, kind, subject, state }) =>
      client.query(
        'insert into privacy.ledger (id, at, written_at, person_id, kind, subject, state) values ($1, $2, $3, $4, $5, $6, $7)',
        [id, at, writtenAt, userId, kind, subject, state],
      ),
    ),
  );
}
