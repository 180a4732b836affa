import { writeFileSync } from 'node:fs';
import { messageOf } from '../run.ts';
import { newKeys } from './keys.ts';

// `node scripts/server.mjs keys FILE`: writes a file of new keys, and never over one that exists.

const [path] = process.argv.slice(2);
try {
  if (path === undefined) throw new Error('Usage: node scripts/server.mjs keys FILE');
  writeFileSync(path, newKeys(new Date()), { flag: 'wx', mode: 0o600 });
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
