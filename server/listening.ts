import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Limits } from './limits.ts';

/** Proxies keep connections for about a minute: the server closes them later than they do. */
const KEEP_ALIVE_MS = 75_000;
/** How long requests that are running have to end at a stop. */
const STOP_MS = 10_000;

/** A port that is listened on. */
export interface Listening {
  readonly port: number;
  /** Takes no new connections, lets requests that are running end for 10 s. */
  close(): Promise<void>;
}

/** Where to listen, and the setting that says so. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly setting: string;
}

/**
 * Listens.
 * @throws Error that names the setting of a port that is in use
 */
export async function listen(
  app: Hono,
  { host, port, setting }: Address,
  { headersMs, requestMs, idleMs, checkMs, headerBytes }: Limits,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    hostname: host,
    serverOptions: {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: headerBytes,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
  }) as Server;
  server.setTimeout(idleMs);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`${setting}: ${port} is in use on ${host}`) : error),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        // A kept connection is idle once its request has ended: nothing else would close it before its time.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
