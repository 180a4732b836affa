import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { requireKnownKeys } from '../keys/known-keys.ts';
import { postgresGate } from '../letters/gate.ts';
import { secondPlaceIn } from '../ledger/second-place.ts';
import { errorFields, type Logger } from '../log.ts';
import { requireBoundRole } from '../postgres/check-role.ts';
import { type Installation, requireMigrated } from '../postgres/migrate.ts';
import { openPool } from '../postgres/pool.ts';
import { postgresStore } from '../postgres/store.ts';
import { createStaffApp } from './app.ts';
import type { StaffConfig } from './config.ts';

const CONNECTIONS = 4;
const STATEMENT_MS = 10_000;

/** The staff's program while it runs. */
export interface RunningStaffServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** What a program changes in it. */
export interface StaffServerOptions {
  readonly clock?: () => Date;
  /** What the database is for; default `production`. */
  readonly installation?: Installation;
}

/**
 * Opens the database with the staff's role and listens. It applies no migrations: the server does.
 * @throws Error in words for the operator
 */
export async function startStaffServer(
  { databaseUrl, ledgerFolder, keys, publicUrl, host, port, rules }: StaffConfig,
  log: Logger,
  { clock = () => new Date(), installation = 'production' }: StaffServerOptions = {},
): Promise<RunningStaffServer> {
  const pool = openPool(
    {
      connectionString: databaseUrl,
      max: CONNECTIONS,
      statement_timeout: STATEMENT_MS,
      lock_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: STATEMENT_MS,
      application_name: 'privacy-staff',
    },
    error => log.warn(errorFields(error), 'a connection of the pool broke'),
  );
  try {
    await requireBoundRole(pool, 'STAFF_DATABASE_URL', 'privacy_staff');
    await requireMigrated(pool, installation);
    await requireKnownKeys(pool, keys);
    const secondPlace = ledgerFolder === undefined ? undefined : secondPlaceIn(ledgerFolder);
    const app = createStaffApp({
      rules,
      pool,
      store: postgresStore(pool, secondPlace, { keys, mayLift: false }),
      gate: postgresGate({ pool, keys, ledgerFolder, publicUrl, log }),
      log,
      clock,
    });
    const server = createAdaptorServer({ fetch: app.fetch, hostname: host }) as Server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new Error(`STAFF_PORT: ${port} is in use on ${host}`) : error),
      );
      server.listen(port, host, resolve);
    });
    return {
      port: (server.address() as AddressInfo).port,
      stop: async () => {
        server.closeIdleConnections();
        await new Promise(resolve => {
          server.close(resolve);
        });
        await secondPlace?.close();
        await pool.end();
      },
    };
  } catch (thrown) {
    await pool.end();
    throw thrown;
  }
}
