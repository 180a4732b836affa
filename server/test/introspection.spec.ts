import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isProblem } from '../../core/problem.ts';
import {
  introspection,
  type IntrospectionEvents,
  type IntrospectionRules,
} from '../identity/introspection.ts';
import { createLog } from '../log.ts';
import { type RunningServer, startServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, fillDirectory, ORIGIN, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';

const SECONDS = NOW.getTime() / 1000;
const CLIENT = { clientId: 'privacy center', clientSecret: 's:e+c&ret' };
const ACTIVE = {
  active: true,
  iss: 'https://panel.example/',
  aud: ['billing', 'privacy'],
  sub: 'u-owner',
  sid: 's-1',
  exp: SECONDS + 3600,
};

/** A panel with opaque sessions. */
const sessions = new Map<string, object>();
/** Tokens that it was asked about, in order. */
let received: string[] = [];
/** Answers in the place of RFC 7662: a panel that is broken. */
let fault: ((response: ServerResponse) => void) | undefined;
/** Keeps answers back until it resolves. */
let held: Promise<void> = Promise.resolve();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  received.push(form.get('token') ?? '');
  await held;
  if (fault !== undefined) return fault(response);
  const basic = Buffer.from('privacy+center:s%3Ae%2Bc%26ret').toString('base64');
  const isClient =
    request.method === 'POST' &&
    request.headers['content-type'] === 'application/x-www-form-urlencoded' &&
    request.headers.authorization === `Basic ${basic}`;
  response.writeHead(isClient ? 200 : 401, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(sessions.get(form.get('token') ?? '') ?? { active: false }));
}

const http = createServer((request, response) => void answer(request, response));
let url: string;
beforeAll(async () => {
  await new Promise<void>(done => http.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/introspect`;
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
});
beforeEach(() => {
  sessions.clear();
  received = [];
  fault = undefined;
  held = Promise.resolve();
});

const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('a token that the panel is asked about', () => {
  /** A check with a breaker whose time stands still unless it is moved. */
  const checkWith = (change: Partial<IntrospectionRules> = {}, events: IntrospectionEvents = {}) => {
    let ms = 0;
    const rules = {
      url,
      ...CLIENT,
      issuer: 'https://panel.example/',
      audience: 'privacy',
      impersonation: true,
      ...change,
    };
    const check = introspection(rules, events, () => ms);
    /** The person, or the name of the problem. */
    const who = (token: string, seconds = 0, fresh = false): Promise<unknown> =>
      check(token, at(seconds), fresh).then(
        ({ userId }) => userId,
        (thrown: unknown) => (isProblem(thrown) ? thrown.problemName : thrown),
      );
    return { check, who, pass: (seconds: number) => (ms += seconds * 1000) };
  };

  test('names the person, the session, the fresh sign-in and the employee', async () => {
    const { check } = checkWith();
    sessions.set('open', { ...ACTIVE, auth_time: SECONDS - 60 });
    sessions.set('acted', { ...ACTIVE, auth_time: SECONDS - 60, act: { sub: 'employee-7' } });
    expect(await check('open', NOW, false)).toEqual({
      userId: 'u-owner',
      session: 's-1',
      signedInAt: at(-60),
      expiresAt: at(3600),
    });
    expect(await check('acted', NOW, false)).toEqual({
      userId: 'u-owner',
      session: 's-1',
      employee: 'employee-7',
      expiresAt: at(3600),
    });
  });

  test.each([
    ['that is not active', { active: false }],
    ['without a subject', { ...ACTIVE, sub: undefined }],
    ['with a subject that is no text', { ...ACTIVE, sub: 7 }],
    ['for another audience', { ...ACTIVE, aud: 'billing' }],
    ['without an audience', { ...ACTIVE, aud: undefined }],
    ['of another issuer', { ...ACTIVE, iss: 'https://other.example/' }],
    ['without an issuer', { ...ACTIVE, iss: undefined }],
    ['that has ended', { ...ACTIVE, exp: SECONDS - 60 }],
    ['without an end', { ...ACTIVE, exp: undefined }],
    ['whose end is a text', { ...ACTIVE, exp: `${SECONDS + 60}` }],
    ['that has not begun', { ...ACTIVE, nbf: SECONDS + 60 }],
    ['with an employee who has no id', { ...ACTIVE, act: {} }],
  ])('%s is refused, whatever else is said of it', async (_name, claims) => {
    sessions.set('t', claims);
    expect(await checkWith().who('t')).toBe('session-expired');
  });

  test('of an employee is refused where the panel has no such sessions', async () => {
    sessions.set('t', { ...ACTIVE, act: { sub: 'employee-7' } });
    expect(await checkWith({ impersonation: false }).who('t')).toBe('session-expired');
  });

  test('is asked about once in 60 seconds, and not a millisecond longer', async () => {
    const { who } = checkWith();
    sessions.set('t', ACTIVE);
    await who('t');
    sessions.delete('t');
    expect(await who('t', 59.999)).toBe('u-owner');
    expect(received).toHaveLength(1);
    expect(await who('t', 60)).toBe('session-expired');
    expect(received).toHaveLength(2);
  });

  test('is asked about again when it has ended, though 60 seconds have not passed', async () => {
    const { who } = checkWith();
    sessions.set('t', { ...ACTIVE, exp: SECONDS + 10 });
    await who('t');
    expect(await who('t', 9.999)).toBe('u-owner');
    expect(received).toHaveLength(1);
    await who('t', 10);
    expect(received).toHaveLength(2);
  });

  test('does not count longer when the clock is set back', async () => {
    const { who } = checkWith();
    sessions.set('t', ACTIVE);
    await who('t');
    await who('t', -3600);
    expect(received).toHaveLength(2);
  });

  test('that opens nothing is asked about again after 5 seconds, and no sooner for a write', async () => {
    const { who } = checkWith();
    expect(await who('t')).toBe('session-expired');
    sessions.set('t', ACTIVE);
    expect(await who('t', 4.999)).toBe('session-expired');
    expect(await who('t', 4.999, true)).toBe('session-expired');
    expect(await who('t', 5)).toBe('u-owner');
    expect(received).toHaveLength(2);
  });

  test('is asked about for each write, and what was found then counts for reads', async () => {
    const { who, check } = checkWith();
    sessions.set('t', ACTIVE);
    await who('t');
    sessions.set('t', { ...ACTIVE, auth_time: SECONDS });
    expect(await check('t', at(1), false)).not.toHaveProperty('signedInAt');
    expect(await check('t', at(1), true)).toHaveProperty('signedInAt');
    expect(await check('t', at(2), false)).toHaveProperty('signedInAt');
    sessions.delete('t');
    expect(await who('t', 3, true)).toBe('session-expired');
    expect(await who('t', 3)).toBe('session-expired');
    expect(received).toHaveLength(3);
  });

  test('is asked about once by calls at the same time', async () => {
    const { who } = checkWith();
    sessions.set('t', ACTIVE);
    let answers = (): void => undefined;
    held = new Promise(done => (answers = done));
    const calls = Array.from({ length: 50 }, (_, i) => who('t', 0, i % 2 === 0));
    answers();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['u-owner']));
    expect(received).toEqual(['t']);
  });

  test('that is too long to be one is refused without a call', async () => {
    expect(await checkWith().who('x'.repeat(5000))).toBe('session-expired');
    expect(await checkWith().who('')).toBe('session-expired');
    expect(received).toEqual([]);
  });

  test('finds no place in more than 64 calls at the same time, and those that are known stay in', async () => {
    const { who } = checkWith();
    sessions.set('known', ACTIVE);
    await who('known');
    let answers = (): void => undefined;
    held = new Promise(done => (answers = done));
    const invented = Array.from({ length: 80 }, (_, i) => who(`invented-${i}`));
    expect(await who('known', 1)).toBe('u-owner');
    answers();
    const found = await Promise.all(invented);
    expect(found.filter(one => one === 'maintenance')).toHaveLength(16);
    expect(found.filter(one => one === 'session-expired')).toHaveLength(64);
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['answers 500', response => response.writeHead(500).end('{"active":true}')],
    ['refuses the client', response => response.writeHead(401).end()],
    ['sends elsewhere', response => response.writeHead(307, { Location: url }).end()],
    ['answers no JSON', response => response.end('<html>sign in</html>')],
    ['answers an array', response => response.end('[]')],
    ['leaves active out', response => response.end(JSON.stringify({ ...ACTIVE, active: undefined }))],
    ['has an active that is a text', response => response.end(JSON.stringify({ ...ACTIVE, active: 'true' }))],
    ['answers without end', response => response.end(JSON.stringify({ ...ACTIVE, x: 'x'.repeat(70_000) }))],
    ['hangs up', response => response.destroy()],
  ])('of a panel that %s is neither let in nor signed out', async (_name, broken) => {
    const failures: unknown[] = [];
    const { who } = checkWith({}, { onFailure: thrown => failures.push(thrown) });
    sessions.set('a-token-of-a-person', ACTIVE);
    fault = broken;
    expect(await who('a-token-of-a-person')).toBe('maintenance');
    expect(JSON.stringify(failures.map(String))).not.toContain('a-token-of-a-person');
    fault = undefined;
    expect(await who('a-token-of-a-person')).toBe('u-owner');
  });

  test('of a panel that takes longer than 2 seconds is neither let in nor signed out', async () => {
    const { who } = checkWith();
    let answers = (): void => undefined;
    held = new Promise(done => (answers = done));
    const begun = performance.now();
    expect(await who('t')).toBe('maintenance');
    expect(performance.now() - begun).toBeGreaterThan(1900);
    answers();
  });

  test('is not asked about while the panel is known to fail, and is again after that', async () => {
    const states: boolean[] = [];
    const { who, pass } = checkWith({}, { onBreaker: open => states.push(open) });
    sessions.set('t', ACTIVE);
    fault = response => void response.writeHead(503).end();
    for (let i = 0; i < 8; i += 1) expect(await who('t')).toBe('maintenance');
    expect(received).toHaveLength(5);
    fault = undefined;
    expect(await who('t')).toBe('maintenance');
    pass(2);
    expect(await who('t')).toBe('u-owner');
    expect(states).toEqual([true, true, false]);
  });
});

describe('a server whose panel is asked', () => {
  let panel: Panel;
  let server: RunningServer;
  let folder: string;
  let now = NOW;
  const lines: string[] = [];
  beforeAll(async () => {
    await emptyTables();
    await fillDirectory();
    folder = mkdtempSync(join(tmpdir(), 'privacy-introspection-'));
    writeFileSync(join(folder, 'secret'), `${CLIENT.clientSecret}\n`, { mode: 0o600 });
    panel = createPanel({
      IDENTITY_KEYS: '',
      IDENTITY_INTROSPECTION: url,
      IDENTITY_CLIENT_ID: CLIENT.clientId,
      IDENTITY_CLIENT_SECRET_FILE: join(folder, 'secret'),
    });
    const log = createLog('trace', { write: line => void lines.push(line) });
    server = await startServer(panel.config, log, { clock: () => now });
  });
  afterAll(async () => {
    await server.stop();
    panel.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    now = NOW;
  });

  const read = (cookie: string) =>
    fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/mailings`, { headers: { Cookie: cookie } });

  test('takes the token as a cookie or as bearer, and refuses two cookies and an invented one', async () => {
    sessions.set('opaque-1', ACTIVE);
    const session = (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/session`, { headers });
    const byCookie = await session({ Cookie: 'panel_session=opaque-1' });
    expect(byCookie.status).toBe(200);
    expect(await byCookie.json()).toMatchObject({ user: { id: 'u-owner' }, csrfToken: expect.any(String) });
    const asBearer = await session({ Authorization: 'Bearer opaque-1' });
    expect(await asBearer.json()).not.toHaveProperty('csrfToken');
    const twice = await session({ Cookie: 'panel_session=opaque-1; panel_session=opaque-1' });
    expect(twice.status).toBe(401);
    expect((await session({ Cookie: 'panel_session=invented' })).status).toBe(401);
  });

  test('binds the CSRF token to person and session, and keeps it when the token is renewed', async () => {
    const csrfOf = async (token: string, claims: object) => {
      sessions.set(token, claims);
      const response = await fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/session`, {
        headers: { Cookie: `panel_session=${token}` },
      });
      return ((await response.json()) as { csrfToken: string }).csrfToken;
    };
    const own = await csrfOf('csrf-1', ACTIVE);
    expect(await csrfOf('csrf-2', ACTIVE)).toBe(own);
    expect(await csrfOf('csrf-3', { ...ACTIVE, sid: 's-2' })).not.toBe(own);
    expect(await csrfOf('csrf-4', { ...ACTIVE, sub: 'u-admin' })).not.toBe(own);
  });

  test('refuses writes of a session that was ended at once, and reads within 60 seconds', async () => {
    sessions.set('ended', ACTIVE);
    const { send } = await signIn(server, 'ended');
    expect((await send('/mailings/unsubscribe-all', { method: 'POST' })).status).toBe(200);
    sessions.delete('ended');
    now = at(30);
    expect((await read('panel_session=ended')).status).toBe(200);
    expect((await send('/mailings/unsubscribe-all', { method: 'POST' })).status).toBe(401);
    expect((await read('panel_session=ended')).status).toBe(401);

    sessions.set('ended-2', ACTIVE);
    await read('panel_session=ended-2');
    sessions.delete('ended-2');
    now = at(90);
    expect((await read('panel_session=ended-2')).status).toBe(401);
  });

  test('takes a sign-in of the panel that is newer than what it knows of the session', async () => {
    sessions.set('confirmed', { ...ACTIVE, auth_time: SECONDS - 3600 });
    const { send } = await signIn(server, 'confirmed');
    const confirm = () => send('/session/step-up', { method: 'POST', json: { method: 'panel' } });
    expect((await confirm()).status).toBe(400);
    sessions.set('confirmed', { ...ACTIVE, auth_time: SECONDS - 1 });
    expect((await confirm()).status).toBe(200);
  });

  test('says 503 with a time to come back while the panel is away, and keeps nobody out who is known', async () => {
    sessions.set('known', ACTIVE);
    sessions.set('unknown', ACTIVE);
    const { send } = await signIn(server, 'known');
    fault = response => response.destroy();
    const refused = await read('panel_session=unknown');
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({
      type: '/problems/maintenance',
      title: 'Личный кабинет не отвечает',
      detail: expect.stringContaining('Вы не вышли'),
      retryAfter: 5,
    });
    expect((await read('panel_session=known')).status).toBe(200);
    const write = await send('/mailings/unsubscribe-all', {
      method: 'POST',
      headers: { Origin: ORIGIN },
    });
    expect(write.status).toBe(503);
    const metrics = await fetch(`http://127.0.0.1:${server.monitoringPort}/metrics`);
    expect(await metrics.text()).toMatch(/privacy_introspection_duration_seconds_count\{result="failed"\} 2/);
  });

  test('writes no token and no secret into its log', () => {
    const log = lines.join('');
    expect(log).toContain('the panel does not say who is signed in');
    for (const secret of ['opaque-1', 'csrf-1', 'ended', 'unknown', CLIENT.clientSecret])
      expect(log).not.toContain(secret);
  });
});
