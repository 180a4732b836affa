import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/api/operation.ts';
import type { RunningServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables, postgres } from './stores.ts';

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

const restart = async () => {
  await server.stop();
  server = await panel.start();
};
const as = async (sub: string) => signIn(server, await panel.token({ sub }));
const KEY = '7b0f6a52-3c1d-4f0e-9d55-000000000002';
const NEW = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };

test('what a customer files and switches is there after a restart', async () => {
  let owner = await as('u-owner');
  const created = await owner.send('/requests', { method: 'POST', json: NEW });
  expect([created.status, await created.clone().json()]).toEqual([201, expect.anything()]);
  const { id } = (await created.json()) as { id: string };
  const objected = await owner.send('/objections/offers', { method: 'PUT', json: { object: true } });
  expect(objected.status).toBe(200);
  await restart();
  owner = await as('u-owner');
  expect(((await (await owner.send(`/requests/${id}`)).json()) as { status: string }).status).toBe('draft');
  const consents = (await (await owner.send('/consents')).json()) as {
    objections: { purpose: string; state: string }[];
  };
  expect(consents.objections.find(({ purpose }) => purpose === 'offers')?.state).toBe('accepted');
});

test('100 parallel calls with one key make one request', async () => {
  const owner = await as('u-owner');
  const responses = await Promise.all(
    Array.from({ length: 100 }, () =>
      owner.send('/requests', { method: 'POST', json: NEW, headers: { 'Idempotency-Key': KEY } }),
    ),
  );
  const bodies = await Promise.all(responses.map(response => response.text()));
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 201));
  expect(new Set(bodies.map(body => (JSON.parse(body) as { id: string }).id)).size).toBe(1);
  const list = (await (await owner.send('/requests')).json()) as { total: number };
  expect(list.total).toBe(1);
});

test('five wrong secrets count over a restart after the third; the sixth is 429', async () => {
  const wrong = async () => {
    const owner = await as('u-owner');
    const json = { method: 'code', secret: '111111' };
    return (await owner.send('/session/step-up', { method: 'POST', json })).status;
  };
  expect([await wrong(), await wrong(), await wrong()]).toEqual([400, 400, 400]);
  await restart();
  expect([await wrong(), await wrong(), await wrong()]).toEqual([400, 400, 429]);
});

test('what is another’s is not found, in the same words as what does not exist', async () => {
  const created = await (await as('u-owner')).send('/requests', { method: 'POST', json: NEW });
  const { id } = (await created.json()) as { id: string };
  const bodyOf = async (sub: string, path: string) => {
    const response = await (await as(sub)).send(path);
    const {
      requestId: _id,
      instance: _instance,
      ...rest
    } = (await response.json()) as Record<string, unknown>;
    return [response.status, rest];
  };
  const missing = await bodyOf('u-stranger', '/requests/rq-none');
  expect(missing[0]).toBe(404);
  expect(await bodyOf('u-stranger', `/requests/${id}`)).toEqual(missing);
  // The owner's colleague, too: the request is personal.
  expect(await bodyOf('u-admin', `/requests/${id}`)).toEqual(missing);
});

test('an email’s link stops mailings without a session, and knows nobody else', async () => {
  const under = postgres();
  await under.giveToken('tk-123456', 'u-owner');
  await under.store.write({ userId: 'u-owner', accountIds: [] }, NOW, undefined, ({ rows }) => {
    const row = { userId: 'u-owner', topic: 'offers', state: 'on', since: NOW.toISOString() } as const;
    rows.mailings.subscriptions.push(row);
    return { value: undefined };
  });
  await under.close();
  const address = (token: string) => `http://127.0.0.1:${server.port}/api/privacy/v1/unsubscribe/${token}`;
  const page = await fetch(address('tk-123456'), { headers: { Accept: 'application/json' } });
  expect(await page.json()).toMatchObject({
    topic: 'offers',
    address: expect.stringContaining('@') as unknown,
  });
  const stopped = await fetch(address('tk-123456'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://mail.example' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(stopped.status).toBe(200);
  const unknown = await fetch(address('tk-999999'), { headers: { Accept: 'application/json' } });
  expect(unknown.status).toBe(404);
  const history = await (await as('u-owner')).send('/mailings/history');
  expect(await history.json()).toMatchObject({ items: [{ via: 'one-click' }] });
});

test('the versions of the policy are read, and an acknowledgement is there after a restart', async () => {
  let owner = await as('u-owner');
  const list = async () =>
    (
      (await (await owner.send('/policy/versions')).json()) as {
        items: { id: string; acknowledgedAt?: string }[];
      }
    ).items;
  const [newest] = await list();
  expect(newest?.acknowledgedAt).toBeUndefined();
  const version = newest?.id ?? '';
  expect((await owner.send(`/policy/versions/${version}`)).status).toBe(200);
  const made = await owner.send('/policy/acknowledgements', { method: 'POST', json: { version } });
  expect(made.status).toBe(200);
  await restart();
  owner = await as('u-owner');
  expect((await list())[0]?.acknowledgedAt).toBe(NOW.toISOString());
});

test('a system that is not connected is named, and nothing of it is invented', async () => {
  const response = await (await as('u-owner')).send('/register');
  expect(response.status).toBe(200);
  const register = (await response.json()) as Answer<'getRegister'>;
  expect(register.partial.map(({ system, reason }) => [system, reason])).toContainEqual([
    'telephony',
    'not-connected',
  ]);
  for (const { lastGoodAt } of register.partial) expect(lastGoodAt).toBeUndefined();
  const amounts = register.categories.filter(({ id }) => id !== 'rights');
  expect(amounts.length).toBeGreaterThan(5);
  for (const { fields, records, notConnected, systems } of amounts)
    // Nobody connects an archive of paper: the server is not asked for it, and does not name it as missing.
    expect([fields, records, notConnected]).toEqual([
      undefined,
      undefined,
      systems.filter(id => id !== 'paper'),
    ]);
});

test('where no system is connected, neither a category nor the statement nor the overview says that there is no data', async () => {
  const owner = await as('u-owner');
  const answer = async <Id extends 'getStatement' | 'getOverview' | 'getCategory'>(path: string) =>
    (await (await owner.send(path)).json()) as Answer<Id>;
  const { category } = await answer<'getCategory'>('/register/recordings');
  expect(category.notConnected).toEqual(['telephony']);
  expect(category.records).toBeUndefined();
  const { summary, sections } = await answer<'getStatement'>('/statement');
  expect(summary).toMatch(/Показать нельзя \d+.вид/);
  const rows = sections.find(({ id }) => id === 'data')?.table?.rows ?? [];
  expect(rows.filter(row => row[3]?.startsWith('показать нельзя')).length).toBeGreaterThan(5);
  expect(rows.find(([name]) => name === category.label)?.[3]).toBe(
    'показать нельзя, не подключена система: телефония',
  );
  expect((await answer<'getOverview'>('/overview')).cards.data.notConnected).toBeGreaterThan(5);
});

test('what the center itself keeps is listed without any other system', async () => {
  const owner = await as('u-owner');
  const objected = await owner.send('/objections/offers', { method: 'PUT', json: { object: true } });
  expect(objected.status).toBe(200);
  const list = await owner.send('/register/rights/records');
  expect([list.status, await list.json()]).toMatchObject([200, { total: 1 }]);
});

test('a file of a request arrives in two chunks, is whole after a restart, and is gone when it is deleted', async () => {
  const owner = await as('u-owner');
  const { id } = (await (await owner.send('/requests', { method: 'POST', json: NEW })).json()) as {
    id: string;
  };
  const bytes = new TextEncoder().encode('text of a file');
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  const announced = await owner.send(`/requests/${id}/attachments`, {
    method: 'POST',
    json: { name: 'a.txt', size: bytes.length, sha256: digest },
  });
  const { id: file } = (await announced.json()) as { id: string };
  const csrf = ((await (await owner.send('/session')).json()) as { csrfToken: string }).csrfToken;
  const put = async (offset: number, chunk: Uint8Array<ArrayBuffer>) =>
    fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/requests/${id}/attachments/${file}`, {
      method: 'PATCH',
      headers: {
        Cookie: `panel_session=${await panel.token()}`,
        Origin: 'https://panel.example',
        'X-CSRF-Token': csrf,
        'Upload-Offset': String(offset),
        'Content-Type': 'application/offset+octet-stream',
      },
      body: chunk,
    });
  expect((await put(0, bytes.slice(0, 5))).status).toBeLessThan(300);
  await restart();
  const whole = await put(5, bytes.slice(5));
  expect(await whole.json()).toMatchObject({ state: 'ready' });

  const stored = () => readdirSync(join(panel.config.dataFolder, 'files'));
  expect(stored()).toHaveLength(2);
  const address = `/requests/${id}/attachments/${file}`;
  const again = await as('u-owner');
  expect((await again.send(address, { method: 'DELETE' })).status).toBe(204);
  await vi.waitFor(() => expect(stored()).toEqual([]), { timeout: 5000 });
});

test('a body larger than any operation takes is refused before it is read', async () => {
  const owner = await as('u-owner');
  const json = { kind: 'access', scope: 'person', details: { text: 'x'.repeat(3 * 1024 * 1024) } };
  expect((await owner.send('/requests', { method: 'POST', json })).status).toBe(413);
});

test('whatever lies outside the API is not found, in the same bytes', async () => {
  const at = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  const bodies = await Promise.all(
    ['/demo/people', '/healthz', '/readyz', '/metrics', '/other', '/api/privacy/v1/nothing'].map(
      async path => {
        const {
          requestId: _id,
          instance: _instance,
          ...rest
        } = (await (await at(path)).json()) as Record<string, unknown>;
        return rest;
      },
    ),
  );
  expect(new Set(bodies.map(body => JSON.stringify(body))).size).toBe(1);
});
