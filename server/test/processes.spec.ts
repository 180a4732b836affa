import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, inject, test } from 'vitest';
import { NOW } from './examples.ts';
import { emptyTables, postgres, type StoreUnderTest } from './stores.ts';

let under: StoreUnderTest;
beforeEach(async () => {
  await emptyTables();
  under = postgres();
  return () => under.close();
});

const startWriter = (...args: string[]) =>
  spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'writer.ts'), inject('urls').customer, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

test('100 parallel calls with one key over two processes have one effect, one entry and one email', async () => {
  const outputs = await Promise.all([startWriter('50'), startWriter('50')].map(({ stdout }) => text(stdout)));
  const results = outputs.map(output => JSON.parse(output) as { worked: number; answers: string[] });
  expect(results.reduce((sum, { worked }) => sum + worked, 0)).toBe(1);
  expect(results.flatMap(({ answers }) => answers)).toEqual(['"R-26-0001"', '"R-26-0001"']);
  expect(await under.beside()).toEqual({ log: 1, jobs: 0, emails: 1, numbers: { R: 1, E: 0 } });
});

test('a process that is killed in its transaction leaves nothing, and its key goes to the next', async () => {
  const writer = startWriter('1', 'hang');
  await once(writer.stdout, 'data');
  const owner = { userId: 'u-owner', accountIds: ['acc-1'] };
  // This one waits for the first, which never commits.
  const second = under.store.write(owner, NOW, { slot: 'shared key', sent: '{}' }, unit => ({
    value: unit.number('R'),
  }));
  writer.kill('SIGKILL');
  expect(await second).toEqual({ value: 'R-26-0001' });
  expect(await under.beside()).toEqual({ log: 0, jobs: 0, emails: 0, numbers: { R: 1, E: 0 } });
});
