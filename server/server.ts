import { createApp } from './app.ts';
import type { Hono } from 'hono';
import type { Config } from './config.ts';
import { createRateLimiter, type Limits, LIMITS } from './limits.ts';
import { type Listening, listen } from './listening.ts';
import type { Logger } from './log.ts';
import { type Mailer, smtpMailer } from './mail/mailer.ts';
import { createMonitoring } from './monitoring.ts';
import { openPorts, startJobs } from './open-ports.ts';
import type { Installation } from './postgres/migrate.ts';
import { postgresStore } from './postgres/store.ts';

/** A server that runs. */
export interface RunningServer {
  readonly port: number;
  readonly monitoringPort: number;
  /** Takes no new connections, lets requests and jobs that are running end for 10 s, and closes the database. */
  stop(): Promise<void>;
}

/** What a program changes in the server. */
export interface ServerOptions {
  /** The clock; tests set one. */
  readonly clock?: () => Date;
  /** What the database is for; default `production`. */
  readonly installation?: Installation;
  readonly limits?: Partial<Limits>;
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
    limits: changed,
    around = app => app,
    mailer = config.mail && smtpMailer(config.mail),
  }: ServerOptions = {},
): Promise<RunningServer> {
  const opened = await openPorts(config, log, installation);
  const { database, secondPlace, files, partFiles, sourcesOf, metrics } = opened;
  const limits = { ...LIMITS, ...changed };
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  const inner = createApp({
    config,
    log,
    pool: database.pool,
    sourcesOf,
    partFiles,
    store: postgresStore(database.pool, secondPlace, { keys: config.keys, mayLift: true }),
    files,
    clock,
    bodyBytes: limits.bodyBytes,
    limiter: createRateLimiter(config.rateLimit),
    metrics,
  });
  const monitoring = createMonitoring({ pool: database.pool, metrics, isReady: () => state === 'ready' });
  const listening: Listening[] = [];
  try {
    const { host, port, monitoring: at } = config;
    listening.push(await listen(monitoring, { ...at, setting: 'MONITORING_PORT' }, limits));
    listening.push(await listen(around(inner), { host, port, setting: 'PORT' }, limits));
  } catch (thrown) {
    await Promise.all(listening.map(one => one.close()));
    await opened.close();
    throw thrown;
  }
  const [ofMonitoring, ofCustomers] = listening as [Listening, Listening];
  const jobs = config.jobs === 'here' ? startJobs(opened, { config, clock, log, mailer }) : undefined;
  state = 'ready';
  return {
    port: ofCustomers.port,
    monitoringPort: ofMonitoring.port,
    stop: async () => {
      state = 'stopping';
      await Promise.all([ofCustomers.close(), jobs?.stop()]);
      // Monitoring is answered until nothing is going on any more.
      await ofMonitoring.close();
      await opened.close();
    },
  };
}
