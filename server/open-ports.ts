import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Files, PartFiles } from '../core/ports.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database.ts';
import { directoryAround } from './directory.ts';
import { folderFiles } from './files/folder.ts';
import { folderParts } from './files/parts.ts';
import { replay } from './ledger/replay.ts';
import { type SecondPlace, secondPlaceIn } from './ledger/second-place.ts';
import { errorFields, type Logger } from './log.ts';
import type { Installation } from './postgres/migrate.ts';
import { openPool } from './postgres/pool.ts';
import { postgresStore } from './postgres/store.ts';
import { connectedSources, type SourcesOf } from './sources/connected.ts';
import { type JobLoop, startJobLoop } from './worker.ts';

/** What a server and a worker have in common. */
export interface OpenPorts {
  readonly database: Database;
  readonly secondPlace: SecondPlace | undefined;
  readonly files: Files;
  readonly partFiles: PartFiles;
  readonly sourcesOf: SourcesOf;
  close(): Promise<void>;
}

/**
 * Opens the database, the second place and the connected systems.
 * @throws Error in words for the operator
 */
export async function openPorts(
  config: Config,
  log: Logger,
  { clock, installation }: { clock: () => Date; installation: Installation },
): Promise<OpenPorts> {
  const database = await openDatabase(config, log, installation);
  const secondPlace = await openSecondPlace(config, database, log).catch(async (thrown: unknown) => {
    await database.close();
    throw thrown;
  });
  const connections = config.sources.map(({ manifest, url }) => ({
    manifest,
    pool: sourcePool(url, log),
    lastGoodAt: clock(),
  }));
  return {
    database,
    secondPlace,
    files: folderFiles(join(config.dataFolder, 'files')),
    partFiles: folderParts(join(config.dataFolder, 'copies')),
    sourcesOf: at =>
      connectedSources(connections, at, (system, thrown) =>
        log.error({ system, ...errorFields(thrown) }, 'a source did not answer'),
      ),
    close: async () => {
      await secondPlace?.close();
      await Promise.all(connections.map(({ pool }) => pool.end()));
      await database.close();
    },
  };
}

/** Begins to do jobs with these ports. */
export const startJobs = (
  { database, secondPlace, files, partFiles, sourcesOf }: OpenPorts,
  clock: () => Date,
  log: Logger,
): JobLoop =>
  startJobLoop({
    store: postgresStore(database.jobsPool, secondPlace),
    files,
    partFiles,
    sourcesOf,
    directoryOf: userId => directoryAround(database.pool, userId),
    clock,
    log,
  });

/** Connections to a system: a few, and a short wait, for a customer waits for the answer. */
const sourcePool = (url: string, log: Logger): Pool =>
  openPool({ connectionString: url, max: 4, connectionTimeoutMillis: 2000 }, thrown =>
    // A connection that breaks while nobody uses it is opened anew by the next question.
    log.warn(errorFields(thrown), 'a connection to a source broke'),
  );

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
