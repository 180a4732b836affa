import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Owner } from '../../core/rows.ts';
import type { NamedStatement } from './tables.ts';

/** Codes of PostgreSQL after which the same transaction may be tried again: serialization failure and deadlock. */
const AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

const codeOf = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;

/**
 * Waits until each of the statements that were sent together is answered, also when one has failed: what follows on the connection
 * is sent after all of them.
 * @throws whatever the first of those that failed was answered with
 */
export async function allAnswered<const Sent extends readonly unknown[]>(
  sent: Sent,
): Promise<{ -readonly [At in keyof Sent]: Awaited<Sent[At]> }> {
  const answers = await Promise.allSettled(sent);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return Promise.all(sent);
}

/** Begins a transaction of an owner, with the settings that row-level security compares rows with. */
const begin = (client: PoolClient, { userId, accountIds }: Owner, access: 'read only' | 'read write') =>
  [
    client.query(`begin ${access}`),
    client.query(
      "select set_config('privacy.person', $1, true), set_config('privacy.accounts', $2::text[]::text, true)",
      [userId, accountIds],
    ),
  ] as const;

/** Lends a connection to `use` and gives it back; one that is broken is closed and not given to the next transaction. */
async function withConnection<T>(
  pool: Pool,
  use: (client: PoolClient, onBroken: (thrown: unknown) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements says so here; nobody listening would end the process.
  const onBroken = (thrown: unknown) => {
    broken = thrown instanceof Error ? thrown : new Error(String(thrown));
  };
  client.on('error', onBroken);
  try {
    return await use(client, onBroken);
  } finally {
    if (broken === undefined) client.off('error', onBroken);
    client.release(broken);
  }
}

/** The rows of one statement in a read-only transaction of its own, which is sent whole and waited for once. */
export const readIn = <Row extends QueryResultRow>(
  pool: Pool,
  owner: Owner,
  statement: NamedStatement,
): Promise<Row[]> =>
  withConnection(pool, async client => {
    const [, , { rows }] = await allAnswered([
      ...begin(client, owner, 'read only'),
      client.query<Row>(statement),
      // After a statement that has failed it ends the transaction as well.
      client.query('commit'),
    ] as const);
    return rows;
  });

/**
 * Runs `work` in one transaction whose settings name the owner, which row-level security compares rows with.
 * The settings end with the transaction, so a connection of the pool carries nobody's rights.
 * @throws whatever `work` throws; nothing is kept then
 */
export async function transaction<T>(
  pool: Pool,
  owner: Owner,
  access: 'read only' | 'read write',
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await withConnection(pool, async (client, onBroken) => {
      try {
        // The first statement of the work is sent behind them.
        const answers = await allAnswered([...begin(client, owner, access), work(client)] as const);
        await client.query('commit');
        return { result: answers[2] };
      } catch (thrown) {
        await client.query('rollback').catch(onBroken);
        if (attempt >= ATTEMPTS || !AGAIN.has(String(codeOf(thrown)))) throw thrown;
        return undefined;
      }
    });
    if (done !== undefined) return done.result;
  }
}
