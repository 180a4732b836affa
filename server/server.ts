import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Hono } from 'hono';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { openPorts, startJobs } from './open-ports.ts';
import type { Installation } from './postgres/migrate.ts';
import { postgresStore } from './postgres/store.ts';

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
  { clock = () => new Date(), installation = 'production', around = app => app }: ServerOptions = {},
): Promise<RunningServer> {
  const opened = await openPorts(config, log, { clock, installation });
  const { database, secondPlace, files, partFiles, sourcesOf } = opened;
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
    await opened.close();
    throw thrown;
  }
  const jobs = config.jobs === 'here' ? startJobs(opened, clock, log) : undefined;
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      stopping = true;
      await Promise.all([close(server), jobs?.stop()]);
      await opened.close();
    },
  };
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
