import { describe, expect, test } from 'vitest';
import { PERSONAS } from '../backend.ts';
import { testClient } from '../test-client.ts';

const STEP_UP = { method: 'POST', json: { method: 'code', secret: '000000' } } as const;
const WRONG = { method: 'POST', json: { method: 'password', secret: 'no' } } as const;

test('a second account is another role', async () => {
  const { send } = testClient({ persona: 'owner' });
  const other = await send('/session/account', { method: 'POST', json: { accountId: 'acc-2' } });
  expect([other.json.account.id, other.json.role, other.json.scopes]).toEqual(['acc-2', 'user', ['person']]);
  expect((await send('/session/account', { method: 'POST', json: { accountId: 'acc-huge' } })).status).toBe(
    404,
  );
});

test.each(PERSONAS)('%s begins with the scope of their role', async persona => {
  const { send } = testClient({ persona });
  const { scopes, role } = (await send('/session')).json;
  expect(scopes[0]).toBe(role === 'user' ? 'person' : 'account');
  expect((await send('/register')).json.scope).toBe(scopes[0]);
});

describe('the fresh sign-in', () => {
  test('holds for ten minutes', async () => {
    const { send } = testClient({ persona: 'person' });
    expect((await send('/session')).json.stepUp.fresh).toBe(false);
    expect((await send('/session/step-up', STEP_UP)).json.until).toBe('2026-06-15T09:10:00.000Z');
    const at = async (now: string) =>
      (await send('/session', { headers: { 'X-Mock-Now': now } })).json.stepUp.fresh;
    expect(await at('2026-06-15T09:09:59Z')).toBe(true);
    expect(await at('2026-06-15T09:10:00Z')).toBe(false);
  });

  test('is not given for a wrong secret, and after five of them not for a while', async () => {
    const { send } = testClient({ persona: 'person' });
    for (let i = 0; i < 5; i++)
      expect((await send('/session/step-up', WRONG)).json.errors[0].pointer).toBe('/secret');
    const closed = await send('/session/step-up', STEP_UP);
    expect([closed.status, Number(closed.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    const later = await send('/session/step-up', {
      ...STEP_UP,
      headers: { 'X-Mock-Now': '2026-06-15T09:11:00Z' },
    });
    expect(later.status).toBe(200);
  });
});
