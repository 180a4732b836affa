import { Pool, type PoolConfig } from 'pg';

/**
 * A pool whose connections take statements without waiting for the answer to the one before, so that those of a transaction that do
 * not depend on each other travel together. A connection may break at any time: `pg` emits an error for each, and without a listener
 * that ends the process. An idle connection has the pool's listener and a transaction its own; neither is there in the instant in which a connection
 * goes from one to the other.
 * @param onBroken is called with the error of an idle connection, which the next statement replaces
 */
export function openPool(config: PoolConfig, onBroken: (error: Error) => void): Pool {
  const pool = new Pool({ pipeline: true, ...config });
  pool.on('connect', client => client.on('error', () => undefined));
  pool.on('error', onBroken);
  return pool;
}
