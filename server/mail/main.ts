import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { messageOf } from '../run.ts';
import { checkMail } from './check.ts';

// `node scripts/server.mjs mail check [--to ADDRESS]`: connects to the mail server of the settings as the server does, and checks
// the sender, a line for each finding; with --to it sends a test email. It ends with 1 when there is an error.

const USAGE = 'Usage: node scripts/server.mjs mail check [--to ADDRESS]';

try {
  const { values, positionals } = parseArgs({ options: { to: { type: 'string' } }, allowPositionals: true });
  if (positionals.join(' ') !== 'check') throw new Error(USAGE);
  for (const { level, text } of await checkMail(readConfig(process.env), values.to)) {
    process.stdout.write(`${level}: ${text}\n`);
    if (level === 'error') process.exitCode = 1;
  }
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
