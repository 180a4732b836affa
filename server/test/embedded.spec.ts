import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { startEmbedded } from '../postgres/embedded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'privacy-embedded-'));
  chmodSync(folder, 0o755);
  return () => rmSync(folder, { recursive: true, force: true });
});

const query = async (url: string, text: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as unknown[];
};

const HOLDER = `
  const { startEmbedded } = await import(process.argv[1]);
  await startEmbedded(process.argv[2]);
  console.log('started');
  setInterval(() => undefined, 1000);`;

/** A process that has started PostgreSQL on the folder. */
const startHolder = async () => {
  const module = join(import.meta.dirname, '../postgres/embedded.ts');
  const args = ['--import', 'tsx', '--input-type=module', '-e', HOLDER, module, folder];
  const holder = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return holder;
};

test('keeps what was committed over a stop and a start', async () => {
  const first = await startEmbedded(folder);
  expect(first.major).toBeGreaterThanOrEqual(15);
  await query(first.url('privacy_owner'), 'create table kept as select 1 as one');
  await first.stop();
  const second = await startEmbedded(folder);
  expect(await query(second.url('privacy_owner'), 'select one from kept')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('refuses a folder that another process has, and takes over the postmaster of one that was killed', async () => {
  const holder = await startHolder();
  await expect(startEmbedded(folder)).rejects.toThrow(
    `The data folder ${folder} is in use by another server (process ${holder.pid})`,
  );
  const pidOf = () => readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
  const [before, , , , socketBefore = ''] = pidOf();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const next = await startEmbedded(folder);
  expect(pidOf()[0]).not.toBe(before);
  expect(existsSync(socketBefore)).toBe(false);
  expect(await query(next.url('privacy_customer'), 'select 1 as one')).toEqual([{ one: 1 }]);
  await next.stop();
});

test.skipIf(process.getuid?.() !== 0)(
  'names the user who cannot reach a folder below a closed one',
  async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    await expect(startEmbedded(join(closed, 'data'))).rejects.toThrow(/cannot reach .*Choose a data folder/);
  },
);
