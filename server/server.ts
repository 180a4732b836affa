import { join } from 'node:path';
import { createApp } from './app.ts';
import type { Hono } from 'hono';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database.ts';
import { directoryAround } from './directory.ts';
import { folderFiles } from './files/folder.ts';
import { folderParts } from './files/parts.ts';
import { requireKnownKeys, saveKnownKeys } from './keys/known-keys.ts';
import { replay } from './ledger/replay.ts';
import { type SecondPlace, secondPlaceIn } from './ledger/second-place.ts';
import { createRateLimiter, type Limits, LIMITS } from './limits.ts';
import { type Listening, listen } from './listening.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createMonitoring } from './monitoring.ts';
import type { Installation } from './postgres/migrate.ts';
import { postgresStore } from './postgres/store.ts';
import { startSweeping } from './retention/loop.ts';
import { openSources } from './sources/open.ts';
import { startJobLoop } from './worker.ts';

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
  }: ServerOptions = {},
): Promise<RunningServer> {
  const database = await openDatabase(config, log, installation);
  const secondPlace = await requireKnownKeys(database.jobsPool, config.keys)
    .then(() => saveKnownKeys(database.jobsPool, config.keys))
    .then(() => openSecondPlace(config, database, log))
    .catch(async (thrown: unknown) => {
      await database.close();
      throw thrown;
    });
  const limits = { ...LIMITS, ...changed };
  const metrics = createMetrics({ customers: database.pool, jobs: database.jobsPool });
  const sources = await openSources({
    systems: config.sources,
    jobsPool: database.jobsPool,
    log,
    metrics,
    clock,
  }).catch(async (thrown: unknown) => {
    await secondPlace?.close();
    await database.close();
    throw thrown;
  });
  const files = folderFiles(join(config.dataFolder, 'files'));
  const { sourcesOf, close: closeSources } = sources;
  const partFiles = folderParts(join(config.dataFolder, 'copies'));
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  const inner = createApp({
    config,
    log,
    pool: database.pool,
    sourcesOf,
    partFiles,
    store: postgresStore(database.pool, secondPlace),
    files,
    clock,
    bodyBytes: limits.bodyBytes,
    limiter: createRateLimiter(config.rateLimit),
    metrics,
  });
  const monitoring = createMonitoring({ pool: database.pool, metrics, isReady: () => state === 'ready' });
  const closeOthers = async () => {
    await secondPlace?.close();
    await closeSources();
    await database.close();
  };
  const listening: Listening[] = [];
  try {
    const { host, port, monitoring: at } = config;
    listening.push(await listen(monitoring, { ...at, setting: 'MONITORING_PORT' }, limits));
    listening.push(await listen(around(inner), { host, port, setting: 'PORT' }, limits));
  } catch (thrown) {
    await Promise.all(listening.map(one => one.close()));
    await closeOthers();
    throw thrown;
  }
  const [ofMonitoring, ofCustomers] = listening as [Listening, Listening];
  const jobs = startJobLoop({
    store: postgresStore(database.jobsPool, secondPlace),
    files,
    partFiles,
    sourcesOf,
    directoryOf: userId => directoryAround(database.pool, userId),
    clock,
    log,
    onFailure: metrics.jobFailed,
  });
  const stopSweeping = startSweeping(database.jobsPool, config.retention, clock, log, metrics);
  state = 'ready';
  return {
    port: ofCustomers.port,
    monitoringPort: ofMonitoring.port,
    stop: async () => {
      state = 'stopping';
      await Promise.all([ofCustomers.close(), jobs.stop(), stopSweeping()]);
      // Monitoring is answered until nothing is going on any more.
      await ofMonitoring.close();
      await closeOthers();
    },
  };
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
