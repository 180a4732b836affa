import { randomBytes } from 'node:crypto';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  checkAssertion,
  checkNewCredential,
  type Expected,
  InvalidCredential,
} from '../../core/session/webauthn.ts';
import { createAuthenticator, type Faults } from '../../test/authenticator.ts';
import { createLog } from '../log.ts';
import type { Email, Mailer } from '../mail/mailer.ts';
import { type RunningServer, startServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, fillDirectory, ORIGIN, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';

const SITE = { origin: ORIGIN, rpId: 'panel.example' };

describe('passkeys on the server', () => {
  let panel: Panel;
  let server: RunningServer;
  let mails: Email[];
  const mailer: Mailer = {
    send: async email => void mails.push(email),
    close: () => undefined,
  };
  const start = async () => {
    server = await startServer(panel.config, createLog('silent'), { clock: () => NOW, mailer });
  };
  beforeEach(async () => {
    await emptyTables();
    await fillDirectory();
    mails = [];
    panel = createPanel({ STEP_UP_PASSKEY_DOMAIN: 'panel.example' });
    await start();
  });
  afterEach(async () => {
    await server.stop();
    panel.close();
  });

  const FRESH = NOW.getTime() / 1000 - 60;
  const OLD = NOW.getTime() / 1000 - 3600;
  const person = async (authTime: number, claims: object = {}) => {
    const { send } = await signIn(server, await panel.token({ auth_time: authTime, ...claims }));
    const call = async (method: string, path: string, json?: object) => {
      const response = await send(path, { method, ...(json === undefined ? {} : { json }) });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as never };
    };
    const challenge = async (purpose: 'registration' | 'step-up'): Promise<string> => {
      const { body } = await call('POST', '/session/passkeys/options', { for: purpose });
      const { creation, request } = body as Record<'creation' | 'request', { challenge: string } | undefined>;
      return (creation ?? request)?.challenge ?? '';
    };
    return { call, challenge };
  };

  test('one is added after a fresh sign-in, is there after a restart, and confirms; the person is notified by email', async () => {
    const authenticator = createAuthenticator(SITE);
    const fresh = await person(FRESH);
    const credential = authenticator.create(await fresh.challenge('registration'));
    const added = await fresh.call('POST', '/session/passkeys', { label: 'Ключ', credential });
    expect(added.status).toBe(201);
    await expect
      .poll(() => mails.map(({ subject }) => subject), { timeout: 10_000 })
      .toEqual(['Добавлен ключ доступа']);
    await server.stop();
    await start();
    const old = await person(OLD);
    const session = await old.call('GET', '/session');
    expect(session.body).toMatchObject({
      stepUp: { fresh: false, methods: [{ id: 'passkey' }, { id: 'panel' }] },
    });
    const passkey = authenticator.get(await old.challenge('step-up'));
    const other = await person(OLD, { sid: 's-2' });
    expect((await other.call('POST', '/session/step-up', { method: 'passkey', passkey })).status).toBe(400);
    expect((await old.call('POST', '/session/step-up', { method: 'passkey', passkey })).status).toBe(200);
    expect((await old.call('POST', '/session/step-up', { method: 'passkey', passkey })).status).toBe(400);
  });

  test('one is not added without a fresh sign-in, and where the operator has no domain for them none is offered', async () => {
    const old = await person(OLD);
    const refused = await old.call('POST', '/session/passkeys/options', { for: 'registration' });
    expect([refused.status, refused.body]).toMatchObject([403, { action: 'add-passkey' }]);
    await server.stop();
    panel.close();
    panel = createPanel();
    await start();
    const fresh = await person(FRESH);
    expect((await fresh.call('GET', '/session/passkeys')).body).toEqual({ offered: false, items: [] });
    expect(
      (await fresh.call('POST', '/session/passkeys/options', { for: 'registration' })).body,
    ).toMatchObject({
      errors: [{ pointer: '/for', code: 'not-offered' }],
    });
  });
});

describe('our check and that of @simplewebauthn/server agree', () => {
  const challenge = randomBytes(32).toString('base64url');
  const expected: Expected = {
    challenge,
    rpIds: [SITE.rpId],
    isOrigin: origin => origin === SITE.origin,
  };
  const library = {
    expectedChallenge: challenge,
    expectedOrigin: SITE.origin,
    expectedRPID: SITE.rpId,
    requireUserVerification: true,
  };
  const isTaken = async (check: Promise<unknown>): Promise<boolean> => {
    try {
      await check;
      return true;
    } catch (thrown) {
      if (!(thrown instanceof InvalidCredential)) throw thrown;
      return false;
    }
  };
  const isVerified = async (check: Promise<{ verified: boolean }>): Promise<boolean> =>
    check.then(
      ({ verified }) => verified,
      () => false,
    );

  const FAULTS: [string, Faults, string?][] = [
    ['none', {}],
    ['another origin', { origin: 'https://evil.example' }],
    ['another domain', { rpId: 'evil.example' }],
    ['no user verified', { flags: 0x41 }],
    ['no user present', { flags: 0x44 }],
    ['another challenge', {}, 'AAAA'],
  ];
  test.each(FAULTS)('on a new passkey with the fault: %s', async (title, faults, signed = challenge) => {
    for (const kind of ['ES256', 'RS256'] as const) {
      const made = createAuthenticator(SITE, kind).create(signed, faults);
      const { id, ...response } = made;
      const taken = await isTaken(checkNewCredential(made, expected));
      const verified = await isVerified(
        verifyRegistrationResponse({
          ...library,
          response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
          supportedAlgorithmIDs: [-7, -257],
        }),
      );
      expect([taken, verified]).toEqual(title === 'none' ? [true, true] : [false, false]);
    }
  });

  const USES: [string, Faults, string?][] = [
    ['none', {}],
    ['another origin', { origin: 'https://evil.example' }],
    ['another domain', { rpId: 'evil.example' }],
    ['no user verified', { flags: 0x01 }],
    ['a counter that has gone back', { counter: 1 }],
    ['another challenge', {}, 'AAAA'],
    ['another signature', {}],
  ];
  test.each(USES)('on the use of a passkey with the fault: %s', async (title, faults, signed = challenge) => {
    for (const kind of ['ES256', 'RS256'] as const) {
      const authenticator = createAuthenticator(SITE, kind);
      const made = authenticator.create(challenge);
      const known = await checkNewCredential(made, expected);
      const { id, ...created } = made;
      const { registrationInfo } = await verifyRegistrationResponse({
        ...library,
        response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: created },
        supportedAlgorithmIDs: [-7, -257],
      });
      if (registrationInfo === undefined) throw new Error('not registered');
      const used = authenticator.get(signed, faults);
      if (title === 'another signature') {
        const { signature } = createAuthenticator(SITE, kind).get(signed);
        Object.assign(used, { signature });
      }
      const { id: _id, ...response } = used;
      const taken = await isTaken(checkAssertion(used, expected, known));
      const verified = await isVerified(
        verifyAuthenticationResponse({
          ...library,
          response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
          credential: registrationInfo.credential,
        }),
      );
      expect([taken, verified]).toEqual(title === 'none' ? [true, true] : [false, false]);
    }
  });

  test('on 200 signatures of random keys: numbers with and without a leading zero', async () => {
    for (let n = 0; n < 200; n += 1) {
      const authenticator = createAuthenticator(SITE);
      const known = await checkNewCredential(authenticator.create(challenge), expected);
      expect(await isTaken(checkAssertion(authenticator.get(challenge), expected, known))).toBe(true);
    }
  });
});
