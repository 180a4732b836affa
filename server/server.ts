import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import type { Logger } from './log.ts';

const HEADERS_MS = 10_000;
const REQUEST_MS = 60_000;
/** Proxies keep connections for about a minute: the server closes them later than they do. */
const KEEP_ALIVE_MS = 75_000;
/** How long requests that are running have to end at a stop. */
const STOP_MS = 10_000;

/** A server that runs. */
export interface RunningServer {
  readonly port: number;
  /** Takes no new connections, lets what runs end for 10 s, and closes the database. */
  stop(): Promise<void>;
}

/**
 * Opens the database and listens.
 * @throws Error in words for the operator
 */
export async function startServer(config: Config, log: Logger, clock?: () => Date): Promise<RunningServer> {
  const database = await openDatabase(config, log);
  let stopping = false;
  const app = createApp({
    config,
    log,
    pool: database.pool,
    ...(clock === undefined ? {} : { clock }),
    isReady: () => !stopping,
  });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: config.host }) as Server;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await listen(server, config);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      stopping = true;
      await close(server);
      await database.close();
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
