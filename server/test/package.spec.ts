import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPanel, fillDirectory, type Panel } from './panel.ts';
import { emptyTables } from './stores.ts';

const ROOT = join(import.meta.dirname, '../..');

let panel: Panel;
let folder: string;
let program: ChildProcess | undefined;
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel({ LOG_LEVEL: 'info' });
  folder = mkdtempSync(join(tmpdir(), 'privacy-package-'));
});
afterEach(() => {
  program?.kill('SIGKILL');
  panel.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command to its end. @returns what it has written */
function run(name: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8' });
  expect(status, `${name} ${args.join(' ')}: ${stderr}`).toBe(0);
  return stdout;
}

test('the package is installed in an empty folder, starts there, is ready and answers by the contract', async () => {
  run(process.execPath, ['scripts/build-server.mjs'], ROOT);
  const [packed = ''] = run(
    'npm',
    ['pack', '--silent', '--pack-destination', folder],
    join(ROOT, 'server/dist'),
  )
    .trim()
    .split('\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  run('npm', ['init', '-y'], folder);
  run('npm', ['install', ...quiet, join(folder, packed)], folder);
  const home = join(folder, 'node_modules/activecloud-privacy-server');
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['cli.js', 'roles.sql', 'retention.example.yaml', 'LICENSE']));
  expect(files.filter(name => /demo|billing|\.spec|\.ts$/.test(name))).toEqual([]);

  program = spawn(join(folder, 'node_modules/.bin/privacy-server'), ['start'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...panel.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let listening: { port: number; monitoring: { port: number } } | undefined;
  for await (const line of createInterface({ input: program.stdout as NodeJS.ReadableStream })) {
    const entry = JSON.parse(line) as { msg: string; port: number; monitoring: { port: number } };
    if (entry.msg !== 'listening') continue;
    listening = entry;
    break;
  }
  const ready = await fetch(`http://127.0.0.1:${listening?.monitoring.port}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([200, 'ok']);
  // Its clock is the real one.
  const now = Math.floor(Date.now() / 1000);
  const session = await fetch(`http://127.0.0.1:${listening?.port}/api/privacy/v1/session`, {
    headers: { Authorization: `Bearer ${await panel.token({ iat: now - 700, exp: now - 100 })}` },
  });
  expect([session.status, await session.json()]).toMatchObject([401, { type: '/problems/session-expired' }]);
  const token = await panel.token({ iat: now, exp: now + 600 });
  const register = await fetch(`http://127.0.0.1:${listening?.port}/api/privacy/v1/register`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(register.status).toBe(200);
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
});
