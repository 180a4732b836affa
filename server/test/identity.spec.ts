import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyToken } from '../identity/jwt.ts';
import type { RunningServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, fillDirectory, ORIGIN, type Panel } from './panel.ts';
import { emptyTables } from './stores.ts';

let panel: Panel;
let server: RunningServer;
beforeAll(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel();
  server = await panel.start();
});
afterAll(async () => {
  await server.stop();
  panel.close();
});

const SECONDS = NOW.getTime() / 1000;
const call = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api/privacy/v1${path}`, { ...init, headers });
const withCookie = async (token: string) =>
  (await call('/session', { Cookie: `panel_session=${token}` })).status;

describe('a token of the panel', () => {
  test('signs in by cookie or as bearer', async () => {
    const token = await panel.token();
    const byCookie = await call('/session', { Cookie: `other=1; panel_session=${token}` });
    expect(byCookie.status).toBe(200);
    expect(await byCookie.json()).toMatchObject({
      user: { id: 'u-owner' },
      account: { id: 'acc-1' },
      role: 'owner',
    });
    const asBearer = await call('/session', { Authorization: `Bearer ${token}` });
    expect(asBearer.status).toBe(200);
    expect(await asBearer.json()).not.toHaveProperty('csrfToken');
  });

  test('has its end in the session', async () => {
    const end = SECONDS + 900;
    const asBearer = await call('/session', { Authorization: `Bearer ${await panel.token({ exp: end })}` });
    expect(await asBearer.json()).toMatchObject({ expiresAt: new Date(end * 1000).toISOString() });
  });

  test.each([
    ['a foreign issuer', { iss: 'https://other.example/' }],
    ['a foreign audience', { aud: 'billing' }],
    ['no subject', { sub: undefined }],
    ['no end', { exp: undefined }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['an end that has passed', { exp: SECONDS - 60 }],
    ['a beginning that has not come', { nbf: SECONDS + 60 }],
    ['a person nobody knows', { sub: 'u-nobody' }],
    ['a subject with a space', { sub: 'u-owner x' }],
  ])('with %s is refused', async (_name, claims) => {
    expect(await withCookie(await panel.token(claims as never))).toBe(401);
  });

  test.each([
    ['jku', { jku: 'https://evil.example/keys' }],
    ['x5u', { x5u: 'https://evil.example/cert' }],
    ['jwk', { jwk: {} }],
    ['an unknown kid', { kid: 'k2' }],
    ['no kid', { kid: undefined }],
  ])('with %s in its header is refused', async (_name, header) => {
    expect(await withCookie(await panel.token({}, header as never))).toBe(401);
  });

  test('with crit in its header is refused', async () => {
    const [header = '', ...rest] = (await panel.token()).split('.');
    const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
    const critical = Buffer.from(JSON.stringify({ ...parsed, crit: ['exp'] })).toString('base64url');
    expect(await withCookie([critical, ...rest].join('.'))).toBe(401);
  });

  test('without a signature, or signed with the public key as a secret, is refused', async () => {
    const [, payload = ''] = (await panel.token()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'k1' })).toString('base64url');
    expect(await withCookie(`${none}.${payload}.`)).toBe(401);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const secret = new TextEncoder().encode(panel.publicKey);
    const hs = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    expect(await withCookie(hs)).toBe(401);
  });

  test('that another panel has signed is refused', async () => {
    const other = createPanel();
    expect(await withCookie(await other.token())).toBe(401);
    other.close();
  });

  test('in two cookies of one name is refused, equal or not', async () => {
    const token = await panel.token();
    const response = await call('/session', { Cookie: `panel_session=${token}; panel_session=${token}` });
    expect(response.status).toBe(401);
  });

  test.each([
    ['that is no object', 'employee-1'],
    ['without a subject', {}],
    ['whose subject has a space', { sub: 'employee 1' }],
  ])('with an act %s is refused', async (_name, act) => {
    expect(await withCookie(await panel.token({ act }))).toBe(401);
  });

  test('nobody’s request is refused', async () => {
    expect((await call('/session', {})).status).toBe(401);
    expect((await call('/session', { Authorization: 'Basic dTpw' })).status).toBe(401);
  });
});

describe('a write', () => {
  const write = async (headers: Record<string, string>) => {
    const response = await call(
      '/mailings/unsubscribe-all',
      { 'Idempotency-Key': randomUUID(), ...headers },
      { method: 'POST' },
    );
    const body = (await response.json()) as { type?: string };
    return [response.status, body.type];
  };
  const csrfOf = async (cookie: string) =>
    ((await (await call('/session', { Cookie: cookie })).json()) as { csrfToken: string }).csrfToken;

  test('needs the origin of the panel and the CSRF token of the session', async () => {
    const cookie = `panel_session=${await panel.token()}`;
    const csrf = await csrfOf(cookie);
    const headers = { Cookie: cookie, Origin: ORIGIN, 'X-CSRF-Token': csrf };
    expect(await write(headers)).toEqual([200, undefined]);
    for (const wrong of [
      { Cookie: cookie, 'X-CSRF-Token': csrf },
      { ...headers, Origin: 'https://panel.example.evil.example' },
      { ...headers, Origin: 'null' },
      { Cookie: cookie, Origin: ORIGIN },
      { ...headers, 'X-CSRF-Token': `${csrf}x` },
    ])
      expect(await write(wrong as never)).toEqual([403, '/problems/csrf']);
  });

  test('with the CSRF token of another person or session is refused; a renewed token of the session keeps it', async () => {
    const cookie = `panel_session=${await panel.token()}`;
    const renewed = `panel_session=${await panel.token({ iat: SECONDS, exp: SECONDS + 900 })}`;
    expect(await csrfOf(renewed)).toBe(await csrfOf(cookie));
    for (const other of [{ sub: 'u-stranger' }, { sid: 's-2' }]) {
      const csrf = await csrfOf(`panel_session=${await panel.token(other)}`);
      expect(await write({ Cookie: cookie, Origin: ORIGIN, 'X-CSRF-Token': csrf })).toEqual([
        403,
        '/problems/csrf',
      ]);
    }
  });

  test('of a bearer needs neither', async () => {
    expect(await write({ Authorization: `Bearer ${await panel.token()}` })).toEqual([200, undefined]);
  });
});

test('the step-up of the panel is taken while its sign-in is fresh, and holds as long as that', async () => {
  const stepUp = async (authTime: number, body: object) => {
    const token = await panel.token({ auth_time: authTime });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify(body) };
    const response = await call('/session/step-up', headers, init);
    return { status: response.status, body: (await response.json()) as object };
  };
  const fresh = await stepUp(SECONDS - 60, { method: 'panel' });
  expect(fresh).toEqual({ status: 200, body: { until: '2026-11-30T09:09:00.000Z' } });
  const old = await stepUp(SECONDS - 600, { method: 'panel' });
  expect([old.status, old.body]).toMatchObject([
    400,
    { errors: [{ pointer: '/method', code: 'not-confirmed' }] },
  ]);
  const secretless = await stepUp(SECONDS - 60, { method: 'code' });
  expect([secretless.status, secretless.body]).toMatchObject([400, { errors: [{ pointer: '/secret' }] }]);
});

test('a fresh auth_time confirms the person for ten minutes', async () => {
  const stepUpOf = async (authTime?: number) => {
    const token = await panel.token(authTime === undefined ? {} : { auth_time: authTime });
    const session = await call('/session', { Authorization: `Bearer ${token}` });
    return ((await session.json()) as { stepUp: { fresh: boolean; until?: string } }).stepUp;
  };
  expect(await stepUpOf(SECONDS - 60)).toMatchObject({ fresh: true, until: '2026-11-30T09:09:00.000Z' });
  expect(await stepUpOf(SECONDS - 600)).toMatchObject({ fresh: false });
  expect(await stepUpOf(SECONDS + 3600)).toMatchObject({ fresh: false });
  expect(await stepUpOf()).toMatchObject({ fresh: false });
});

test('the key of a token that no key of the settings has is named, if its id may stand in a log', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const named: string[] = [];
  const rules = { keys: [], issuer: 'x', audience: 'x', onUnknownKey: (kid: string) => named.push(kid) };
  for (const kid of ['panel-2', 'a\nb', undefined]) {
    const token = `${part({ alg: 'ES256', kid })}.${part({ sub: 'u-owner' })}.c2ln`;
    await expect(verifyToken(token, rules, NOW)).rejects.toThrow('session-expired');
  }
  expect(named).toEqual(['panel-2', 'no usable id', 'no usable id']);
});
