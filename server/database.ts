import { join } from 'node:path';
import { Client, Pool } from 'pg';
import type { Config } from './config.ts';
import { errorFields, type Logger } from './log.ts';
import { requireBoundRole } from './postgres/check-role.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { type Installation, migrate, requireMigrated } from './postgres/migrate.ts';

const CONNECTIONS = 10;
/** A statement, a lock and a transaction without a statement end after this long. */
const STATEMENT_MS = 10_000;
const CONNECT_MS = 5000;

/** The database of the server. */
export interface Database {
  /** Connections of the role `privacy_customer`. */
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * Opens the database of the settings, or starts one; applies migrations where the owner's connection is known.
 * @throws Error in words for the operator
 */
export async function openDatabase(
  { databaseUrl, migrationUrl, dataFolder }: Pick<Config, 'databaseUrl' | 'migrationUrl' | 'dataFolder'>,
  log: Logger,
  kind: Installation,
): Promise<Database> {
  const embedded = databaseUrl === undefined ? await startEmbedded(dataFolder) : undefined;
  if (embedded !== undefined)
    log.warn(
      { folder: join(dataFolder, 'postgres') },
      'DATABASE_URL is not set: PostgreSQL runs beside the server, not for production',
    );
  const pool = new Pool({
    connectionString: databaseUrl ?? embedded?.url('privacy_customer'),
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    application_name: 'privacy-server',
  });
  // An idle connection that breaks is replaced by the next request.
  pool.on('error', error => log.warn(errorFields(error), 'a connection of the pool broke'));
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    const owner = migrationUrl ?? embedded?.url('privacy_owner');
    if (owner !== undefined) await applyMigrations(owner, log, kind);
    await requireBoundRole(pool, 'DATABASE_URL');
    await requireMigrated(pool, kind);
    return { pool, close };
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
