import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lockFolder } from '../postgres/folder-lock.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import { openPool } from '../postgres/pool.ts';
import { createPanel, type Panel } from './panel.ts';

let panel: Panel;
let folder: string;
beforeEach(() => {
  panel = createPanel();
  folder = mkdtempSync(join(tmpdir(), 'privacy-main-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  panel.close();
  rmSync(folder, { recursive: true, force: true });
});

const MAIN = ['--import', 'tsx', join(import.meta.dirname, '../main.ts')];

/** The program on a PostgreSQL of its own, once it listens. @param args of Node, and variables besides the settings */
async function start(
  args: readonly string[] = MAIN,
  more: Readonly<Record<string, string>> = {},
): Promise<{ program: ChildProcess; monitoringPort: number; lines: string[] }> {
  const { DATABASE_URL: _none, JOBS_DATABASE_URL: _neither, ...env } = panel.env;
  const program = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env, DATA_DIR: folder, LOG_LEVEL: 'info', ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: program.stdout })) {
    lines.push(line);
    const { msg, monitoring } = JSON.parse(line) as { msg: string; monitoring: { port: number } };
    if (msg === 'listening') {
      program.stdout.on('data', (bytes: Buffer) => lines.push(bytes.toString()));
      program.stdout.resume();
      return { program, monitoringPort: monitoring.port, lines };
    }
  }
  throw new Error(`the program has ended:\n${lines.join('\n')}`);
}

test('starts on an empty folder, survives SIGKILL of everything, and stops at SIGTERM with its PostgreSQL', async () => {
  const first = await start();
  expect((await fetch(`http://127.0.0.1:${first.monitoringPort}/readyz`)).status).toBe(200);
  const postmaster = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0];
  first.program.kill('SIGKILL');
  process.kill(Number(postmaster), 'SIGKILL');
  await once(first.program, 'exit');

  const second = await start();
  expect((await fetch(`http://127.0.0.1:${second.monitoringPort}/readyz`)).status).toBe(200);
  second.program.kill('SIGTERM');
  expect(await once(second.program, 'exit')).toEqual([0, null]);
  // Nobody has the folder, and the next one finds the migrations.
  await (
    await lockFolder(folder)
  )();
  const postgres = await startEmbedded(folder);
  const pool = openPool({ connectionString: postgres.url('privacy_customer') }, () => undefined);
  const { rowCount } = await pool.query('select from privacy.migrations');
  expect(rowCount).toBeGreaterThan(0);
  await pool.end();
  await postgres.stop();
});

/** Resolves when nobody has the folder any more. */
const folderIsFree = () =>
  vi.waitFor(
    async () => {
      await (
        await lockFolder(folder)
      )();
    },
    { timeout: 20_000, interval: 100 },
  );

test('the command of the repository passes SIGTERM on, and ends after the server', async () => {
  const { program } = await start([join(import.meta.dirname, '../../scripts/server.mjs'), 'start']);
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
  await (
    await lockFolder(folder)
  )();
});

test('a server that npm runs stops when npm ends at a signal', async () => {
  const script = `require('node:child_process').spawn(process.execPath, ${JSON.stringify(MAIN)}, { stdio: 'inherit' })`;
  const { program } = await start(['-e', script], { npm_command: 'exec' });
  program.kill('SIGTERM');
  await once(program, 'exit');
  await folderIsFree();
});
