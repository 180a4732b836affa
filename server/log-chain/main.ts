import { readConfig } from '../config.ts';
import { openPool } from '../postgres/pool.ts';
import { messageOf } from '../run.ts';
import { readRoots } from './roots.ts';
import { verifyLog } from './verify.ts';

// `node scripts/server.mjs verify-log`: checks the access log, consents and decisions with the settings of the environment. Prints what it found as JSON and
// ends with 1 when something is not as it was written.

try {
  const { jobsUrl, ledgerFolder, keys } = readConfig(process.env);
  if (jobsUrl === undefined) throw new Error('JOBS_DATABASE_URL is not set');
  const pool = openPool({ connectionString: jobsUrl, max: 1 }, () => undefined);
  const roots = ledgerFolder === undefined ? [] : await readRoots(ledgerFolder, keys.sign);
  const check = await verifyLog(pool, roots).finally(() => pool.end());
  process.stdout.write(`${JSON.stringify({ roots: roots.length, ...check }, null, 2)}\n`);
  process.exitCode = check.findings.length + check.decisions.findings.length > 0 ? 1 : 0;
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
