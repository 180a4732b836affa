import { describe, expect, test } from 'vitest';
import { createAuthenticator, type Faults } from '../../test/authenticator.ts';
import type { As } from '../backend.ts';
import { testClient } from '../test-client.ts';

const ORIGIN = 'http://mock.invalid';
const SITE = { origin: ORIGIN, rpId: 'mock.invalid' };
const SECRET = { method: 'code', secret: '000000' };

/** A person with an authenticator. */
function client(as: As = { persona: 'person' }) {
  const { send, backend } = testClient(as);
  const post = (path: string, json: object, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', json, headers });
  const add = (credential: object, headers: Record<string, string> = {}) =>
    post(
      '/session/passkeys',
      { label: 'Телефон', credential },
      { 'Idempotency-Key': crypto.randomUUID(), ...headers },
    );
  const challenge = async (purpose: 'registration' | 'step-up', headers: Record<string, string> = {}) => {
    const { json } = await post('/session/passkeys/options', { for: purpose }, headers);
    return (json.creation ?? json.request).challenge as string;
  };
  return {
    send,
    backend,
    post,
    add,
    challenge,
    signIn: () => post('/session/step-up', SECRET),
    confirm: (passkey: object, headers: Record<string, string> = {}) =>
      post('/session/step-up', { method: 'passkey', passkey }, headers),
    /** Ends the fresh sign-in. */
    forget: () => {
      for (const own of Object.values(backend.db().session)) delete own.stepUpUntil;
    },
  };
}

/** A person whose passkey is there, and whose sign-in is not fresh. */
async function withPasskey(kind: 'ES256' | 'RS256' = 'ES256') {
  const person = client();
  const authenticator = createAuthenticator(SITE, kind);
  await person.signIn();
  const added = await person.add(authenticator.create(await person.challenge('registration')));
  expect(added.status).toBe(201);
  person.forget();
  return { ...person, authenticator, id: added.json.id as string };
}

const WRONG = { errors: [{ pointer: '/passkey', code: 'wrong' }] };
const INVALID = { errors: [{ pointer: '/credential', code: 'invalid' }] };

test.each(['ES256', 'RS256'] as const)('a passkey of %s is added, listed, used and removed', async kind => {
  const { send, challenge, confirm, authenticator, id, backend } = await withPasskey(kind);
  const session = await send('/session');
  expect(session.json.stepUp.fresh).toBe(false);
  expect(session.json.stepUp.methods[0]).toEqual({ id: 'passkey', label: 'Ключ доступа' });
  const used = await confirm(authenticator.get(await challenge('step-up')));
  expect(used.json).toEqual({ until: '2026-06-15T09:10:00.000Z' });
  const passport = await send('/register/account/reveals', { method: 'POST', json: { field: 'passport' } });
  expect(passport.status).toBe(200);
  const now = '2026-06-15T09:00:00.000Z';
  expect((await send('/session/passkeys')).json).toEqual({
    offered: true,
    items: [{ id, label: 'Телефон', createdAt: now, usedAt: now }],
  });
  expect(backend.db().outbox.at(-1)).toMatchObject({ userId: 'u-person', template: 'passkey-added' });
  expect((await send(`/session/passkeys/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await send('/session/passkeys')).json.items).toEqual([]);
  // The other methods are left: a lost passkey locks nobody out.
  const { methods } = (await send('/session')).json.stepUp;
  expect(methods.map((one: { id: string }) => one.id)).toEqual(['password', 'code']);
});

test('adding one needs a fresh sign-in, which a code by email is not', async () => {
  const { post, add, challenge, signIn, forget } = client({ persona: 'owner' });
  const refused = await post('/session/passkeys/options', { for: 'registration' });
  expect(refused.json).toMatchObject({
    type: '/problems/step-up-required',
    action: 'add-passkey',
    unavailable: [{ id: 'email-code', reason: 'action' }],
  });
  await signIn();
  const credential = createAuthenticator(SITE).create(await challenge('registration'));
  forget();
  expect((await add(credential)).json.type).toBe('/problems/step-up-required');
});

describe('a new passkey is refused', () => {
  const FAULTS: [string, Faults][] = [
    ['from another origin', { origin: 'https://evil.example' }],
    ['in a frame of another origin', { crossOrigin: true }],
    ['of another domain', { rpId: 'evil.example' }],
    ['without its user verified', { flags: 0x41 }],
    ['without its user present', { flags: 0x44 }],
    ['that is a use of one', { type: 'webauthn.get' }],
  ];
  test.each(FAULTS)('%s', async (_title, faults) => {
    const { add, challenge, signIn } = client();
    await signIn();
    const credential = createAuthenticator(SITE).create(await challenge('registration'), faults);
    expect((await add(credential)).json).toMatchObject(INVALID);
  });

  test('for a challenge that was not given, in another session, too late, twice, or under another id', async () => {
    const { add, challenge, signIn } = client();
    await signIn();
    const authenticator = createAuthenticator(SITE);
    expect((await add(authenticator.create('AAAA'))).json).toMatchObject(INVALID);
    const credential = authenticator.create(await challenge('registration'));
    const bearer = { Authorization: 'Bearer mock-person' };
    expect((await add(credential, bearer)).json).toMatchObject(INVALID);
    const late = { 'X-Mock-Now': '2026-06-15T09:05:00Z' };
    expect((await add(credential, late)).json).toMatchObject(INVALID);
    expect((await add({ ...credential, id: 'AAAA' })).json).toMatchObject(INVALID);
    expect((await add(credential)).status).toBe(201);
    expect((await add(credential)).json).toMatchObject(INVALID);
    expect((await add(authenticator.create(await challenge('registration')))).json).toMatchObject(INVALID);
  });

  test('when its bytes are cut off or are something else', async () => {
    const { add, challenge, signIn } = client();
    await signIn();
    const good = createAuthenticator(SITE).create(await challenge('registration'));
    for (let end = 1; end < good.attestationObject.length; end += 7) {
      const cut = { ...good, attestationObject: good.attestationObject.slice(0, end) };
      expect((await add(cut)).json).toMatchObject(INVALID);
    }
    for (const clientDataJSON of ['AAAA', 'bnVsbA', 'W10'])
      expect((await add({ ...good, clientDataJSON })).status).toBe(400);
  });
});

describe('a step-up by passkey is refused', () => {
  const FAULTS: [string, Faults][] = [
    ['from another origin', { origin: 'https://evil.example' }],
    ['of another domain', { rpId: 'evil.example' }],
    ['without its user verified', { flags: 0x01 }],
    ['that is a registration', { type: 'webauthn.create' }],
    ['whose counter has gone back', { counter: 1 }],
  ];
  test.each(FAULTS)('%s', async (_title, faults) => {
    const { confirm, challenge, authenticator, send } = await withPasskey();
    expect((await confirm(authenticator.get(await challenge('step-up'), faults))).json).toMatchObject(WRONG);
    expect((await send('/session')).json.stepUp.fresh).toBe(false);
  });

  test('the second time, of another authenticator, with another signature, or removed', async () => {
    const { confirm, challenge, authenticator, send, id } = await withPasskey();
    const assertion = authenticator.get(await challenge('step-up'));
    const other = createAuthenticator(SITE).get(await challenge('step-up'));
    expect((await confirm(other)).json).toMatchObject(WRONG);
    expect((await confirm({ ...other, id: assertion.id })).json).toMatchObject(WRONG);
    expect((await confirm(assertion)).status).toBe(200);
    expect((await confirm(assertion)).json).toMatchObject(WRONG);
    await send(`/session/passkeys/${id}`, { method: 'DELETE' });
    expect((await confirm(authenticator.get(await challenge('step-up').catch(() => 'AAAA')))).status).toBe(
      400,
    );
  });

  test('of another person', async () => {
    const { confirm, challenge, authenticator } = await withPasskey();
    const assertion = authenticator.get(await challenge('step-up'));
    const other = { 'X-Mock-Persona': 'owner' };
    expect((await confirm(assertion, other)).json).toMatchObject(WRONG);
  });

  test('after five that were wrong', async () => {
    const { confirm, challenge, authenticator } = await withPasskey();
    for (let i = 0; i < 5; i++) {
      const wrong = authenticator.get(await challenge('step-up'), { origin: 'https://evil.example' });
      expect((await confirm(wrong)).status).toBe(400);
    }
    expect((await confirm(authenticator.get(await challenge('step-up')))).status).toBe(429);
  });
});

test('a person without a passkey gets no challenge for a step-up', async () => {
  const { post } = client();
  const none = await post('/session/passkeys/options', { for: 'step-up' });
  expect(none.json.errors).toMatchObject([{ pointer: '/for', code: 'none' }]);
});
