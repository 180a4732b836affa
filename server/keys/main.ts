import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../run.ts';
import { newKeys, publicKeys, readKeys } from './keys.ts';

// `node scripts/server.mjs keys FILE`: writes a file of new keys, and never over one that exists.
// `node scripts/server.mjs keys --public FILE`: prints the public keys of the signatures, to be published.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { public: { type: 'boolean', default: false } },
});
const [path] = positionals;
try {
  if (path === undefined) throw new Error('Usage: node scripts/server.mjs keys [--public] FILE');
  if (values.public) process.stdout.write(publicKeys(readKeys(readFileSync(path, 'utf8'))));
  else writeFileSync(path, newKeys(new Date()), { flag: 'wx', mode: 0o600 });
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
