import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { csrfTokenOf } from '../identity/caller.ts';
import { createLauncher, freePort, type Launcher } from '../soak/crash/programs.ts';
import { createPanel, csrfKeyOf, fillDirectory, ORIGIN, type Panel } from './panel.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

const CALLS = 100;
const SPEC = {
  scope: 'person',
  categories: ['rights'],
  formats: ['json'],
  language: 'ru',
  includeAttachments: false,
  includeCorrespondence: false,
};

let panel: Panel;
let launcher: Launcher;
let admin: Pool;
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel();
  launcher = createLauncher();
  admin = poolAs('admin', 1);
});
afterEach(async () => {
  await Promise.all([launcher.close(), admin.end()]);
  panel.close();
});

test('100 parallel and repeated calls with one key over two servers have one effect, one entry, one job and one number', async () => {
  const ports = [await freePort(), await freePort()];
  // Nobody does the job that is put down.
  for (const port of ports)
    await launcher.launch('server', { ...panel.env, PORT: String(port), JOBS: 'elsewhere' });
  const seconds = Math.floor(Date.now() / 1000);
  const token = await panel.token({ iat: seconds, exp: seconds + 600 });
  const headers = {
    Cookie: `${panel.config.identity.cookie}=${token}`,
    Origin: ORIGIN,
    'X-CSRF-Token': csrfTokenOf(csrfKeyOf(panel), { userId: 'u-owner', session: 's-1' }),
    'Content-Type': 'application/json',
    'Idempotency-Key': randomUUID(),
  };
  const call = async (at: number): Promise<string> => {
    const address = `http://127.0.0.1:${ports[at % 2]}/api/privacy/v1/exports`;
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(SPEC) });
    return `${response.status} ${await response.text()}`;
  };
  const answers = await Promise.all(Array.from({ length: CALLS }, (_, at) => call(at)));
  answers.push(await call(0), await call(1));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^201 /);
  const { rows } = await admin.query(`select
    (select count(*)::int from privacy.exports) as exports,
    (select count(*)::int from privacy.access_log) as entries,
    (select count(*)::int from privacy.jobs) as jobs,
    (select count(*)::int from privacy.kept_answers) as answers,
    (select last from privacy.numbers where series = 'E') as number`);
  expect(rows).toEqual([{ exports: 1, entries: 1, jobs: 1, answers: 1, number: 1 }]);
});
