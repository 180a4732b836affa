import type { Pool } from 'pg';

/**
 * Lets connections break while they are closed. The end of a pool does not wait for them, and a PostgreSQL that stops meanwhile
 * reports it to a client that nobody listens to any more, which would end the process.
 */
export const allowBreakAtEnd = (pool: Pool): Pool =>
  pool.on('connect', client => client.on('error', () => undefined));
