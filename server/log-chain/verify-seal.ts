import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../run.ts';
import { checkSeals, readPublicKeys } from './check-seal.ts';

// `node scripts/server.mjs verify-seal --keys PUBLIC_KEYS FILE …`: checks saved proofs against the published keys, without the server
// and its settings. Prints what it found, a line of JSON for each seal, and ends with 1 when one does not hold.

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });
try {
  if (values.keys === undefined || positionals.length === 0)
    throw new Error('Usage: node scripts/server.mjs verify-seal --keys PUBLIC_KEYS FILE …');
  const keys = readPublicKeys(readFileSync(values.keys, 'utf8'));
  for (const file of positionals) {
    let checks: ReturnType<typeof checkSeals>;
    try {
      checks = checkSeals(readFileSync(file, 'utf8'), keys, name => readFileSync(join(dirname(file), name)));
    } catch (thrown) {
      throw new Error(`${file}: ${messageOf(thrown)}`, { cause: thrown });
    }
    for (const check of checks) {
      process.stdout.write(`${JSON.stringify({ file, ...check, holds: check.finding === undefined })}\n`);
      if (check.finding !== undefined) process.exitCode = 1;
    }
  }
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
