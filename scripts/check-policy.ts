// Checks `policy/`: each file against its schema, and all of them together. `npm run check:policy`
import { join, resolve } from 'node:path';
import { findPolicyErrors } from './policy-files.ts';

const folder = resolve(import.meta.dirname, '..', 'policy');
const errors = findPolicyErrors(folder);
for (const { file, line, pointer, message } of errors)
  console.error(`${join('policy', file)}:${line} ${pointer}: ${message}`);
if (errors.length === 0) console.log('The policy is in order.');
process.exitCode = errors.length > 0 ? 1 : 0;
