import { notifyManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { createBackend, createFetch, type As } from '../../../mocks/backend.ts';
import { sessionOfUser } from '../../../core/session/state.ts';
import { Failure } from '../../api/errors.ts';
import { getRegister } from '../../api/generated/ops/getRegister.ts';
import { getSession } from '../../api/generated/ops/getSession.ts';
import { getStatement } from '../../api/generated/ops/getStatement.ts';
import { apiQuery, isQueryOf } from '../../api/query.ts';
import { sessionQuery } from './queries.ts';
import { createRuntime } from './module-runtime.ts';

afterEach(() => vi.unstubAllGlobals());

test.each(['another user', 'another account'])(
  '%s: no answer of the former customer stays in the cache',
  async who => {
    const as: As = { persona: 'owner' };
    const backend = createBackend();
    vi.stubGlobal('fetch', createFetch(backend, as));
    const runtime = createRuntime(
      { locale: 'ru', apiBase: `http://mock.invalid${backend.base}` },
      () => undefined,
    );
    const { client } = runtime;
    await client.ensureQueryData(sessionQuery(runtime));
    runtime.locale = 'en';
    await Promise.all([
      client.ensureQueryData(sessionQuery(runtime)),
      client.ensureQueryData(apiQuery(runtime, getRegister)),
    ]);
    client.getMutationCache().build(client, { mutationKey: ['typed'] }, undefined);
    // Still under way when the next one is seen: it is kept for nobody.
    const late = client.ensureQueryData(apiQuery(runtime, getStatement)).catch(() => undefined);
    if (who === 'another user') as.persona = 'person';
    else sessionOfUser(backend.db().session, 'u-owner').accountId = 'acc-2';
    await runtime.recheckSession();
    await late;
    const kept = client.getQueryCache().getAll();
    expect(kept).toHaveLength(1);
    expect(kept.every(isQueryOf(getSession))).toBe(true);
    expect(JSON.stringify(kept[0]?.state.data)).not.toMatch(
      who === 'another user' ? /Лесная|Северный ветер/ : /"account":{"id":"acc-1"/,
    );
    expect(client.getMutationCache().getAll()).toEqual([]);
    runtime.close();
  },
);

const openRuntime = () => {
  const backend = createBackend();
  vi.stubGlobal('fetch', createFetch(backend, { persona: 'owner' }));
  return createRuntime({ locale: 'ru', apiBase: `http://mock.invalid${backend.base}` }, () => undefined);
};

test('invalidate resolves after every observer of the query is notified', async () => {
  const runtime = openRuntime();
  const query = apiQuery(runtime, getRegister);
  await runtime.client.ensureQueryData(query);
  const observer = new QueryObserver(runtime.client, query);
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

test('a closed runtime caches no later answer', async () => {
  const runtime = openRuntime();
  const { client } = runtime;
  const late = client.ensureQueryData(apiQuery(runtime, getStatement)).catch(() => undefined);
  runtime.close();
  await late;
  await client.ensureQueryData(sessionQuery(runtime)).catch(() => undefined);
  await vi.waitFor(() => expect(client.getQueryCache().getAll()).toEqual([]));
});

/** What a mutation was refused with, and how the wait at the gate ended. */
async function waitAtGate(
  kind: 'step-up-required' | 'session-expired',
  meanwhile: 'nothing' | 'another user',
) {
  const as: As = { persona: 'owner' };
  const backend = createBackend();
  vi.stubGlobal('fetch', createFetch(backend, as));
  let confirm = () => {};
  const onStepUp = () => new Promise<void>(resolve => (confirm = resolve));
  const runtime = createRuntime(
    { locale: 'ru', apiBase: `http://mock.invalid${backend.base}`, onStepUp },
    () => undefined,
  );
  await runtime.client.ensureQueryData(sessionQuery(runtime));
  if (kind === 'session-expired') runtime.sessionLost.set(true);
  const failure = new Failure('sendMessage', kind);
  const ended = runtime.confirmIdentity(failure, runtime.sessionNumber).then(
    () => 'goes on',
    (error: unknown) => (error === failure ? 'the refusal' : error),
  );
  if (meanwhile === 'another user') as.persona = 'person';
  await runtime.recheckSession();
  confirm();
  const how = await ended;
  runtime.close();
  return how;
}

test.each(['step-up-required', 'session-expired'] as const)(
  '%s: the rejected call continues after the same customer has confirmed the identity, and never for another one',
  async kind => {
    expect(await waitAtGate(kind, 'nothing')).toBe('goes on');
    expect(await waitAtGate(kind, 'another user')).toBe('the refusal');
  },
);
