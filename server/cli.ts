#!/usr/bin/env node
// The programs of the built server: `privacy-server start|check|replay|sources|directory|mail|staff-api|keys|verify-log|verify-seal`, each with its own arguments.

import { argv } from 'node:process';

const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  start: () => import('./main.ts'),
  check: () => import('./check/main.ts'),
  replay: () => import('./ledger/main.ts'),
  sources: () => import('./sources/main.ts'),
  directory: () => import('./directory/main.ts'),
  mail: () => import('./mail/main.ts'),
  'staff-api': () => import('./staff/main.ts'),
  keys: () => import('./keys/main.ts'),
  'verify-log': () => import('./log-chain/main.ts'),
  'verify-seal': () => import('./log-chain/verify-seal.ts'),
};

// What follows the name of the program is the program's.
const [name = ''] = argv.splice(2, 1);
const program = PROGRAMS[name];
if (program === undefined) {
  process.stderr.write(`Usage: privacy-server ${Object.keys(PROGRAMS).join('|')}\n`);
  process.exitCode = 1;
} else await program();
