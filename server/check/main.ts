import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { requireKnownKeys } from '../keys/known-keys.ts';
import { createLog } from '../log.ts';
import { messageOf } from '../run.ts';
import { productionFaults } from './production.ts';

// `node scripts/server.mjs check [--production]`: reads the settings as a start does, asks the database, and with --production
// refuses what must not go live. A line for each fault; it ends with 1 when there is one. Nothing is changed: migrations are not
// applied.

try {
  const { values } = parseArgs({ options: { production: { type: 'boolean' } } });
  const config = readConfig(process.env);
  const faults = values.production === true ? productionFaults(config, process.env) : [];
  if (config.databaseUrl !== undefined) {
    try {
      const database = await openDatabase(
        { ...config, migrationUrl: undefined },
        createLog('error'),
        'production',
      );
      await requireKnownKeys(database.jobsPool, config.keys).finally(() => database.close());
    } catch (thrown) {
      faults.push(messageOf(thrown));
    }
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  else process.stdout.write('Nothing is wrong with the settings.\n');
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
