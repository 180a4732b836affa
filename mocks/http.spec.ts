import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { reprDigest } from '../core/digest.ts';
import { directoryStore } from './exports/store-directory.ts';
import { createMockServer } from './http.ts';
import { createBackend } from './backend.ts';
import { VALID_TOKEN } from './mailings/seed.ts';

const files = directoryStore();
const server = createMockServer(createBackend({ parts: files }));
let origin = '';
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await files.close();
});

const api = (path: string, init: RequestInit = {}) => fetch(`${origin}/api/privacy/v1${path}`, init);

/** Signs in by cookie, as a browser would, with a database of its own. */
async function signIn(persona: string): Promise<{ cookie: string; csrf: string }> {
  const response = await fetch(`${origin}/__mock/sign-in?persona=${persona}`);
  const cookie = response.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ');
  const session = (await (await api('/session', { headers: { cookie } })).json()) as { csrfToken: string };
  return { cookie, csrf: session.csrfToken };
}

describe('the HTTP adapter', () => {
  test('without a sign-in there is no session; with the cookie there is', async () => {
    expect((await api('/session')).status).toBe(401);
    const { cookie } = await signIn('person');
    const session = (await (await api('/session', { headers: { cookie } })).json()) as { role: string };
    expect(session.role).toBe('owner');
  });

  test('a write needs the token of its session', async () => {
    const { cookie, csrf } = await signIn('owner');
    const write = (token?: string) =>
      api('/policy/acknowledgements', {
        method: 'POST',
        headers: {
          cookie,
          'Content-Type': 'application/json',
          ...(token === undefined ? {} : { 'X-CSRF-Token': token }),
        },
        body: JSON.stringify({ version: 'demo-next' }),
      });
    expect((await write()).status).toBe(403);
    expect((await write('other')).status).toBe(403);
    expect((await write(csrf)).status).toBe(200);
  });

  test('two sign-ins do not meet, and a reset forgets one of them', async () => {
    const [one, other] = [await signIn('owner'), await signIn('owner')];
    await api('/policy/acknowledgements', {
      method: 'POST',
      headers: { cookie: one.cookie, 'Content-Type': 'application/json', 'X-CSRF-Token': one.csrf },
      body: JSON.stringify({ version: 'demo-next' }),
    });
    const unseen = async ({ cookie }: { cookie: string }) =>
      ((await (await api('/session', { headers: { cookie } })).json()) as { policyToAcknowledge?: string })
        .policyToAcknowledge;
    expect([await unseen(one), await unseen(other)]).toEqual([undefined, 'demo-next']);
    await fetch(`${origin}/__mock/reset`, { method: 'POST', headers: { cookie: one.cookie } });
    expect(await unseen(one)).toBe('demo-next');
  });

  test('another origin is echoed with credentials, and only what the contract lists may be sent', async () => {
    const preflight = await api('/register', {
      method: 'OPTIONS',
      headers: { Origin: 'https://host.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('https://host.example');
    expect(preflight.headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Idempotency-Key');
  });

  test('an event stream ends with the final state, a range is a range of the same bytes', async () => {
    const headers = { 'X-Mock-Persona': 'owner', 'X-Mock-Session': 'http-spec' };
    const stream = await api('/exports/ex-ready/events', { headers });
    expect(stream.headers.get('Content-Type')).toContain('text/event-stream');
    expect(await stream.text()).toContain('event: export');
    const whole = new Uint8Array(await (await api('/exports/ex-ready/parts/1', { headers })).arrayBuffer());
    const part = await api('/exports/ex-ready/parts/1', { headers: { ...headers, Range: 'bytes=10-29' } });
    expect([part.status, part.headers.get('Content-Range')]).toEqual([206, `bytes 10-29/${whole.length}`]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(10, 30));
  });

  test('a download that broke continues where it broke, to the same digest', async () => {
    const headers = { 'X-Mock-Persona': 'owner', 'X-Mock-Session': 'http-resume' };
    const gone = new AbortController();
    const first = await api('/exports/ex-ready/parts/1', { headers, signal: gone.signal });
    const digest = first.headers.get('Repr-Digest');
    const begun = (await first.body?.getReader().read())?.value ?? new Uint8Array();
    gone.abort();
    const rest = await api('/exports/ex-ready/parts/1', {
      headers: { ...headers, Range: `bytes=${begun.length}-`, 'If-Range': first.headers.get('ETag') ?? '' },
    });
    expect(rest.status).toBe(206);
    const whole = Buffer.concat([begun, new Uint8Array(await rest.arrayBuffer())]);
    expect(reprDigest(createHash('sha256').update(whole).digest('hex'))).toBe(digest);
  });

  test('a reset of a database deletes its files', async () => {
    const headers = { 'X-Mock-Persona': 'owner', 'X-Mock-Session': 'http-reset' };
    await api('/exports/ex-ready', { headers });
    const own = async () => (await files.names()).filter(name => name.startsWith('http-reset.'));
    expect(await own()).toHaveLength(1);
    await fetch(`${origin}/__mock/reset`, { method: 'POST', headers });
    expect(await own()).toEqual([]);
  });

  test('the staff’s side moves a request on', async () => {
    const headers = { 'X-Mock-Persona': 'owner', 'X-Mock-Session': 'http-staff' };
    const staffResponse = await fetch(`${origin}/__mock/requests/rq-in-work/ask`, {
      method: 'POST',
      headers,
    });
    expect(staffResponse.status).toBe(200);
    const { status } = (await (await api('/requests/rq-in-work', { headers })).json()) as { status: string };
    expect(status).toBe('needs_user');
    // What the domain forbids the staff may not do either.
    const again = await fetch(`${origin}/__mock/requests/rq-closed/take`, { method: 'POST', headers });
    expect(again.status).toBe(409);
  });

  test('offline breaks the connection', async () => {
    await expect(
      api('/session', { headers: { 'X-Mock-Persona': 'owner', 'X-Mock-Scenario': 'offline' } }),
    ).rejects.toThrow();
  });
});

describe('a client that closes its connection', () => {
  /** A server that keeps the request it got, and makes its answer by `answer`. */
  const serving = async (answer: (request: Request) => Response | Promise<Response>) => {
    const requests: Request[] = [];
    const made = createMockServer({
      ...createBackend(),
      handle: async request => {
        requests.push(request);
        return answer(request);
      },
    });
    await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve));
    return {
      requests,
      at: `http://127.0.0.1:${(made.address() as AddressInfo).port}`,
      close: () => made.close(),
    };
  };
  const CHUNK = new Uint8Array(65_536);
  /** Bytes without end, and how many of them were asked for. */
  const endless = () => {
    const state = { bytes: 0, cancelled: false };
    const body = new ReadableStream<Uint8Array>(
      {
        pull: controller => {
          state.bytes += CHUNK.length;
          controller.enqueue(CHUNK);
        },
        cancel: () => {
          state.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { state, body };
  };

  test('aborts the signal of an event stream and cancels the stream', async () => {
    const backend = createBackend();
    let cancelled = false;
    const { requests, at, close } = await serving(async request => {
      const answer = await backend.handle(request);
      const reader = answer.body?.getReader();
      const body = new ReadableStream<Uint8Array>({
        pull: async controller => controller.enqueue((await reader?.read())?.value),
        cancel: async reason => {
          cancelled = true;
          await reader?.cancel(reason);
        },
      });
      return new Response(body, answer);
    });
    const client = new AbortController();
    const stream = await fetch(`${at}/api/privacy/v1/exports/ex-awaiting-owner/events`, {
      headers: { 'X-Mock-Persona': 'owner' },
      signal: client.signal,
    });
    const first = await stream.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toContain('event: export');
    expect([cancelled, requests[0]?.signal.aborted]).toEqual([false, false]);
    client.abort();
    await vi.waitFor(() => expect([cancelled, requests[0]?.signal.aborted]).toEqual([true, true]));
    close();
  });

  test('stops a download: its file is read no further than the client takes it, then not at all', async () => {
    const { state, body } = endless();
    const { requests, at, close } = await serving(() => new Response(body));
    const client = new AbortController();
    const download = await fetch(`${at}/file`, { signal: client.signal });
    await download.body?.getReader().read();
    // The buffers of both ends are full: nothing more is read until the client takes what it has.
    let before = -1;
    await vi.waitFor(
      () => {
        const grown = state.bytes - before;
        before = state.bytes;
        expect(grown).toBe(0);
      },
      { interval: 200, timeout: 5000 },
    );
    expect([state.cancelled, requests[0]?.signal.aborted]).toEqual([false, false]);
    client.abort();
    await vi.waitFor(() => expect([state.cancelled, requests[0]?.signal.aborted]).toEqual([true, true]));
    close();
  });

  test('does not abort what was answered in full', async () => {
    const { requests, at, close } = await serving(() => new Response('done'));
    expect(await (await fetch(`${at}/file`)).text()).toBe('done');
    close();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(requests[0]?.signal.aborted).toBe(false);
  });

  test.each([0, 1, 3])('a body that fails after %i chunks breaks the connection', async count => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let left = count;
    const failing = new ReadableStream<Uint8Array>(
      {
        pull: async controller => {
          await new Promise(resolve => setTimeout(resolve, 20));
          if (left === 0) throw new Error('the file is gone');
          left -= 1;
          controller.enqueue(CHUNK);
        },
      },
      { highWaterMark: 0 },
    );
    const { at, close } = await serving(() => new Response(failing));
    await expect(fetch(`${at}/file`).then(answer => answer.arrayBuffer())).rejects.toThrow();
    close();
    silent.mockRestore();
  });
});

describe('the link of an email over HTTP', () => {
  const LINK = `/unsubscribe/${VALID_TOKEN}`;
  const page = { Accept: 'text/html' };

  test('takes what mail programs send, and answers a browser with a page in every case', async () => {
    const answerOf = async (path: string, init: RequestInit = {}) => {
      const answer = await api(path, init);
      return [answer.status, answer.headers.get('Content-Type')];
    };
    const html = 'text/html; charset=utf-8';
    expect(await answerOf(`${LINK}?utm_source=newsletter`, { headers: page })).toEqual([200, html]);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect(await answerOf(LINK, { method: 'POST', headers: page, body: form })).toEqual([200, html]);
    expect(await answerOf(LINK, { method: 'POST', body: 'List-Unsubscribe=One-Click\r\n' })).toEqual([
      200,
      'application/json',
    ]);
    expect(await answerOf('/unsubscribe/nobody', { headers: page })).toEqual([404, html]);
    expect(await answerOf(LINK, { method: 'DELETE', headers: page })).toEqual([405, html]);
    expect(await answerOf(LINK, { method: 'POST', headers: page })).toEqual([400, html]);
  });

  test('a fault outside of the handlers is a page as well, and a problem elsewhere', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = createBackend();
    const failing = createMockServer({ ...broken, handle: () => Promise.reject(new Error('no disk')) });
    await new Promise<void>(resolve => failing.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(failing.address() as AddressInfo).port}/api/privacy/v1`;
    for (const [path, type] of [
      [LINK, 'text/html; charset=utf-8'],
      ['/session', 'application/problem+json'],
    ] as const) {
      const answer = await fetch(at + path, { headers: page });
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([500, type]);
    }
    failing.close();
    expect(silent).toHaveBeenCalled();
    silent.mockRestore();
  });
});
