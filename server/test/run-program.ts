import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a program of the server until it ends. */
export const runProgram = (program: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '..', program), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
