import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { connectedSystems } from '../config.ts';
import { messageOf } from '../run.ts';
import { type CheckedSubject, checkSystem } from './check.ts';
import { type SourceState, sourceStates } from './states.ts';

// `node scripts/server.mjs sources check [--subject ACCOUNT:USER [--account-code CODE]]`: checks the systems of SOURCES, a line for each finding. With
// JOBS_DATABASE_URL it reports what the server has found, too. It ends with 1 when there is an error.

const USAGE = 'Usage: node scripts/server.mjs sources check [--subject ACCOUNT:USER [--account-code CODE]]';

function subjectOf(text: string | undefined, accountCode: string | undefined): CheckedSubject | undefined {
  if (text === undefined) return undefined;
  const [accountId = '', userId = ''] = text.split(':');
  if (accountId === '' || userId === '') throw new Error(USAGE);
  return { accountId, userId, ...(accountCode === undefined ? {} : { accountCode }) };
}

async function known(url: string | undefined): Promise<SourceState[]> {
  if (url === undefined) return [];
  const client = new Client({ connectionString: url });
  await client.connect();
  return sourceStates(client).finally(() => client.end());
}

try {
  const { values, positionals } = parseArgs({
    options: { subject: { type: 'string' }, 'account-code': { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.join(' ') !== 'check') throw new Error(USAGE);
  const person = subjectOf(values.subject, values['account-code']);
  const paths = process.env['SOURCES']?.trim();
  if (!paths) throw new Error('SOURCES is not set');
  const states = await known(process.env['JOBS_DATABASE_URL']?.trim() || undefined);
  for (const connected of connectedSystems(paths, process.env)) {
    const state = states.find(({ system }) => system === connected.manifest.system);
    for (const { level, text } of await checkSystem(connected, person, state)) {
      process.stdout.write(`${level}: ${text}\n`);
      if (level === 'error') process.exitCode = 1;
    }
  }
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
