import { afterEach, expect, test, vi } from 'vitest';
import { hostOf } from '../host.ts';
import { createApi, type Surroundings } from './client.ts';
import { Failure, worthRetrying } from './errors.ts';
import { downloadPart } from './generated/ops/downloadPart.ts';
import { getRegister } from './generated/ops/getRegister.ts';
import { listRecords } from './generated/ops/listRecords.ts';
import { stepUp } from './generated/ops/stepUp.ts';
import { revealValue } from './generated/ops/revealValue.ts';

afterEach(() => vi.unstubAllGlobals());

const problem = (type: string, status: number, extra = {}) =>
  new Response(
    JSON.stringify({ type: `/problems/${type}`, title: 'T', status, requestId: 'req-1', ...extra }),
    {
      status,
      headers: { 'Content-Type': 'application/problem+json' },
    },
  );

function client(answers: (Response | Error)[], around: Partial<Surroundings> = {}) {
  const calls: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const answer = answers.shift();
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new Error('no answer left'));
  });
  const api = createApi({
    host: () => hostOf({}),
    locale: () => 'ru',
    csrfToken: () => 'csrf-1',
    sessionNumber: () => 0,
    confirmIdentity: () => Promise.reject(new Error('not asked')),
    onFailure: () => undefined,
    ...around,
  });
  return { api, calls };
}

const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`not a Failure: ${String(error)}`);
};

test.each([
  ['the network', new TypeError('Failed to fetch'), 'network', 0, true],
  ['a problem', problem('forbidden', 403), 'forbidden', 403, false],
  ['a page of a proxy', new Response('<html>502</html>', { status: 502 }), 'unreadable', 502, true],
  ['JSON cut in the middle', new Response('{"scope":"acc', { status: 200 }), 'unreadable', 200, true],
  ['JSON of another shape', new Response('{"data":[1]}', { status: 200 }), 'unreadable', 200, true],
  ['an empty answer', new Response('', { status: 200 }), 'unreadable', 200, true],
  ['401 without a problem', new Response('', { status: 401 }), 'session-expired', 401, false],
  ['a server fault', problem('internal', 500), 'internal', 500, true],
] as const)('%s is rejected with a typed failure', async (_, answer, kind, status, again) => {
  const { api } = client([answer]);
  const failure = await failureOf(api.call(getRegister));
  expect([failure.kind, failure.status, worthRetrying(failure)]).toEqual([kind, status, again]);
});

test('a failure has the request id for support and the seconds to wait', async () => {
  const answer = problem('rate-limited', 429);
  answer.headers.set('Retry-After', '7');
  const failure = await failureOf(client([answer]).api.call(getRegister));
  expect([failure.retryAfter, failure.requestId]).toEqual([7, 'req-1']);
});

test('the address has the encoded path and the query; a read has a language header and no CSRF token', async () => {
  const { api, calls } = client([problem('not-found', 404)]);
  await failureOf(
    api.call(listRecords, { path: { category: 'a/b' }, query: { kind: 'payment', limit: 50, offset: 100 } }),
  );
  expect(calls[0]?.url).toBe('/api/privacy/v1/register/a%2Fb/records?kind=payment&limit=50&offset=100');
  const headers = calls[0]?.init.headers as Record<string, string>;
  expect(headers['Accept-Language']).toBe('ru');
  expect(headers['X-CSRF-Token']).toBeUndefined();
});

test('the client sends the write again with the same key after a step-up', async () => {
  const failures: Failure[] = [];
  const value = { value: 'v', revealedAt: '2026-02-02T09:00:00Z', hideAfterSeconds: 60, logEntryId: 'al-1' };
  const { api, calls } = client(
    [
      problem('step-up-required', 403, { methods: [{ id: 'code', label: 'c' }] }),
      new Response(JSON.stringify(value)),
    ],
    { confirmIdentity: failure => Promise.resolve(void failures.push(failure)) },
  );
  const answer = await api.call(revealValue, {
    path: { category: 'account' },
    body: { field: 'passport' },
    key: 'k-1',
  });
  expect(answer).toEqual(value);
  expect(failures).toHaveLength(1);
  expect(calls.map(({ init }) => (init.headers as Record<string, string>)['Idempotency-Key'])).toEqual([
    'k-1',
    'k-1',
  ]);
  expect(calls.map(({ init }) => (init.headers as Record<string, string>)['X-CSRF-Token'])).toEqual([
    'csrf-1',
    'csrf-1',
  ]);
});

test('a declined step-up rejects the call, and a second step-up is never requested', async () => {
  const declined = new Failure('revealValue', 'step-up-required');
  const first = client([problem('step-up-required', 403)], {
    confirmIdentity: () => Promise.reject(declined),
  });
  expect(await failureOf(first.api.call(revealValue, { path: { category: 'account' }, body: {} }))).toBe(
    declined,
  );
  const second = client([problem('step-up-required', 403)]);
  const failure = await failureOf(second.api.call(stepUp, { body: { method: 'code', secret: 'x' } }));
  expect([failure.kind, second.calls.length]).toEqual(['step-up-required', 1]);
});

test('with bearer auth the client sends nothing until the host has set getToken', async () => {
  let admit = () => {};
  const admitted = new Promise<void>(resolve => (admit = resolve));
  const host = hostOf({ auth: 'bearer' });
  const { api, calls } = client([problem('internal', 500)], { host: () => host, admitted: () => admitted });
  const failures = failureOf(api.call(getRegister));
  expect(calls).toEqual([]);
  host.getToken = () => Promise.resolve('token-1');
  admit();
  expect((await failures).kind).toBe('internal');
  expect(calls.map(({ init }) => new Headers(init.headers).get('Authorization'))).toEqual(['Bearer token-1']);
});

test.each([
  ['rejects', () => Promise.reject(new Error('no'))],
  [
    'throws',
    () => {
      throw new Error('no');
    },
  ],
  ['is missing', undefined],
])('a missing token (%s) rejects the call as an ended session', async (_, getToken) => {
  const received: string[] = [];
  const { api, calls } = client([], {
    host: () => hostOf({ auth: 'bearer', ...(getToken ? { getToken } : {}) }),
    onFailure: ({ kind }) => received.push(kind),
  });
  expect((await failureOf(api.call(getRegister))).kind).toBe('session-expired');
  expect([calls, received]).toEqual([[], ['session-expired']]);
});

test('a session that ends during the step-up is reported as an ended session', async () => {
  const received: string[] = [];
  const { api, calls } = client([problem('step-up-required', 403), problem('session-expired', 401)], {
    confirmIdentity: () => Promise.resolve(),
    onFailure: ({ kind }) => received.push(kind),
  });
  const failures = api.call(revealValue, { path: { category: 'account' }, body: {} });
  expect((await failureOf(failures)).kind).toBe('session-expired');
  expect([calls.length, received]).toEqual([2, ['session-expired']]);
});

/** The wait that a failure carries, by the header and the member of the body. */
async function waitOf(header: string | undefined, member?: unknown): Promise<number | undefined> {
  const answer = problem('rate-limited', 429, member === undefined ? {} : { retryAfter: member });
  if (header !== undefined) answer.headers.set('Retry-After', header);
  return (await failureOf(client([answer]).api.call(getRegister))).retryAfter;
}

test.each([
  ['seconds', '7', undefined, 7],
  ['seconds of both', '7', 9, 7],
  ['the body, where the header is lost', undefined, 9, 9],
  ['the body, where the header says nothing', 'soon', 9, 9],
  ['an hour at most: a timer of weeks fires at once', '9999999999', undefined, 3600],
  ['nothing', undefined, undefined, undefined],
  ['nothing, of a body that says none', undefined, 'a while', undefined],
  ['nothing below zero', '-5', -5, undefined],
] as const)('`retryAfter` of the failure: %s', async (_, header, member, seconds) => {
  expect(await waitOf(header, member)).toBe(seconds);
});

test('`retryAfter` of the failure: the seconds until a date in Retry-After, as some proxies send it', async () => {
  const seconds = await waitOf(new Date(Date.now() + 20_000).toUTCString());
  expect(seconds).toBeGreaterThan(15);
  expect(seconds).toBeLessThanOrEqual(20);
  expect(await waitOf('Wed, 21 Oct 2015 07:28:00 GMT')).toBeUndefined();
});

test('an HTML answer of a proxy has its Retry-After in the failure too', async () => {
  const page = new Response('<html>', { status: 503, headers: { 'Retry-After': '4' } });
  expect((await failureOf(client([page]).api.call(getRegister))).retryAfter).toBe(4);
});

test('every call is sent with cache no-store', async () => {
  const { api, calls } = client([problem('not-found', 404)]);
  await failureOf(api.call(getRegister));
  expect(calls[0]?.init.cache).toBe('no-store');
});

test.each([
  [403, 'step-up-required'],
  [404, 'not-found'],
  [410, 'gone'],
  [429, 'rate-limited'],
  [502, 'unreadable'],
] as const)('an answer to HEAD has no body: status %d becomes the failure %s', async (status, kind) => {
  const declined = new Failure('downloadPart', 'step-up-required');
  const { api } = client([new Response(null, { status })], {
    confirmIdentity: () => Promise.reject(declined),
  });
  const failures = api.read(
    { ...downloadPart, method: 'head' },
    { path: { id: 'ex-1', n: 1 }, problems: { 403: 'step-up-required', 404: 'not-found', 410: 'gone' } },
    () => Promise.resolve(),
  );
  expect((await failureOf(failures)).kind).toBe(kind);
});

test('`confirmIdentity` receives the session number of the call, though another customer has signed in before the answer', async () => {
  let sessionNumber = 1;
  const by: number[] = [];
  const { api } = client([problem('step-up-required', 403)], {
    sessionNumber: () => sessionNumber,
    confirmIdentity: (failure, sentBy) => {
      by.push(sentBy);
      return Promise.reject(failure);
    },
  });
  const failures = api.call(revealValue, { path: { category: 'account' }, body: {} });
  sessionNumber = 2;
  await failureOf(failures);
  expect(by).toEqual([1]);
});
