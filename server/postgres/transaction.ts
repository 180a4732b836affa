import type { Pool, PoolClient } from 'pg';
import type { Owner } from '../../core/rows.ts';

/** Codes of PostgreSQL after which the same transaction may be tried again: serialization failure and deadlock. */
const AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

const codeOf = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;

/**
 * Runs `work` in one transaction whose settings name the owner, which row-level security compares rows with.
 * The settings end with the transaction, so a connection of the pool carries nobody's rights.
 * @throws whatever `work` throws; nothing is kept then
 */
export async function transaction<T>(
  pool: Pool,
  { userId, accountIds }: Owner,
  access: 'read only' | 'read write',
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    // A connection that breaks between two statements says so here; nobody listening would end the process.
    const onBroken = (error: Error) => {
      broken = error;
    };
    client.on('error', onBroken);
    try {
      await client.query(`begin ${access}`);
      await client.query(
        "select set_config('privacy.person', $1, true), set_config('privacy.accounts', $2::text[]::text, true)",
        [userId, accountIds],
      );
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (thrown) {
      await client.query('rollback').catch((error: unknown) => {
        onBroken(error instanceof Error ? error : new Error(String(error)));
      });
      if (attempt >= ATTEMPTS || !AGAIN.has(String(codeOf(thrown)))) throw thrown;
    } finally {
      if (broken === undefined) client.off('error', onBroken);
      // A connection that cannot roll back is closed and not given to the next transaction.
      client.release(broken);
    }
  }
}
