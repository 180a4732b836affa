import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { operationIds, routeOf } from '../../core/http/contract.ts';
import type { Answer } from '../../src/api/operation.ts';
import type { RunningServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, fillDirectory, ORIGIN, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

// A session in which an employee acts as a customer: the panel says so in `act`.

let panel: Panel;
let server: RunningServer;
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel();
  server = await panel.start();
});
afterEach(async () => {
  await server.stop();
  panel.close();
});

const EMPLOYEE = { act: { sub: 'employee-7' }, sid: 's-employee', auth_time: NOW.getTime() / 1000 - 60 };
const VALUES: Readonly<Record<string, string>> = {
  category: 'account',
  n: '1',
  purpose: 'offers',
  topic: 'offers',
};
const addressOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? 'x-1');
/** Reads that travel by POST. */
const READS = new Set(['searchRegister', 'searchRecords', 'estimateExport', 'previewErasure']);
const DOWNLOADS = new Set(['downloadPart', 'getCaseArchive', 'downloadAttachment']);

test('every operation that writes, shows a value or hands over a file is refused to an employee, every other is not', async () => {
  const Cookie = `panel_session=${await panel.token(EMPLOYEE)}`;
  const base = `http://127.0.0.1:${server.port}/api/privacy/v1`;
  const session = (await (await fetch(`${base}/session`, { headers: { Cookie } })).json()) as {
    csrfToken: string;
  };
  const refused: string[] = [];
  const others: string[] = [];
  for (const id of operationIds) {
    const { method, path, open } = routeOf(id);
    if (open) continue;
    const response = await fetch(`${base}${addressOf(path)}`, {
      method,
      headers: {
        Cookie,
        Origin: ORIGIN,
        'X-CSRF-Token': session.csrfToken,
        'Idempotency-Key': randomUUID(),
        ...(method === 'GET' || method === 'HEAD' ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: '{}' }),
    });
    const body = await response.text();
    const type =
      method === 'HEAD' || !body.startsWith('{') ? undefined : (JSON.parse(body) as { type?: string }).type;
    (response.status === 403 && type === '/problems/forbidden' ? refused : others).push(id);
    expect(routeOf(id).statuses.has(response.status), `${id} ${response.status}`).toBe(true);
  }
  const writes = operationIds.filter(id => {
    const { method, open } = routeOf(id);
    return !open && !['GET', 'HEAD'].includes(method) && !READS.has(id);
  });
  expect(refused.toSorted()).toEqual([...writes, ...DOWNLOADS].toSorted());
  for (const id of ['stepUp', 'revealValue', 'createExport', 'giveConsent', 'submitRequest', 'approveExport'])
    expect([id, refused.includes(id)]).toEqual([id, true]);
  expect(others.length).toBeGreaterThan(20);
});

test('looks are in the customer’s log as an employee’s, once for ten minutes, and the id is kept for the operator', async () => {
  const employee = await signIn(server, await panel.token(EMPLOYEE));
  for (const path of ['/register', '/register', '/register/account', '/requests'])
    expect((await employee.send(path)).status, path).toBe(200);
  const customer = await signIn(server, await panel.token());
  const response = await customer.send('/access-log');
  const text = await response.text();
  const { items } = JSON.parse(text) as Answer<'listAccessLog'>;
  expect(
    items.map(({ actor, action, category, object }) => [actor.kind, action.id, category, object]),
  ).toEqual([
    ['staff', 'look', undefined, 'обращения'],
    ['staff', 'look', 'account', 'ваши данные'],
    ['staff', 'look', undefined, 'ваши данные'],
    ['staff', 'look', undefined, 'кто вы и ваши учётные записи'],
  ]);
  expect(text).not.toContain('employee-7');
  const admin = poolAs('admin');
  const { rows } = await admin.query<{ employee: string }>(
    "select distinct body -> 'look' ->> 'employee' as employee from privacy.access_log",
  );
  await admin.end();
  expect(rows).toEqual([{ employee: 'employee-7' }]);
});

test('what the employee or the customer has confirmed opens nothing for the other', async () => {
  const fresh = async (claims: JWTPayload) => {
    const { send } = await signIn(server, await panel.token(claims));
    return ((await (await send('/session')).json()) as Answer<'getSession'>).stepUp.fresh;
  };
  expect(await fresh(EMPLOYEE)).toBe(false);
  expect(await fresh({ auth_time: EMPLOYEE.auth_time })).toBe(true);
  expect(await fresh(EMPLOYEE)).toBe(false);
});

test('where the operator has confirmed that there are no such sessions, one is refused', async () => {
  const without = createPanel({ IDENTITY_IMPERSONATION: 'none-confirmed-by-operator' });
  const other = await without.start();
  const response = await fetch(`http://127.0.0.1:${other.port}/api/privacy/v1/session`, {
    headers: { Authorization: `Bearer ${await without.token(EMPLOYEE)}` },
  });
  expect(response.status).toBe(401);
  await other.stop();
  without.close();
});
