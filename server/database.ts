import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import type { Config } from './config.ts';
import { errorFields, type Logger } from './log.ts';
import { requireBoundRole } from './postgres/check-role.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { openPool } from './postgres/pool.ts';
import { type Installation, migrate, requireMigrated } from './postgres/migrate.ts';

/** Connections of a pool: requests wait for each other, the jobs of a process are few. */
const CONNECTIONS = { customers: 10, jobs: 4 };
/** A statement, a lock and a transaction without a statement end after this long. */
const STATEMENT_MS = 10_000;
const CONNECT_MS = 5000;

/** The database of the server. */
export interface Database {
  /** Connections of the role `privacy_customer`. */
  readonly pool: Pool;
  /** Connections of the role `privacy_jobs`. */
  readonly jobsPool: Pool;
  close(): Promise<void>;
}

/**
 * Opens the database of the settings, or starts one; applies migrations where the owner's connection is known.
 * @throws Error in words for the operator
 */
export async function openDatabase(
  {
    databaseUrl,
    jobsUrl,
    migrationUrl,
    dataFolder,
  }: Pick<Config, 'databaseUrl' | 'jobsUrl' | 'migrationUrl' | 'dataFolder'>,
  log: Logger,
  kind: Installation,
): Promise<Database> {
  const embedded = databaseUrl === undefined ? await startEmbedded(dataFolder) : undefined;
  if (embedded !== undefined)
    log.warn(
      { folder: join(dataFolder, 'postgres') },
      'DATABASE_URL is not set: PostgreSQL runs beside the server, not for production',
    );
  const poolOf = (connectionString: string | undefined, max: number, name: string): Pool =>
    openPool(
      {
        connectionString,
        max,
        connectionTimeoutMillis: CONNECT_MS,
        statement_timeout: STATEMENT_MS,
        lock_timeout: STATEMENT_MS,
        idle_in_transaction_session_timeout: STATEMENT_MS,
        application_name: name,
      },
      error => log.warn(errorFields(error), 'a connection of the pool broke'),
    );
  const pool = poolOf(
    databaseUrl ?? embedded?.url('privacy_customer'),
    CONNECTIONS.customers,
    'privacy-server',
  );
  const jobsPool = poolOf(jobsUrl ?? embedded?.url('privacy_jobs'), CONNECTIONS.jobs, 'privacy-jobs');
  const close = async () => {
    await Promise.all([pool.end(), jobsPool.end()]);
    await embedded?.stop();
  };
  try {
    const owner = migrationUrl ?? embedded?.url('privacy_owner');
    if (owner !== undefined) await applyMigrations(owner, log, kind);
    await requireBoundRole(pool, 'DATABASE_URL', 'privacy_customer');
    await requireBoundRole(jobsPool, 'JOBS_DATABASE_URL', 'privacy_jobs');
    await requireMigrated(pool, kind);
    return { pool, jobsPool, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function applyMigrations(url: string, log: Logger, kind: Installation): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  await client.connect();
  try {
    for (const name of await migrate(client, kind)) log.info({ migration: name }, 'applied a migration');
  } finally {
    await client.end();
  }
}
