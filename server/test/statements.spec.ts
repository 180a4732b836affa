import { Client, type QueryConfig } from 'pg';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import type { RunningServer } from '../server.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables, postgres } from './stores.ts';

/** Tables without an owner, and those that a customer's transaction only puts rows into. */
const WITHOUT_OWNER = /privacy\.(numbers|migrations|installation|jobs|outbox)\b/;

let panel: Panel;
let server: RunningServer;
const statements: string[] = [];
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel();
  server = await panel.start();
  statements.length = 0;
  const query = Client.prototype.query as (this: Client, ...args: unknown[]) => unknown;
  vi.spyOn(Client.prototype, 'query').mockImplementation(function record(this: Client, ...args: unknown[]) {
    const [first] = args as [string | QueryConfig];
    statements.push(typeof first === 'string' ? first : first.text);
    return query.apply(this, args);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.stop();
  panel.close();
});

/** Parts of a statement that read or change a table, each with its condition. */
const partsOf = (statement: string): string[] =>
  statement.split(/\bunion all\b/).filter(part => /\bprivacy\.[a-z_]+\s/.test(part));

test('every statement of a customer’s requests names the account or the person', async () => {
  const { send } = await signIn(server, await panel.token());
  const NEW = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };
  const created = await send('/requests', { method: 'POST', json: NEW });
  const { id, etag } = (await created.json()) as { id: string; etag: string };
  for (const path of ['/session', '/requests', `/requests/${id}`, '/consents', '/mailings', '/access-log'])
    expect((await send(path)).status).toBe(200);
  const saved = await send(`/requests/${id}`, {
    method: 'PATCH',
    json: { details: { mode: 'information', all: true } },
    headers: { 'If-Match': etag },
  });
  expect(saved.status).toBe(200);
  const situation = { object: true, situation: 'Прошу прекратить.' };
  expect((await send('/objections/statistics', { method: 'PUT', json: situation })).status).toBe(200);
  expect((await send('/objections/offers', { method: 'PUT', json: { object: true } })).status).toBe(200);
  expect((await send('/objections/offers', { method: 'PUT', json: { object: false } })).status).toBe(200);
  const under = postgres();
  await under.giveToken('tk-1', 'u-owner');
  await under.close();
  const recorded = statements.filter(text => !text.includes('insert into privacy.tokens'));
  await fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/unsubscribe/tk-1`, { method: 'POST' });

  // What is over is deleted by a job of all owners.
  const ofCustomers = recorded.filter(text => !text.includes('retention_cutoff'));
  const parts = ofCustomers.flatMap(partsOf).filter(part => !WITHOUT_OWNER.test(part));
  expect(parts.length).toBeGreaterThan(100);
  expect(new Set(parts.map(part => /^\s*(\w+)/.exec(part)?.[1]))).toEqual(
    new Set(['select', 'insert', 'update', 'delete', 'with']),
  );
  // An update names the owner's columns before its condition, too: only what follows `where` counts.
  const conditions = parts.map(part =>
    /^\s*update/.test(part) ? part.slice(part.indexOf(' where ')) : part,
  );
  expect(conditions.filter(part => !/\b(account_id|person_id)\b/.test(part))).toEqual([]);
});

test('a database that takes no connection is 503 with a time to try again, until it takes one', async () => {
  const { send } = await signIn(server, await panel.token());
  const readiness = async () => (await fetch(`http://127.0.0.1:${server.monitoringPort}/readyz`)).status;
  const admin = new Client({ connectionString: inject('urls').admin });
  await admin.connect();
  await admin.query('alter role privacy_customer connection limit 0');
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'privacy_customer'",
  );
  // Which of the two errors a request sees depends on whether its connection knows already; both mean the same.
  for (let tries = 0; tries < 3; tries += 1) {
    const response = await send('/requests');
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
  }
  expect(await readiness()).toBe(503);
  expect((await fetch(`http://127.0.0.1:${server.monitoringPort}/healthz`)).status).toBe(200);
  await admin.query('alter role privacy_customer connection limit -1');
  await admin.end();
  expect(await readiness()).toBe(200);
  expect((await send('/requests')).status).toBe(200);
});
