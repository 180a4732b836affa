import { notifyManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { createBackend, createFetch, type As } from '../../../mocks/backend.ts';
import { sessionOfUser } from '../../../core/session/state.ts';
import { getRegister } from '../../api/generated/ops/getRegister.ts';
import { getStatement } from '../../api/generated/ops/getStatement.ts';
import { apiQuery, createRuntime, sessionQuery } from './runtime.ts';

afterEach(() => vi.unstubAllGlobals());

test.each(['another user', 'another account'])('%s: no answer of the former is kept', async who => {
  const as: As = { persona: 'owner' };
  const backend = createBackend();
  vi.stubGlobal('fetch', createFetch(backend, as));
  const runtime = createRuntime(
    { locale: 'ru', apiBase: `http://mock.invalid${backend.base}` },
    () => undefined,
  );
  const { client } = runtime;
  await runtime.load(sessionQuery);
  runtime.locale = 'en';
  await Promise.all([runtime.load(sessionQuery), runtime.load(apiQuery(getRegister))]);
  client.getMutationCache().build(client, { mutationKey: ['typed'] }, undefined);
  // Still under way when the next one is seen: it is kept for nobody.
  const late = runtime.load(apiQuery(getStatement)).catch(() => undefined);
  if (who === 'another user') as.persona = 'person';
  else sessionOfUser(backend.db().session, 'u-owner').accountId = 'acc-2';
  await runtime.recheckSession();
  await late;
  const kept = client.getQueryCache().getAll();
  expect(kept.map(({ queryKey: [id] }) => id)).toEqual(['getSession']);
  expect(JSON.stringify(kept[0]?.state.data)).not.toMatch(
    who === 'another user' ? /Лесная|Северный ветер/ : /"account":{"id":"acc-1"/,
  );
  expect(client.getMutationCache().getAll()).toEqual([]);
  runtime.close();
});

test('invalidate resolves after every observer of the query is notified', async () => {
  const backend = createBackend();
  vi.stubGlobal('fetch', createFetch(backend, { persona: 'owner' }));
  const runtime = createRuntime(
    { locale: 'ru', apiBase: `http://mock.invalid${backend.base}` },
    () => undefined,
  );
  await runtime.load(apiQuery(getRegister));
  const observer = new QueryObserver(runtime.client, runtime.queryOf(apiQuery(getRegister)));
  const before = observer.getCurrentResult().dataUpdatedAt;
  const updates: number[] = [];
  // useQuery subscribes like this.
  const stop = observer.subscribe(
    notifyManager.batchCalls(({ dataUpdatedAt }: { dataUpdatedAt: number }) => updates.push(dataUpdatedAt)),
  );
  await new Promise(resolve => setTimeout(resolve, 5));
  await runtime.invalidate(getRegister);
  expect(updates.at(-1)).toBeGreaterThan(before);
  stop();
  runtime.close();
});
