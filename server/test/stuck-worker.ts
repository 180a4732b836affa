import type { Files } from '../../core/ports.ts';
import { createLog } from '../log.ts';
import { openPool } from '../postgres/pool.ts';
import { postgresStore } from '../postgres/store.ts';
import { startJobLoop } from '../worker.ts';
import { withoutSources } from './no-sources.ts';

// A process beside that of the suite. `stuck-worker.ts <url>`: begins a job that deletes files, says so, never ends it, and waits
// to be killed.
const clear = async () => {
  console.log('begun');
  await new Promise(() => undefined);
};
startJobLoop({
  store: postgresStore(openPool({ connectionString: process.argv[2], max: 4 }, () => undefined)),
  files: { clear } as unknown as Files,
  ...withoutSources,
  clock: () => new Date(),
  log: createLog('silent'),
});
