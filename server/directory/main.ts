import { parseArgs } from 'node:util';
import { connectedSystems } from '../config.ts';
import { openPool } from '../postgres/pool.ts';
import { messageOf } from '../run.ts';
import { copyDirectoryOf } from './copy.ts';

// `node scripts/server.mjs directory copy [--may-shrink]`: copies the directory of the system that has one (SOURCES) into the database of
// JOBS_DATABASE_URL, as the server does again and again. With --may-shrink also when more than a fifth of the people would go.

try {
  const { values, positionals } = parseArgs({
    options: { 'may-shrink': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.join(' ') !== 'copy')
    throw new Error('Usage: node scripts/server.mjs directory copy [--may-shrink]');
  const paths = process.env['SOURCES']?.trim();
  if (!paths) throw new Error('SOURCES is not set');
  const connectionString = process.env['JOBS_DATABASE_URL']?.trim();
  if (!connectionString) throw new Error('JOBS_DATABASE_URL is not set');
  const jobsPool = openPool({ connectionString, max: 1 }, () => undefined);
  const copied = await copyDirectoryOf(
    connectedSystems(paths, process.env),
    jobsPool,
    values['may-shrink'],
  ).finally(() => jobsPool.end());
  if (copied === undefined) throw new Error('no manifest of SOURCES has a directory');
  const { found, changed, refused } = copied;
  if (refused !== undefined)
    throw new Error(`${refused} people would go: look at the system first, and then say --may-shrink`);
  const { accounts, people, memberships, leftOut } = found;
  process.stdout.write(
    `${accounts.length} accounts, ${people.length} people, ${memberships.length} memberships; ${changed} rows changed, ${leftOut} memberships left out\n`,
  );
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
