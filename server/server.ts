import type { Server } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Hono } from 'hono';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database.ts';
import { directoryAround } from './directory.ts';
import { folderFiles } from './files/folder.ts';
import { folderParts } from './files/parts.ts';
import { replay } from './ledger/replay.ts';
import { type SecondPlace, secondPlaceIn } from './ledger/second-place.ts';
import { errorFields, type Logger } from './log.ts';
import { type Mailer, smtpMailer } from './mail/mailer.ts';
import { startOutboxLoop } from './mail/outbox.ts';
import type { Installation } from './postgres/migrate.ts';
import { allowBreakAtEnd } from './postgres/pool-end.ts';
import { postgresStore } from './postgres/store.ts';
import { connectedSources, type SourcesOf } from './sources/connected.ts';
import { startJobLoop } from './worker.ts';

const HEADERS_MS = 10_000;
const REQUEST_MS = 60_000;
/** Proxies keep connections for about a minute: the server closes them later than they do. */
const KEEP_ALIVE_MS = 75_000;
/** How long requests that are running have to end at a stop. */
const STOP_MS = 10_000;

/** A server that runs. */
export interface RunningServer {
  readonly port: number;
  /** Takes no new connections, lets requests and jobs that are running end for 10 s, and closes the database. */
  stop(): Promise<void>;
}

/** What a program changes in the server. */
export interface ServerOptions {
  /** The clock; tests set one. */
  readonly clock?: () => Date;
  /** What the database is for; default `production`. */
  readonly installation?: Installation;
  /** Takes emails over in the place of the mail server of the settings: the demo's. */
  readonly mailer?: Mailer;
  /** Puts routes before those of the server: the demo's. */
  readonly around?: (app: Hono) => Hono;
}

/**
 * Opens the database and listens.
 * @throws Error in words for the operator
 */
export async function startServer(
  config: Config,
  log: Logger,
  {
    clock = () => new Date(),
    installation = 'production',
    around = app => app,
    mailer = config.mail && smtpMailer(config.mail),
  }: ServerOptions = {},
): Promise<RunningServer> {
  const database = await openDatabase(config, log, installation);
  const secondPlace = await openSecondPlace(config, database, log).catch(async (thrown: unknown) => {
    await database.close();
    throw thrown;
  });
  const files = folderFiles(join(config.dataFolder, 'files'));
  const connections = config.sources.map(({ manifest, url }) => ({
    manifest,
    pool: sourcePool(url, log),
    lastGoodAt: clock(),
  }));
  const sourcesOf: SourcesOf = at =>
    connectedSources(connections, at, (system, thrown) =>
      log.error({ system, ...errorFields(thrown) }, 'a source did not answer'),
    );
  const partFiles = folderParts(join(config.dataFolder, 'copies'));
  let stopping = false;
  const inner = createApp({
    config,
    log,
    pool: database.pool,
    sourcesOf,
    partFiles,
    store: postgresStore(database.pool, secondPlace),
    files,
    clock,
    isReady: () => !stopping,
  });
  const server = createAdaptorServer({ fetch: around(inner).fetch, hostname: config.host }) as Server;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await listen(server, config);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
  if (mailer === undefined)
    log.warn('SMTP_URL is not set: emails wait in the database and nobody is sent any, not for production');
  const outbox =
    mailer &&
    startOutboxLoop({
      pool: database.jobsPool,
      mailer,
      directoryOf: userId => directoryAround(database.pool, userId),
      clock,
      log,
    });
  const jobs = startJobLoop({
    store: postgresStore(database.jobsPool, secondPlace),
    files,
    partFiles,
    sourcesOf,
    directoryOf: userId => directoryAround(database.pool, userId),
    clock,
    log,
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      stopping = true;
      await Promise.all([close(server), jobs.stop(), outbox?.stop()]);
      await secondPlace?.close();
      await Promise.all(connections.map(({ pool }) => pool.end()));
      await database.close();
    },
  };
}

/** Connections to a system: a few, and a short wait, for a customer waits for the answer. */
function sourcePool(url: string, log: Logger): Pool {
  const pool = new Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 2000 });
  // A connection that breaks while nobody uses it is opened anew by the next question.
  pool.on('error', thrown => log.warn(errorFields(thrown), 'a connection to a source broke'));
  return allowBreakAtEnd(pool);
}

/** Opens the second place after what the database lacks of it was applied. */
async function openSecondPlace(
  { ledgerFolder }: Config,
  { jobsPool }: Database,
  log: Logger,
): Promise<SecondPlace | undefined> {
  if (ledgerFolder === undefined) {
    log.warn(
      'LEDGER_DIR is not set: a restored backup undoes the opt-outs that are newer, not for production',
    );
    return undefined;
  }
  const { missing, applied, left } = await replay(jobsPool, ledgerFolder);
  if (missing > 0)
    log.warn(
      { missing, applied: applied.length, left: left.map(({ id, kind }) => ({ id, kind })) },
      'applied decisions that the database lacked; people have to look at those that are left',
    );
  return secondPlaceIn(ledgerFolder);
}

const listen = (server: Server, { port, host }: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`PORT: ${port} is in use on ${host}`) : error),
    );
    server.listen(port, host, resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
