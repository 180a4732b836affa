import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createMockServer } from '../../mocks/http.ts';
import { createBackend, createFetch } from '../../mocks/backend.ts';
import { testContract, type Outcome } from '../contract/run.ts';

const BASE = 'http://mock.invalid/api/privacy/v1';
const OWNER = { 'X-Mock-Persona': 'owner' };
const ADMIN = { 'X-Mock-Persona': 'admin' };
const STEP_UP = { method: 'code', secret: '000000' };

/** Faults as «title: what is wrong». */
const faultsOf = ({ findings }: Outcome): string[] =>
  findings
    .filter(one => one.outcome === 'failed')
    .flatMap(({ title, details }) => details.map(detail => `${title}: ${detail}`));

type Fetch = (request: Request) => Promise<Response>;

/** A mock that answers wrongly where `answer` says so. */
function broken(answer: (request: Request, path: string, honest: Fetch) => Promise<Response> | undefined) {
  const honest = createFetch(createBackend());
  return (async (input, init) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname.replace('/api/privacy/v1', '');
    return (await answer(request, path, honest)) ?? honest(request);
  }) satisfies typeof fetch;
}

const without = (response: Response, name: string): Response => {
  const headers = new Headers(response.headers);
  headers.delete(name);
  return new Response(response.body, { status: response.status, headers });
};

// They wait for copies of the data more than they work.
describe.concurrent('the contract tests', () => {
  test('the mock passes all of them over HTTP, and every operation succeeds', async () => {
    const server = createMockServer();
    await new Promise<void>(resolve => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const outcome = await testContract({
      baseUrl: `http://localhost:${port}/api/privacy/v1/`,
      headers: OWNER,
      also: ADMIN,
      all: true,
      writes: true,
      stepUp: STEP_UP,
      origin: 'https://cdn.example',
    });
    server.close();
    server.closeAllConnections();
    expect(faultsOf(outcome)).toEqual([]);
    expect(outcome.findings.filter(one => one.outcome === 'skipped')).toEqual([]);
    expect([outcome.never, outcome.refusedOnly]).toEqual([[], []]);
    expect(outcome.text).toMatch(/^\d{3} passed, 0 failed$/m);
  });

  test('report each fault of a server that reads wrongly', async () => {
    const fetch = broken((request, path, honest) => {
      const at = `${request.method} ${path}`;
      if (at === 'GET /rights')
        return honest(request).then(async response => {
          const body = (await response.json()) as { items: { label?: unknown }[] };
          for (const item of body.items) item.label = 7;
          return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
        });
      if (at.startsWith('GET /requests/rq-') && path.split('/').length === 3)
        return honest(request).then(response => without(response, 'ETag'));
      if (at === 'GET /consents') return honest(request).then(response => without(response, 'Cache-Control'));
      if (at.startsWith('GET /unsubscribe/')) {
        const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
        const click = new Request(request.url, {
          method: 'POST',
          headers,
          body: 'List-Unsubscribe=One-Click',
        });
        return honest(click).then(() => honest(request));
      }
      if (at === 'GET /exports/contract-test-no-such-id')
        return Promise.resolve(
          Response.json(
            { type: '/problems/forbidden', title: 'No', status: 403 },
            { status: 403, headers: { 'Content-Type': 'application/problem+json' } },
          ),
        );
      return undefined;
    });
    const faults = faultsOf(await testContract({ baseUrl: BASE, headers: OWNER, fetch })).join('\n');
    expect(faults).toContain(
      'rights, every kind of them: GET /rights → 200 at /items/0/label: must be string',
    );
    expect(faults).toMatch(/one request that is \w+: GET \/requests\/rq-[\w-]+ → 200: no ETag header/);
    expect(faults).toContain(
      'consents, objections, tools: GET /consents → 200: Cache-Control is not no-store',
    );
    expect(faults).toMatch(/the state after every read is the same: mailing \w+: was on, is off/);
    expect(faults).toMatch(/getExport: an unknown id is 404, never 403: .* → 403 .* where 404 is due/);
    expect(faults).toContain("the problem at /: must have required property 'requestId'");
  });

  test('report each fault of a server that writes wrongly', async () => {
    const fetch = broken((request, path, honest) => {
      const at = `${request.method} ${path}`;
      const headers = new Headers(request.headers);
      if (at.endsWith('/submit')) {
        // A server that does not keep keys: the second call with one of them runs again.
        headers.set('Idempotency-Key', crypto.randomUUID());
        return honest(new Request(request, { headers }));
      }
      if (at.startsWith('PATCH /requests/') && headers.has('If-Match'))
        return honest(new Request(request.url, { headers: OWNER })).then(async current => {
          headers.set('If-Match', current.headers.get('ETag') ?? '');
          return honest(new Request(request, { headers }));
        });
      if (at.includes('/parts/') && headers.has('Range')) {
        headers.delete('Range');
        return honest(new Request(request, { headers }));
      }
      if (request.method === 'POST' && !path.startsWith('/unsubscribe') && !headers.has('X-CSRF-Token')) {
        return honest(new Request(`${BASE}/session`, { headers: OWNER })).then(async session => {
          headers.set('X-CSRF-Token', ((await session.json()) as { csrfToken: string }).csrfToken);
          return honest(new Request(request, { headers }));
        });
      }
      return undefined;
    });
    const options = { baseUrl: BASE, headers: OWNER, fetch, writes: true, stepUp: STEP_UP };
    const faults = faultsOf(await testContract(options)).join('\n');
    expect(faults).toMatch(
      /filing: twice by one key.*POST \/requests\/[\w-]+\/submit → 409 .*illegal-transition/,
    );
    expect(faults).toMatch(/a stale If-Match is 412: PATCH \/requests\/[\w-]+ → 200 where 412 is due/);
    expect(faults).toMatch(/a part: whole, a range.*→ 200 where 206 is due/);
    expect(faults).toMatch(
      /without its CSRF token a write is refused.*POST \/requests → 201 where 403 is due/,
    );
  });

  test('report a server that relies on headers, or that rejects parameters added by email programs', async () => {
    const fetch = broken((request, path, honest) => {
      const tag = request.headers.get('If-Match') ?? '';
      const problemResponse = (type: string, status: number) =>
        Promise.resolve(
          Response.json(
            { type: `/problems/${type}`, title: 'No', status, requestId: 'r', currentEtag: '"9"' },
            {
              status,
              headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
            },
          ),
        );
      if (request.method === 'PATCH' && tag.startsWith('W/')) return problemResponse('stale', 412);
      if (request.url.includes('utm_source')) return problemResponse('validation', 400);
      if (path === '/unsubscribe/contract-test-no-such-id') return problemResponse('not-found', 404);
      if (request.method === 'GET' && path.startsWith('/requests/rq-needs'))
        return honest(request).then(response => {
          response.headers.set('ETag', '"another"');
          return response;
        });
      if (request.method === 'POST' && (request.headers.get('Content-Type') ?? '').startsWith('multipart'))
        return problemResponse('unsupported-media', 415);
      return undefined;
    });
    const options = { baseUrl: BASE, headers: OWNER, fetch, writes: true, stepUp: STEP_UP };
    const faults = faultsOf(await testContract(options)).join('\n');
    expect(faults).toMatch(/a tag that proxies have weakened.*PATCH \/requests\/[\w-]+ → 412/);
    expect(faults).toMatch(/a link with members of a counter.*→ 400 where 200 is due/);
    expect(faults).toMatch(
      /a browser gets a page for a link that leads nowhere.*Content-Type is «application/,
    );
    expect(faults).toMatch(/what mail programs add to a click.*→ 415/);
    expect(faults).toMatch(/\/etag is "\d+", the ETag header "another"/);
  });

  test('end at once with a reason when no user is signed in', async () => {
    const { text, failed } = await testContract({
      baseUrl: BASE,
      headers: {},
      fetch: createFetch(createBackend()),
    });
    expect(failed).toBe(1);
    expect(text).toContain('FAILED  the session');
    expect(text).toContain('GET /session → 401 (/problems/session-expired');
  });
});
