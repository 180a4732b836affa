import { describe, expect, test } from 'vitest';
import type { OperationId } from '../src/api/operation.ts';
import { operationIds, routeOf } from '../core/http/contract.ts';
import { createBackend, createFetch, PERSONAS, SCENARIOS } from './backend.ts';
import { SHORT_SESSION_MS, SIGNED_OUT_MS } from './scenarios.ts';
import { testClient, csrfOf } from './test-client.ts';

const pointers = (answer: { json: { errors?: { pointer: string }[] } }) =>
  answer.json.errors?.map(one => one.pointer);

describe('a request that breaks the contract', () => {
  const { send } = testClient({ persona: 'owner' });

  test.each([
    ['/register?colour=red', 'query/colour'],
    ['/register?scope=universe', 'query/scope'],
    ['/register/services/records?limit=0', 'query/limit'],
    ['/register/services/records?limit=many', 'query/limit'],
    ['/register/services/records?limit=5&limit=6', 'query/limit'],
    ['/register/services/records?from=2026-02-30', 'query/from'],
    ['/register/services/records?thirdParty=maybe', 'query/thirdParty'],
    ['/register/services/records?sort=colour', 'query/sort'],
    ['/disclosures?year=1812', 'query/year'],
  ])('the error of %s has its pointer', async (path, pointer) => {
    const answer = await send(path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.json.type).toBe('/problems/validation');
    expect(pointers(answer)).toContain(pointer);
  });

  test.each([
    [{}, '/text'],
    [{ text: '' }, '/text'],
    [{ text: 'a', colour: 'red' }, '/colour'],
    [{ text: 'a', limit: '5' }, '/limit'],
    [{ text: 'a', limit: 500 }, '/limit'],
  ])('the errors of a body %j have their pointer', async (json, pointer) => {
    const answer = await send('/register/search', { method: 'POST', json });
    expect(answer.status).toBe(400);
    expect(pointers(answer)).toEqual([pointer]);
  });

  test('a body of one of several kinds gets the errors of its own kind', async () => {
    const bad = { kind: 'access', scope: 'person', details: { mode: 'gossip' } };
    expect(pointers(await send('/requests', { method: 'POST', json: bad }))).toEqual(['/details/mode']);
    const unknown = { kind: 'wish', scope: 'person', details: {} };
    expect(pointers(await send('/requests', { method: 'POST', json: unknown }))).toEqual(['/kind']);
  });

  test('a missing key, a broken JSON, another content type', async () => {
    const noKey = await send('/exports', { method: 'POST', json: {}, headers: { 'Idempotency-Key': '' } });
    expect(pointers(noKey)?.some(one => one === 'header/idempotency-key')).toBe(true);
    const headers = { 'Content-Type': 'application/json' };
    expect((await send('/register/search', { method: 'POST', body: '{', headers })).status).toBe(400);
    const text = await send('/register/search', {
      method: 'POST',
      body: 'text=1',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(text.json.type).toBe('/problems/unsupported-media');
  });

  test('an unknown path and a wrong method are not found', async () => {
    for (const [path, method] of [
      ['/nothing', 'GET'],
      ['/session', 'DELETE'],
      ['/register/nothing', 'GET'],
    ] as const) {
      const answer = await send(path, { method });
      expect([answer.status, answer.json.type]).toEqual([404, '/problems/not-found']);
      expect(answer.json.requestId).toMatch(/^req-/);
    }
  });

  test('a persona, a scenario or an hour that do not exist', async () => {
    for (const headers of [
      { 'X-Mock-Persona': 'king' },
      { 'X-Mock-Scenario': 'hail' },
      { 'X-Mock-Now': 'soon' },
    ]) {
      expect((await send('/session', { headers })).status).toBe(400);
    }
  });
});

describe('an answer that breaks the contract', () => {
  test.each([
    ['a member nobody named', { until: '2026-06-15T09:10:00Z', colour: 'red' }],
    ['a missing member', {}],
    ['a wrong format', { until: 'soon' }],
  ])('%s is a fault of the mock, and is reported', async (_, body) => {
    const { send, breaks } = testClient(
      { persona: 'owner' },
      { overrides: { stepUp: () => ({ body: body as never }) } },
    );
    const answer = await send('/session/step-up', {
      method: 'POST',
      json: { method: 'code', secret: '000000' },
    });
    expect([answer.status, answer.json.type]).toEqual([500, '/problems/internal']);
    expect(breaks.map(one => one.id)).toEqual(['stepUp']);
  });

  test('a status or a content type the contract does not know', async () => {
    for (const reply of [
      { status: 202, body: { until: '2026-06-15T09:10:00Z' } },
      { response: new Response('<p>', { headers: { 'Content-Type': 'text/html' } }) },
    ]) {
      const { send, breaks } = testClient({ persona: 'owner' }, { overrides: { stepUp: () => reply } });
      await send('/session/step-up', { method: 'POST', json: { method: 'code', secret: '000000' } });
      expect(breaks).toHaveLength(1);
    }
  });
});

describe('identity', () => {
  test('a request without a person is 401; a token needs no person', async () => {
    const { send } = testClient();
    expect((await send('/session')).json.type).toBe('/problems/session-expired');
    expect((await send('/unsubscribe/nonsense')).status).not.toBe(401);
  });

  test('a header, a bearer and a cookie sign in', async () => {
    const { send } = testClient();
    const by = async (headers: Record<string, string>) => (await send('/session', { headers })).json;
    expect((await by({ 'X-Mock-Persona': 'person' })).user.id).toBe('u-person');
    const bearer = await by({ Authorization: 'Bearer mock-finance' });
    expect(bearer.role).toBe('finance');
    expect(bearer.csrfToken).toBeUndefined();
    expect((await by({ Authorization: 'Bearer mock-king' })).status).toBe(401);
    expect((await by({ Authorization: 'Bearer stolen' })).status).toBe(401);
  });

  test('a write needs the session’s token, unless a bearer makes it', async () => {
    const { send } = testClient();
    const json = { text: 'Яндекс' };
    const headers = { 'X-Mock-Persona': 'owner', 'X-CSRF-Token': 'old' };
    expect((await send('/register/search', { method: 'POST', json, headers })).json.type).toBe(
      '/problems/csrf',
    );
    const bearer = { Authorization: 'Bearer mock-owner', 'X-CSRF-Token': '' };
    expect((await send('/register/search', { method: 'POST', json, headers: bearer })).status).toBe(200);
  });

  test('the token stays the same, and is another in another session', async () => {
    const { backend } = testClient();
    expect(await csrfOf(backend)).toBe(await csrfOf(backend));
    const other = await createFetch(backend, { persona: 'owner', session: 'other' })(
      `${backend.base}/session`,
    );
    expect(((await other.json()) as { csrfToken: string }).csrfToken).not.toBe(await csrfOf(backend));
  });

  test('sessions do not meet', async () => {
    const { send } = testClient({ persona: 'owner' });
    await send('/session/account', { method: 'POST', json: { accountId: 'acc-2' } });
    expect((await send('/session')).json.account.id).toBe('acc-2');
    expect((await send('/session', { headers: { 'X-Mock-Session': 'beside' } })).json.account.id).toBe(
      'acc-1',
    );
  });
});

describe('every answer', () => {
  test('is not stored, and speaks the language asked for', async () => {
    const { send } = testClient({ persona: 'owner' });
    for (const [header, spoken] of [
      ['en-GB,ru;q=0.5', 'en'],
      ['ru', 'ru'],
      ['de', 'ru'],
      ['en;q=0.1, ru;q=0.9', 'ru'],
    ] as const) {
      const answer = await send('/register', { headers: { 'Accept-Language': header } });
      expect(answer.headers.get('Content-Language')).toBe(spoken);
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
      const lost = await send('/register/nothing', { headers: { 'Accept-Language': header } });
      expect(lost.json.title).toBe(spoken === 'ru' ? 'Не найдено' : 'Not found');
      expect(lost.headers.get('Cache-Control')).toBe('no-store');
    }
  });
});

const EXAMPLES: Record<string, string> = {
  category: 'account',
  topic: 'promotions',
  purpose: 'offers',
  tool: 'yandex-metrika',
  version: '2020-10-21',
};
/** GETs that take nothing but what the lists give. */
const PLAIN_GETS = operationIds
  .map(routeOf)
  .filter(
    route =>
      route.method === 'GET' &&
      route.answers[0]?.types.includes('application/json') &&
      !/\{(id|n|aid|token|record)\}/.test(route.path),
  );

describe.each(PERSONAS)('%s', persona => {
  test('reads every list in both languages and scopes, by the contract', async () => {
    const { send, breaks } = testClient({ persona });
    for (const route of PLAIN_GETS) {
      const scoped = route.parameters.some(one => one.name === 'scope')
        ? ['', '?scope=person', '?scope=account']
        : [''];
      for (const query of scoped)
        for (const lang of ['ru', 'en']) {
          const path =
            route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? 'x') + query;
          const answer = await send(path, { headers: { 'Accept-Language': lang } });
          expect([path, answer.status]).toEqual([path, 200]);
          expect(answer.text).not.toMatch(/undefined|NaN|\[object/);
        }
    }
    expect(breaks).toEqual([]);
  });

  test('reads each thing of the lists', async () => {
    const { send, breaks } = testClient({ persona });
    for (const path of ['/requests', '/exports']) {
      for (const scope of ['person', 'account']) {
        const list = await send(`${path}?scope=${scope}&limit=200`);
        for (const { id } of list.json.items) {
          const one = await send(`${path}/${id}`);
          expect([id, one.status]).toEqual([id, 200]);
        }
      }
    }
    for (const { id } of (await send('/policy/versions')).json.items)
      expect((await send(`/policy/versions/${id}`)).status).toBe(200);
    expect(breaks).toEqual([]);
  });
});

describe('a scenario', () => {
  const { send, backend } = testClient({ persona: 'owner' });
  const under = (scenario: (typeof SCENARIOS)[number], path = '/policy/versions') =>
    send(path, { as: { scenario } });

  test('error-500, session-expired, rate-limited and maintenance are problems', async () => {
    expect((await under('error-500')).json.type).toBe('/problems/internal');
    expect((await under('session-expired', '/session')).json.type).toBe('/problems/session-expired');
    const limited = await under('rate-limited');
    expect([limited.status, limited.headers.get('Retry-After')]).toEqual([429, '3']);
    const closed = await under('maintenance');
    expect([closed.status, closed.headers.get('Retry-After')]).toEqual([503, '120']);
  });

  test('session-ending is a session that other calls prolong, and that ends', async () => {
    let at = Date.parse('2026-02-02T09:00:00.000Z');
    const short = testClient({ persona: 'owner', scenario: 'session-ending' }, { clock: () => new Date(at) });
    const end = async () => Date.parse((await short.send('/session')).json.expiresAt) - at;
    expect(await end()).toBe(SHORT_SESSION_MS);
    at += 60_000;
    expect(await end()).toBe(SHORT_SESSION_MS - 60_000);
    await short.send('/policy/versions');
    expect(await end()).toBe(SHORT_SESSION_MS);
    at += SHORT_SESSION_MS;
    expect((await short.send('/session')).json.type).toBe('/problems/session-expired');
    at += SIGNED_OUT_MS;
    expect(await end()).toBe(SHORT_SESSION_MS);
  });

  test('html-502 is a page, malformed is JSON of another shape, truncated is no JSON', async () => {
    const page = await under('html-502');
    expect([page.status, page.headers.get('Content-Type')]).toEqual([502, 'text/html']);
    expect((await under('malformed')).json.items).toBeUndefined();
    const cut = await under('truncated');
    expect(() => cut.json).toThrow();
  });

  test('offline is no answer at all', async () => {
    await expect(
      createFetch(backend, { persona: 'owner', scenario: 'offline' })(`${backend.base}/session`),
    ).rejects.toThrow(TypeError);
  });

  test('slow waits two to five seconds', async () => {
    const waits: number[] = [];
    const slow = testClient(
      { persona: 'owner', scenario: 'slow' },
      { delay: async ms => void waits.push(ms) },
    );
    for (let i = 0; i < 20; i++) await slow.send('/policy/versions');
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5000);
    expect(new Set(waits).size).toBeGreaterThan(5);
  });

  test('flaky fails about three in ten, each once, and the same in each run', async () => {
    const series = async () => {
      const flaky = testClient({ persona: 'owner', scenario: 'flaky' });
      const seen: boolean[] = [];
      for (let i = 0; i < 200; i++) seen.push((await flaky.send('/policy/versions')).status === 200);
      return seen;
    };
    const seen = await series();
    const failures = seen.filter(ok => !ok).length;
    expect(failures).toBeGreaterThan(25);
    expect(failures).toBeLessThan(80);
    expect(seen.some((ok, i) => !ok && seen[i + 1] === false)).toBe(false);
    expect(await series()).toEqual(seen);
  });

  test('conflict refuses writes and lets reads pass', async () => {
    const as = { scenario: 'conflict' } as const;
    const write = await send('/policy/acknowledgements', {
      method: 'POST',
      json: { version: 'demo-next' },
      as,
    });
    expect(write.json.type).toBe('/problems/conflict');
    expect((await send('/register', { as })).status).toBe(200);
    expect((await send('/register/search', { method: 'POST', json: { text: 'акт' }, as })).status).toBe(200);
  });

  test('source-down names Kayako and when it last answered', async () => {
    for (const path of [
      '/overview',
      '/register',
      '/register/account',
      '/register/correspondence/records',
      '/statement',
      '/access-log',
    ]) {
      const { partial } = (await under('source-down', path)).json;
      const silent = partial.filter(({ reason }: { reason?: string }) => reason === undefined);
      expect([path, silent.map((one: { system: string }) => one.system)]).toEqual([path, ['kayako']]);
      expect(partial[0].lastGoodAt).toBe('2026-06-15T03:00:00.000Z');
    }
    expect((await under('source-down', '/register/services/records')).json.partial).toEqual([]);
  });
});

describe('the clock', () => {
  test('a date is its noon in Moscow', async () => {
    const { send } = testClient({ persona: 'owner' });
    expect((await send('/session', { headers: { 'X-Mock-Now': '2026-02-02' } })).json.now).toBe(
      '2026-02-02T09:00:00.000Z',
    );
    expect(
      (await send('/session', { headers: { 'X-Mock-Now': '2026-02-02T10:00:00+03:00' } })).json.now,
    ).toBe('2026-02-02T07:00:00.000Z');
  });

  test('a clock on an earlier day keeps the database', async () => {
    const { send, backend } = testClient({ persona: 'owner' });
    await send('/session');
    const before = backend.snapshot()?.db.seededAt;
    await send('/register', { headers: { 'X-Mock-Now': '2020-01-01' } });
    expect(backend.snapshot()?.db.seededAt).toBe(before);
  });
});

describe('writes may be repeated', () => {
  const complaint = (about: string, key: string) => ({
    method: 'POST',
    json: { kind: 'complaint', scope: 'person', details: { about } },
    headers: { 'Idempotency-Key': key },
  });

  test('the same key gives the first answer, with another body it is refused', async () => {
    const { send } = testClient({ persona: 'owner' });
    const key = crypto.randomUUID();
    const first = await send('/requests', complaint('one', key));
    const again = await send('/requests', complaint('one', key));
    expect(again.text).toBe(first.text);
    expect((await send('/requests', complaint('other', key))).json.type).toBe('/problems/key-reused');
    expect((await send('/requests', complaint('one', crypto.randomUUID()))).json.id).not.toBe(first.json.id);
  });

  test('a double click acts once', async () => {
    const { send, backend } = testClient({ persona: 'owner' });
    await send('/session');
    const length = () => backend.snapshot()?.db.requests.length ?? 0;
    const before = length();
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send('/requests', complaint('one', key))),
    );
    expect(new Set(answers.map(one => one.text)).size).toBe(1);
    expect(length()).toBe(before + 1);
  });

  test('a refusal is not kept: the same key works after the step-up', async () => {
    const { send } = testClient({ persona: 'owner' });
    const consent = {
      method: 'POST',
      json: {
        purpose: 'correspondence-disclosure',
        version: '2026-1',
        fullName: 'Лесная Вера Павловна',
        form: 'electronic',
      },
      headers: { 'Idempotency-Key': crypto.randomUUID() },
    };
    expect((await send('/consents', consent)).json.type).toBe('/problems/step-up-required');
    await send('/session/step-up', { method: 'POST', json: { method: 'code', secret: '000000' } });
    expect((await send('/consents', consent)).status).toBe(201);
  });

  test('a shown value is never answered from a store: each request for it is checked and logged', async () => {
    const { send, backend } = testClient({ persona: 'person' });
    const show = {
      method: 'POST',
      json: { field: 'email' },
      headers: { 'Idempotency-Key': crypto.randomUUID() },
    };
    const first = await send('/register/account/reveals', show);
    const again = await send('/register/account/reveals', show);
    expect(again.json.logEntryId).not.toBe(first.json.logEntryId);
    expect(JSON.stringify(backend.snapshot())).not.toContain(String(first.json.value));
  });
});

describe('memory', () => {
  test('is plain JSON, small, and comes back', async () => {
    const one = testClient({ persona: 'huge' });
    await one.send('/register/services/records');
    const snapshot = one.backend.snapshot();
    if (!snapshot) throw new Error('nothing remembered');
    const text = JSON.stringify(snapshot);
    expect(JSON.parse(text)).toEqual(snapshot);
    expect(text.length).toBeLessThan(2_000_000);
    const other = createBackend();
    other.restore(JSON.parse(text) as typeof snapshot);
    expect(other.snapshot()).toEqual(snapshot);
  });

  test('a write notifies the listeners, a read does not', async () => {
    const { send, backend } = testClient({ persona: 'owner' });
    await send('/session');
    const operations: string[] = [];
    const stop = backend.subscribe(session => operations.push(session));
    await send('/register');
    expect(operations).toEqual([]);
    await send('/session/account', { method: 'POST', json: { accountId: 'acc-2' } });
    expect(operations).toEqual(['default']);
    stop();
    await backend.reset();
    expect(operations).toHaveLength(1);
    expect((await send('/session')).json.account.id).toBe('acc-1');
  });
});

test('the same mock answers fetch in Node', async () => {
  const { startMockServer } = await import('./node.ts');
  const server = startMockServer({ as: { persona: 'finance' } });
  try {
    const response = await fetch(`http://account.example${server.backend.base}/session`);
    expect(((await response.json()) as { role: string }).role).toBe('finance');
    server.set({ scenario: 'offline' });
    await expect(fetch(`http://account.example${server.backend.base}/session`)).rejects.toThrow(TypeError);
  } finally {
    server.stop();
  }
});

test('every operation has a handler', async () => {
  const { handlers } = await import('../core/handlers.ts');
  expect(operationIds.filter((id: OperationId) => handlers[id] === undefined)).toEqual([]);
});
