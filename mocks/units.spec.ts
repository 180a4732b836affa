import { describe, expect, test, vi } from 'vitest';
import type { Handler } from '../core/context.ts';
import type { OperationId } from '../src/api/operation.ts';
import { exampleCalls, exampleRequest } from './contract-examples.ts';
import { handlers } from '../core/handlers.ts';
import { testClient } from './test-client.ts';

const STEP_UP = { method: 'POST', json: { method: 'code', secret: '000000' } } as const;
/** Reads that travel by POST. */
const READS = new Set(['searchRegister', 'searchRecords', 'estimateExport', 'previewErasure']);
const isWrite = ({ route }: (typeof exampleCalls)[number]) =>
  route.method !== 'GET' && route.method !== 'HEAD' && !READS.has(route.id);

/** The handler of an operation that does all it does, and throws then. */
function failingAtTheEnd(id: OperationId): Handler<OperationId> {
  const handler = handlers[id] as unknown as Handler<OperationId>;
  const two = typeof handler === 'function' ? { decide: handler } : handler;
  return {
    ...two,
    decide: (context, gathered) => {
      const done = two.decide(context, gathered as never);
      if (done instanceof Promise) {
        return done.then(() => {
          throw new Error('planted');
        }) as never;
      }
      throw new Error('planted');
    },
  };
}

describe('a write whose handler throws after its changes leaves nothing', () => {
  test.each(exampleCalls.filter(isWrite))('$title', async example => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { id } = example.route;
    const { send, backend } = testClient(
      { persona: 'owner' },
      { overrides: id === 'stepUp' ? {} : { [id]: failingAtTheEnd(id) } },
    );
    await send('/session/step-up', STEP_UP);
    // Files of seeded copies are packed at the first look, which is no write.
    if (example.route.path.includes('/exports')) await send('/exports');
    const before = backend.snapshot();
    const { path, init } = exampleRequest(example);
    const answer = await send(path, init);
    if (id === 'stepUp') return;
    expect(answer.status).toBe(500);
    expect(logged.mock.calls.flat().join(' ')).toContain('planted');
    expect(backend.snapshot()).toEqual(before);
    logged.mockRestore();
  });

  test('a step-up, too', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { send, backend } = testClient(
      { persona: 'owner' },
      { overrides: { stepUp: failingAtTheEnd('stepUp') } },
    );
    await send('/session');
    const before = backend.snapshot();
    expect((await send('/session/step-up', STEP_UP)).status).toBe(500);
    expect(backend.snapshot()).toEqual(before);
    vi.restoreAllMocks();
  });
});

describe('a read leaves nothing but entries of the access log', () => {
  test.each(exampleCalls.filter(example => !isWrite(example)))('$title', async example => {
    const { send, backend } = testClient({ persona: 'owner' });
    await send('/session/step-up', STEP_UP);
    // The files of seeded copies are packed at the first look.
    const { path, init } = exampleRequest(example);
    await send(path, init);
    const { access: _log, ...before } = backend.snapshot()?.db ?? {};
    await send(path, init);
    const { access: _later, ...after } = backend.snapshot()?.db ?? {};
    expect(after).toEqual(before);
  });
});

test('five wrong secrets are remembered over a restart: the sixth try is refused', async () => {
  const wrong = { method: 'POST', json: { method: 'code', secret: '111111' } } as const;
  const first = testClient({ persona: 'owner' });
  for (let i = 0; i < 3; i++) expect((await first.send('/session/step-up', wrong)).status).toBe(400);
  const snapshot = first.backend.snapshot();
  if (snapshot === undefined) throw new Error('nothing remembered');
  const second = testClient({ persona: 'owner' });
  second.backend.restore(JSON.parse(JSON.stringify(snapshot)) as typeof snapshot);
  for (let i = 0; i < 2; i++) expect((await second.send('/session/step-up', wrong)).status).toBe(400);
  expect((await second.send('/session/step-up', STEP_UP)).status).toBe(429);
});

test('requests that are filed at once get a number each', async () => {
  const { send } = testClient({ persona: 'owner' });
  const body = (about: string) => ({
    method: 'POST',
    json: { kind: 'complaint', scope: 'person', details: { about } },
  });
  const made = await Promise.all(['one', 'two', 'three'].map(about => send('/requests', body(about))));
  expect(new Set(made.map(({ json }) => json.number as string)).size).toBe(3);
});

test('a rejected secret leaves its key free for the right one', async () => {
  const { send } = testClient({ persona: 'owner' });
  const headers = { 'Idempotency-Key': crypto.randomUUID() };
  const wrong = { method: 'POST', json: { method: 'code', secret: '111111' }, headers } as const;
  expect((await send('/session/step-up', wrong)).status).toBe(400);
  expect((await send('/session/step-up', { ...STEP_UP, headers })).status).toBe(200);
});
