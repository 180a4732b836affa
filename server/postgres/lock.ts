import type { PoolClient } from 'pg';
import type { Owner } from '../../core/rows.ts';
import { allAnswered } from './transaction.ts';

/** Locks a person and then the accounts, by id: always in this order, so that two writes cannot wait for each other. */
export async function lockOwner(client: PoolClient, { userId, accountIds }: Owner): Promise<void> {
  const names = [`person ${userId}`, ...accountIds.toSorted().map(id => `account ${id}`)];
  await allAnswered(
    names.map(name => client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name])),
  );
}
