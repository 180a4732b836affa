import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ALL, SPEC } from '../exports/test-copy.ts';
import { specClient } from '../spec-client.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the consent to show correspondence is the person’s: register and copies apply it in each of their accounts', async () => {
  const client = specClient();
  const text = { ...SPEC, categories: ALL, scope: 'person', includeCorrespondence: true };
  const shown = async (): Promise<[given: boolean, copy: number]> => {
    const { body } = await client.get('owner', '/register/correspondence');
    return [body.consent.given, (await client.post('owner', '/exports', text)).status];
  };
  await client.stepUp('owner');
  expect(await shown()).toEqual([false, 400]);

  const { documents } = (await client.get('owner', '/consents')).body;
  const { purpose, version, form } = documents.find(
    (document: { purpose: string }) => document.purpose === 'correspondence-disclosure',
  );
  const { name } = (await client.get('owner', '/session')).body.user;
  const given = await client.post('owner', '/consents', { purpose, version, form, fullName: name });
  expect(given.status).toBe(201);
  expect(await shown()).toEqual([true, 201]);

  await client.post('owner', '/session/account', { accountId: 'acc-2' });
  expect(await shown()).toEqual([true, 201]);
  await client.post('owner', `/consents/${given.body.id}/withdraw`);
  expect(await shown()).toEqual([false, 400]);
  await client.post('owner', '/session/account', { accountId: 'acc-1' });
  expect(await shown()).toEqual([false, 400]);
});
