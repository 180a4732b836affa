import { describe, expect, test } from 'vitest';
import { type As } from '../backend.ts';
import { testClient } from '../test-client.ts';

const CODE = '246810';
const post = (json: unknown, headers: Record<string, string> = {}) => ({ method: 'POST', json, headers });
const key = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const at = (now: string) => ({ 'X-Mock-Now': now });

/** A person who asks for codes and gives them. */
function client(as: As = { persona: 'owner' }) {
  const { send, backend } = testClient(as);
  return {
    send,
    backend,
    ask: (action: string, headers: Record<string, string> = {}) =>
      send('/session/step-up/code', post({ action }, { ...key(), ...headers })),
    give: (action: string, secret = CODE, headers: Record<string, string> = {}) =>
      send('/session/step-up', post({ method: 'email-code', action, secret }, headers)),
  };
}

const CONSENT = {
  purpose: 'correspondence-disclosure',
  fullName: 'Лесная Вера Павловна',
  form: 'electronic',
};
async function consentTo(send: ReturnType<typeof client>['send'], headers: Record<string, string> = {}) {
  const { documents } = (await send('/consents', { headers })).json;
  const { version } = documents.find((one: { purpose: string }) => one.purpose === CONSENT.purpose);
  return send('/consents', post({ ...CONSENT, version }, { ...key(), ...headers }));
}

test('a step-up names its action, and offers a code where one is enough', async () => {
  const { send } = client();
  const consent = await consentTo(send);
  expect(consent.json).toMatchObject({ type: '/problems/step-up-required', action: 'give-consent' });
  expect(consent.json.methods.map(({ id }: { id: string }) => id)).toEqual([
    'password',
    'code',
    'email-code',
  ]);
  expect(consent.json.methods[2].hint).toBe('Код придёт на v•••••@example.ru. На стенде: 246810');
  const passport = await send('/register/account/reveals', post({ field: 'passport' }));
  expect(passport.json).toMatchObject({
    action: 'show-passport',
    unavailable: [{ id: 'email-code', reason: 'action' }],
  });
  expect(passport.json.methods.map(({ id }: { id: string }) => id)).toEqual(['password', 'code']);
  expect((await send('/session')).json.stepUp.methods).toHaveLength(2);
});

test('a code is sent with the person’s address masked, by an email that holds its id and no code', async () => {
  const { ask, backend } = client();
  const { status, json } = await ask('give-consent');
  expect([status, json]).toEqual([
    202,
    {
      sentTo: 'v•••••@example.ru',
      sentAt: '2026-06-15T09:00:00.000Z',
      nextAt: '2026-06-15T09:01:00.000Z',
      expiresAt: '2026-06-15T09:10:00.000Z',
    },
  ]);
  const [email, ...others] = backend.db().outbox;
  expect(others).toEqual([]);
  expect(email).toMatchObject({ userId: 'u-owner', template: 'step-up-code', lang: 'ru' });
  expect(Object.keys(email?.parameters ?? {}).toSorted()).toEqual(['action', 'codeId', 'expiresAt']);
  expect(JSON.stringify(backend.db().session)).not.toContain(CODE);
});

test('a code confirms its action for ten minutes, and nothing else', async () => {
  const { ask, give, send } = client();
  await ask('give-consent');
  expect((await give('give-consent')).json).toEqual({ until: '2026-06-15T09:10:00.000Z' });
  expect((await send('/session')).json.stepUp.fresh).toBe(false);
  const passport = await send('/register/account/reveals', post({ field: 'passport' }));
  expect(passport.json.type).toBe('/problems/step-up-required');
  expect((await consentTo(send, at('2026-06-15T09:10:00Z'))).json.type).toBe('/problems/step-up-required');
  expect((await consentTo(send, at('2026-06-15T09:09:59Z'))).status).toBe(201);
});

describe('a code is refused', () => {
  const expired = { errors: [{ pointer: '/secret', code: 'expired' }] };

  test('the second time', async () => {
    const { ask, give } = client();
    await ask('give-consent');
    expect((await give('give-consent')).status).toBe(200);
    expect((await give('give-consent')).json).toMatchObject(expired);
  });

  test('for another action than it was sent for', async () => {
    const { ask, give } = client();
    await ask('give-consent');
    expect((await give('file-erasure')).json).toMatchObject(expired);
  });

  test('in another session than it was sent for, and what it confirmed is confirmed there alone', async () => {
    const { ask, give, send } = client();
    const bearer = { Authorization: 'Bearer mock-owner' };
    await ask('give-consent');
    expect((await give('give-consent', CODE, bearer)).json).toMatchObject(expired);
    expect((await give('give-consent')).status).toBe(200);
    expect((await consentTo(send, bearer)).json.type).toBe('/problems/step-up-required');
  });

  test('when ten minutes have passed', async () => {
    const { ask, give } = client();
    await ask('give-consent');
    expect((await give('give-consent', CODE, at('2026-06-15T09:10:00Z'))).json).toMatchObject(expired);
    expect((await give('give-consent', CODE, at('2026-06-15T09:09:59Z'))).status).toBe(200);
  });

  test('when none was asked for, and without its action', async () => {
    const { give, send } = client();
    expect((await give('give-consent')).json).toMatchObject(expired);
    const without = await send('/session/step-up', post({ method: 'email-code', secret: CODE }));
    expect(without.json.errors).toMatchObject([{ pointer: '/action', code: 'required' }]);
  });

  test('after five wrong secrets of whatever method, and no other code is sent', async () => {
    const { ask, give, send } = client();
    await ask('give-consent');
    for (let i = 0; i < 3; i++)
      expect((await give('give-consent', '111111')).json.errors).toMatchObject([
        { pointer: '/secret', code: 'wrong' },
      ]);
    for (let i = 0; i < 2; i++) await send('/session/step-up', post({ method: 'password', secret: 'no' }));
    expect((await give('give-consent')).status).toBe(429);
    const later = at('2026-06-15T09:05:00Z');
    expect((await ask('give-consent', later)).json.retryAfter).toBe(600);
    expect((await give('give-consent', CODE, at('2026-06-15T09:09:59Z'))).status).toBe(429);
  });

  test('once «this was not me» was pressed', async () => {
    const { ask, give, send } = client();
    await ask('give-consent');
    await ask('file-erasure', at('2026-06-15T09:01:00Z'));
    const now = at('2026-06-15T09:02:00Z');
    await give('give-consent', CODE, now);
    const { items } = (await send('/access-log/actions', { headers: now })).json;
    const path = `/access-log/actions/${items[0].id}/disown`;
    expect((await send(path, { method: 'POST', headers: { ...key(), ...now } })).status).toBe(200);
    expect((await give('file-erasure', CODE, now)).json).toMatchObject(expired);
    expect((await consentTo(send, now)).json.type).toBe('/problems/step-up-required');
  });
});

test('another code is sent a minute later, and ends the former one', async () => {
  const { ask, backend } = client();
  await ask('give-consent');
  const early = await ask('give-consent', at('2026-06-15T09:00:30Z'));
  expect([early.status, early.json.retryAfter, early.headers.get('Retry-After')]).toEqual([429, 30, '30']);
  expect((await ask('give-consent', at('2026-06-15T09:01:00Z'))).status).toBe(202);
  expect(backend.db().outbox).toHaveLength(2);
});

test('one key sends one email, however often it is repeated', async () => {
  const { ask, backend } = client();
  const same = key();
  const first = await ask('give-consent', same);
  expect((await ask('give-consent', same)).text).toBe(first.text);
  expect(backend.db().outbox).toHaveLength(1);
  expect((await ask('file-erasure', same)).status).toBe(422);
});

test('ten codes are sent in a day', async () => {
  const { ask } = client();
  const minute = (n: number) => at(`2026-06-15T09:${String(n * 2).padStart(2, '0')}:00Z`);
  for (let n = 0; n < 10; n++) expect((await ask('give-consent', minute(n))).status).toBe(202);
  expect((await ask('give-consent', minute(10))).json.retryAfter).toBe(86_400 - 20 * 60);
  expect((await ask('give-consent', at('2026-06-16T09:00:00Z'))).status).toBe(202);
});

test('to an address that is new no code is sent, and the advice has the day from which one can be', async () => {
  const { ask, send } = client({ persona: 'new' });
  const refused = await ask('give-consent');
  expect(refused.json.errors).toMatchObject([{ pointer: '/action', code: 'address-new' }]);
  const consent = { ...CONSENT, fullName: 'Светлова Дарья Игоревна' };
  const { documents } = (await send('/consents')).json;
  const { version } = documents.find((one: { purpose: string }) => one.purpose === CONSENT.purpose);
  const advised = await send('/consents', post({ ...consent, version }, key()));
  expect(advised.json.unavailable).toEqual([
    {
      id: 'email-code',
      reason: 'address-new',
      from: expect.stringMatching(/^2026-07-15T/) as unknown,
      detail:
        'Адрес почты у вас меньше 30 дней. Код на него можно будет прислать с 15\u00a0июля 2026\u00a0г.',
    },
  ]);
});

test.each(['show-passport', 'download-copy', 'file-erasure-without-hold'])(
  'no code is sent for %s',
  async action => {
    const { ask, give, backend } = client();
    expect((await ask(action)).json.errors).toMatchObject([{ pointer: '/action', code: 'action' }]);
    expect((await give(action)).json.errors).toMatchObject([{ pointer: '/action', code: 'action' }]);
    expect(backend.db().outbox).toEqual([]);
  },
);

test('an erasure is filed by a code, and one without waiting is not', async () => {
  const { ask, give, send } = client();
  await ask('file-erasure');
  await give('file-erasure');
  const draft = async (skipHold: boolean) => {
    const details = { categories: ['analytics'], confirmation: 'УДАЛИТЬ', skipHold };
    const made = await send('/requests', post({ kind: 'erasure', scope: 'person', details }, key()));
    return send(`/requests/${made.json.id}/submit`, post({ insist: true, confirmation: 'УДАЛИТЬ' }, key()));
  };
  expect((await draft(true)).json).toMatchObject({
    type: '/problems/step-up-required',
    action: 'file-erasure-without-hold',
  });
  expect((await draft(false)).status).toBe(200);
});
