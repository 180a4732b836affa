import { rmSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/api/operation.ts';
import { startDemo } from '../demo/demo.ts';
import { makeBilling } from '../demo/billing.ts';
import { hasMariadb } from '../demo/mariadb.ts';
import { createLog } from '../log.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import type { RunningServer } from '../server.ts';
import { runStaff } from '../staff/cli.ts';
import { dataFolder, freePort } from './demo.ts';
import { createPanel, fillDirectory } from './panel.ts';
import { emptyTables } from './stores.ts';

let folder: string;
let port: number;
let demo: RunningServer;
const start = () => startDemo({ port, dataFolder: folder }, createLog('silent'));

beforeAll(async () => {
  folder = dataFolder();
  port = await freePort();
  demo = await start();
});
afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
const signIn = async (person: string): Promise<string> => {
  const response = await at(`/demo/sign-in?person=${person}`);
  return (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
};
const sessionOf = async (Cookie: string) =>
  (await (await at('/api/privacy/v1/session', { headers: { Cookie } })).json()) as {
    csrfToken: string;
    accounts: unknown[];
    stepUp: { fresh: boolean };
  };

test('the people of 200 accounts are listed, and one of them works in two', async () => {
  const people = (await (await at('/demo/people')).json()) as { id: string; account: string; role: string }[];
  expect(new Set(people.map(({ account }) => account)).size).toBeGreaterThan(150);
  expect(new Set(people.map(({ role }) => role))).toEqual(new Set(['owner', 'admin', 'finance', 'user']));
  expect(people.filter(({ id }) => id === 'u-10')).toHaveLength(2);
  expect((await sessionOf(await signIn('u-10'))).accounts).toHaveLength(2);
  expect((await at('/demo/sign-in?person=nobody')).status).toBe(404);
});

test('what a customer decides is there after a restart', async () => {
  const Cookie = await signIn('u-10');
  const { csrfToken, stepUp } = await sessionOf(Cookie);
  expect(stepUp.fresh).toBe(true);
  const objected = await at('/api/privacy/v1/objections/offers', {
    method: 'PUT',
    headers: {
      Cookie,
      Origin: `http://localhost:${port}`,
      'X-CSRF-Token': csrfToken,
      'Idempotency-Key': crypto.randomUUID(),
      'Content-Type': 'application/json',
    },
    body: '{"object":true}',
  });
  expect(objected.status).toBe(200);
  await demo.stop();
  demo = await start();
  const consents = await at('/api/privacy/v1/consents', { headers: { Cookie } });
  const { objections } = (await consents.json()) as { objections: { purpose: string; state: string }[] };
  expect(objections.find(({ purpose }) => purpose === 'offers')?.state).toBe('accepted');
});

/** Calls an operation in a customer's session. */
const call = async (Cookie: string, method: string, path: string, body?: object) => {
  const { csrfToken } = await sessionOf(Cookie);
  const headers = {
    Cookie,
    Origin: `http://localhost:${port}`,
    'X-CSRF-Token': csrfToken,
    'Idempotency-Key': crypto.randomUUID(),
    'Content-Type': 'application/json',
  };
  return at(`/api/privacy/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

test('records come from the billing: pages, search, sums and counts agree, other people are masked', async () => {
  const Cookie = await signIn('u-70');
  const get = async <T>(path: string) => (await (await call(Cookie, 'GET', path)).json()) as T;
  const list = (query: string) =>
    get<Answer<'listRecords'>>(`/register/services/records?scope=account&${query}`);
  const payments = await list('kind=payment&limit=50');
  expect(payments.total).toBe(50_000);
  expect(payments.totals.map(({ kind, count }) => [kind, count])).toEqual([['payment', 50_000]]);
  const { recordKinds } = await get<Answer<'getCategory'>>('/register/services?scope=account');
  expect(recordKinds.find(({ id }) => id === 'payment')?.provenance).toMatchObject({
    system: 'activeplatform',
    table: 'payments',
    manifest: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
  });
  const second = await list(`kind=payment&limit=50&cursor=${payments.nextCursor}`);
  expect(new Set([...payments.items, ...second.items].map(({ id }) => id)).size).toBe(100);
  expect(payments.items.map(({ at: time }) => time)).toEqual(
    payments.items
      .map(({ at: time }) => time)
      .toSorted()
      .toReversed(),
  );
  const strangers = payments.items.filter(({ aboutThirdParty }) => aboutThirdParty);
  expect(strangers.length).toBeGreaterThan(0);
  for (const { counterparty = '' } of strangers) expect(counterparty).toContain('•');
  const found = await call(Cookie, 'POST', '/register/services/records/search?scope=account', {
    text: 'СЧЁТ 10007',
  });
  const { items } = (await found.json()) as Answer<'searchRecords'>;
  expect(items.map(({ title }) => title)).toEqual(['Оплата услуг, счёт 10007']);
  const register = await get<Answer<'getRegister'>>('/register?scope=account');
  expect(register.categories.find(({ id }) => id === 'services')?.records).toBe(
    (await list('limit=1')).total,
  );
});

test.skipIf(!hasMariadb())(
  'calls come from the telephony on MariaDB, with the number masked until it is revealed',
  async () => {
    const Cookie = await signIn('u-10');
    const get = async <T>(path: string) => (await (await call(Cookie, 'GET', path)).json()) as T;
    const calls = await get<Answer<'listRecords'>>('/register/calls/records?scope=account&limit=50');
    expect(calls.partial.map(({ system, reason }) => [system, reason])).toEqual([
      ['servicedesk', 'not-connected'],
    ]);
    expect(calls.total).toBe(6);
    const [first] = calls.items;
    expect(first).toMatchObject({
      kind: 'call',
      system: 'telephony',
      direction: 'in',
      attributes: [{ id: 'caller' }],
    });
    expect(first?.attributes[0]?.display).toContain('•');
    const revealed = await call(Cookie, 'POST', '/register/calls/reveals', {
      record: first?.id,
      attribute: 'caller',
    });
    expect(await revealed.json()).toMatchObject({ value: '+7 000 0000010' });
    const recordings = await get<Answer<'listRecords'>>('/register/recordings/records?scope=account');
    expect(recordings.partial).toEqual([]);
    for (const { deleteOn } of recordings.items) expect(deleteOn).toMatch(/^202[67]-/);
  },
);

test('a demo without a telephony shows no calls and names the system as one that is not connected', async () => {
  await demo.stop();
  demo = await startDemo({ port, dataFolder: folder, telephony: false }, createLog('silent'));
  const Cookie = await signIn('u-10');
  const response = await call(Cookie, 'GET', '/register/recordings/records?scope=account');
  const { items, partial } = (await response.json()) as Answer<'listRecords'>;
  expect([items, partial.map(({ system, reason }) => [system, reason])]).toEqual([
    [],
    [['telephony', 'not-connected']],
  ]);
  await demo.stop();
  demo = await start();
});

test('an estimate is made of records from the newest to the oldest', async () => {
  const Cookie = await signIn('u-70');
  const response = await call(Cookie, 'POST', '/exports/estimates', {
    scope: 'account',
    categories: ['services'],
    formats: ['json'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  });
  const estimate = (await response.json()) as Answer<'estimateExport'>;
  expect([response.status, estimate.records > 50_000, estimate.bytes > 1_000_000]).toEqual([200, true, true]);
});

test('a copy of the billing is collected and packed by jobs, and comes as it was announced', async () => {
  const Cookie = await signIn('u-10');
  const made = await call(Cookie, 'POST', '/exports', {
    scope: 'account',
    categories: ['account', 'services', 'rights'],
    formats: ['json', 'csv'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as Answer<'createExport'>;
  const copy = async () =>
    (await (await call(Cookie, 'GET', `/exports/${id}`)).json()) as Answer<'getExport'>;
  await expect.poll(async () => (await copy()).status, { timeout: 40_000, interval: 300 }).toBe('ready');
  const { systems, parts, excluded, allowedActions } = await copy();
  expect(systems.find(one => one.id === 'activeplatform')).toMatchObject({ status: 'done', fields: 5 });
  // A retry could not bring what is in no system that is connected: it is named, and none is offered.
  const kayako = systems.find(one => one.id === 'kayako');
  expect([kayako?.status, allowedActions.includes('retry')]).toEqual(['failed', false]);
  expect(excluded.some(({ what }) => what.includes(kayako?.label ?? 'none'))).toBe(true);
  const [part] = parts;
  const response = await at(`/api/privacy/v1/exports/${id}/parts/1`, {
    headers: { Cookie, 'X-Forwarded-For': '198.51.100.77' },
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  expect([response.status, bytes.length, digest]).toEqual([200, part?.size, part?.sha256]);
  expect((await copy()).downloads).toMatchObject([{ part: 1, place: '198.51.•••.•••', by: { self: true } }]);
});

test('the module opens in the panel of the demo', async () => {
  const Cookie = await signIn('u-10');
  expect((await at('/account', { redirect: 'manual' })).status).toBe(302);
  const page = await at('/account', { headers: { Cookie } });
  expect([page.status, page.headers.get('Content-Security-Policy')]).toEqual([
    200,
    expect.stringContaining("default-src 'none'"),
  ]);
  expect(await page.text()).toContain('<activecloud-privacy');
});

test('the page of the staff takes a request from the queue to the answer, and the command line has a token', async () => {
  const Cookie = await signIn('u-20');
  const made = await call(Cookie, 'POST', '/requests', {
    kind: 'complaint',
    scope: 'person',
    details: { about: 'Мне не ответили на письмо.', to: 'controller' },
  });
  const { id, number } = (await made.json()) as Answer<'createRequest'>;
  expect((await call(Cookie, 'POST', `/requests/${id}/submit`, { insist: true })).status).toBe(200);
  expect(await (await at('/staff')).text()).toContain(number);
  expect(await (await at(`/staff?case=${id}`)).text()).toContain('Мне не ответили на письмо.');
  const press = (action: string, text = '') =>
    at(`/staff/${id}/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ as: 'staff-1', label: 'Жалоба', text }).toString(),
    });
  await press('take');
  await press('ask', 'Когда вы написали?');
  const page = await (await press('answer', 'Ответили вам сегодня, извините за задержку.')).text();
  expect(page).not.toContain('alert-warning');
  const { status, messages, outcomes } = (await (
    await call(Cookie, 'GET', `/requests/${id}`)
  ).json()) as Answer<'getRequest'>;
  expect([status, messages.length, outcomes[0]?.kind]).toEqual(['answered', 1, 'done']);
  const { url, token } = (await (await at('/demo/staff')).json()) as { url: string; token: string };
  const { ok, output } = await runStaff(['queue'], { STAFF_URL: url, STAFF_TOKEN: token });
  expect([ok, output.includes(number)]).toEqual([true, false]);
  const mails = (await (await at('/demo/mail')).json()) as { subject: string }[];
  expect(mails.length).toBeGreaterThan(0);
});

test('a mailing of the demo goes to whoever wants its topic, once, and its link opts out without a session', async () => {
  const mailing = async () =>
    ((await (await at('/demo/mail')).json()) as { to: string; subject: string; text: string }[]).filter(
      ({ subject }) => subject === 'Резервные копии со скидкой',
    );
  const [first, ...others] = await mailing();
  expect(others).toHaveLength(1);
  const path = new URL(/https?:\S+/.exec(first?.text ?? '')?.[0] ?? '').pathname;
  const page = await at(path, { headers: { Accept: 'text/html' } });
  expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
  const click = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  const off = await at(path, { method: 'POST', headers: click, body: 'List-Unsubscribe=One-Click' });
  expect(((await off.json()) as Answer<'unsubscribe'>).state).toBe('off');
  await demo.stop();
  demo = await start();
  expect(await mailing()).toHaveLength(2);
});

test('a code by email confirms a consent: the email is in the list of the demo', async () => {
  const old = await at('/demo/sign-in?person=u-10&minutesAgo=20');
  const Cookie = (old.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  const asked = await call(Cookie, 'POST', '/session/step-up/code', { action: 'give-consent' });
  const { sentTo } = (await asked.json()) as Answer<'sendStepUpCode'>;
  expect([asked.status, sentTo]).toEqual([202, 'u•••••@example.ru']);
  const code = await vi.waitFor(
    async () => {
      const mails = (await (await at('/demo/mail')).json()) as { subject: string; text: string }[];
      const newest = mails.findLast(({ subject }) => subject === 'Код подтверждения');
      const [, digits] = /(\d{6})/.exec(newest?.text ?? '') ?? [];
      if (digits === undefined) throw new Error('no code yet');
      return digits;
    },
    { timeout: 10_000, interval: 200 },
  );
  const given = { method: 'email-code', action: 'give-consent', secret: code };
  expect((await call(Cookie, 'POST', '/session/step-up', given)).status).toBe(200);
  const { documents } = (await (await call(Cookie, 'GET', '/consents')).json()) as Answer<'listConsents'>;
  const document = documents.find(({ needsStepUp }) => needsStepUp);
  const { user } = (await (await call(Cookie, 'GET', '/session')).json()) as Answer<'getSession'>;
  const consent = {
    purpose: document?.purpose,
    version: document?.version,
    fullName: user.name,
    form: 'electronic',
  };
  expect((await call(Cookie, 'POST', '/consents', consent)).status).toBe(201);
});

test('a token of the demo opens nothing on a server', async () => {
  const [, token = ''] = (await signIn('u-10')).split('=');
  await emptyTables();
  await fillDirectory();
  const panel = createPanel();
  const server = await panel.start();
  const response = await fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/session`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(401);
  await server.stop();
  panel.close();
});

test('the role that reads the billing can do nothing else, and finds an account with 50,000 payments', async () => {
  await demo.stop();
  const postgres = await startEmbedded(folder);
  const reader = new Client({ connectionString: await makeBilling(postgres.url('privacy_admin')) });
  await reader.connect();
  const { rows } = await reader.query(
    "select count(*)::int as count from payments where account_id = 'acc-7'",
  );
  expect(rows).toEqual([{ count: 50_000 }]);
  await expect(reader.query('delete from payments')).rejects.toThrow('permission denied');
  await expect(reader.query('create table mine (id text)')).rejects.toThrow('permission denied');
  await reader.end();
  await postgres.stop();
  demo = await start();
});
