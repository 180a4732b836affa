import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { createLog } from '../log.ts';
import { messageOf } from '../run.ts';
import { replay } from './replay.ts';

// `node scripts/server.mjs replay`: applies the decisions of the second place that the database lacks, as each start does, and
// writes down those that people have to look at, one JSON object a line.

try {
  const config = readConfig(process.env);
  if (config.ledgerFolder === undefined) throw new Error('LEDGER_DIR is not set');
  const database = await openDatabase(config, createLog('error'), 'production');
  try {
    const { missing, applied, left } = await replay(database.jobsPool, config.ledgerFolder);
    for (const entry of left) process.stdout.write(`${JSON.stringify(entry)}\n`);
    process.stderr.write(
      `${missing} decisions were missing, ${applied.length} stand again, ${left.length} are left to people\n`,
    );
  } finally {
    await database.close();
  }
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
