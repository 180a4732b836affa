import { join } from 'node:path';
import type { Files, PartFiles } from '../core/ports.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database.ts';
import { directoryAround } from './directory/around.ts';
import { startCopying } from './directory/loop.ts';
import { type DirectorySystem, openDirectory } from './directory/of-system.ts';
import { folderFiles } from './files/folder.ts';
import { folderParts } from './files/parts.ts';
import { requireKnownKeys, saveKnownKeys } from './keys/known-keys.ts';
import { replay } from './ledger/replay.ts';
import { keepFormerRefusals } from './letters/former.ts';
import { type SecondPlace, secondPlaceIn } from './ledger/second-place.ts';
import { writeRoot } from './log-chain/roots.ts';
import { sealing } from './log-chain/seal.ts';
import { errorFields, type Logger } from './log.ts';
import { startAnnouncing } from './mail/announce.ts';
import type { Mailer } from './mail/mailer.ts';
import { startOutboxLoop } from './mail/outbox.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Installation } from './postgres/migrate.ts';
import { postgresStore } from './postgres/store.ts';
import { startSweeping } from './retention/loop.ts';
import type { SourcesOf } from './sources/connected.ts';
import { openSources } from './sources/open.ts';
import { type JobLoop, startJobLoop } from './worker.ts';

/** What a server and a worker have in common. */
export interface OpenPorts {
  readonly database: Database;
  readonly secondPlace: SecondPlace | undefined;
  readonly files: Files;
  readonly partFiles: PartFiles;
  readonly sourcesOf: SourcesOf;
  /** The system that the directory comes from; without it an administrator of the database fills it. */
  readonly directorySystem: DirectorySystem | undefined;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/**
 * Opens the database, the second place and the connected systems.
 * @throws Error in words for the operator
 */
export async function openPorts(config: Config, log: Logger, installation: Installation): Promise<OpenPorts> {
  const database = await openDatabase(config, log, installation);
  const { pool, jobsPool } = database;
  let secondPlace: SecondPlace | undefined;
  try {
    await requireKnownKeys(jobsPool, config.keys);
    await saveKnownKeys(jobsPool, config.keys);
    await keepFormerRefusals(jobsPool, config.keys);
    secondPlace = await openSecondPlace(config, database, log);
    const metrics = createMetrics({ customers: pool, jobs: jobsPool });
    const sources = await openSources({ systems: config.sources, jobsPool, log, metrics });
    const directorySystem = await openDirectory(config.sources, thrown =>
      log.warn(errorFields(thrown), 'the connection to the system of the directory broke'),
    );
    return {
      database,
      secondPlace,
      files: folderFiles(join(config.dataFolder, 'files')),
      partFiles: folderParts(join(config.dataFolder, 'copies')),
      sourcesOf: sources.sourcesOf,
      directorySystem,
      metrics,
      close: async () => {
        await secondPlace?.close();
        await Promise.all([sources.close(), directorySystem?.close()]);
        await database.close();
      },
    };
  } catch (thrown) {
    await secondPlace?.close();
    await database.close();
    throw thrown;
  }
}

/** How jobs are done. */
export interface JobsOptions {
  readonly config: Pick<Config, 'retention' | 'ledgerFolder' | 'keys' | 'directoryMs' | 'moduleUrl'>;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Takes emails over; without it they wait in the database. */
  readonly mailer: Mailer | undefined;
}

/** Begins to do jobs with these ports, to send emails, to delete what is past its time, and to copy the directory of a system. */
export function startJobs(
  { database, secondPlace, files, partFiles, sourcesOf, directorySystem, metrics }: OpenPorts,
  { config, clock, log, mailer }: JobsOptions,
): JobLoop {
  const directoryOf = (userId: string) => directoryAround(database.pool, userId);
  if (mailer === undefined)
    log.warn('SMTP_URL is not set: emails wait in the database and nobody is sent any, not for production');
  const outbox =
    mailer &&
    startOutboxLoop({
      pool: database.jobsPool,
      mailer,
      directoryOf,
      clock,
      log,
      codeKeys: config.keys.csrf,
      moduleUrl: config.moduleUrl,
    });
  const jobs = startJobLoop({
    store: postgresStore(database.jobsPool, secondPlace, { keys: config.keys, mayLift: false }),
    files,
    partFiles,
    sourcesOf,
    witness: sealing(database.jobsPool, config.keys.sign),
    directoryOf,
    clock,
    log,
    onFailure: metrics.jobFailed,
  });
  const stopSweeping = startSweeping(database.jobsPool, config.retention, clock, log, metrics, async () => {
    const { ledgerFolder, keys } = config;
    const [key] = keys.sign;
    if (ledgerFolder !== undefined && key !== undefined)
      await writeRoot(database.jobsPool, ledgerFolder, key, clock());
  });
  const stopAnnouncing = startAnnouncing(database.jobsPool, clock, log);
  const stopCopying =
    directorySystem &&
    startCopying({
      jobsPool: database.jobsPool,
      read: directorySystem.read,
      everyMs: config.directoryMs,
      log,
      metrics,
    });
  return {
    stop: async () => {
      await Promise.all([jobs.stop(), stopSweeping(), stopAnnouncing(), outbox?.stop(), stopCopying?.()]);
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
