import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseNow } from './clock.ts';
import { directoryStore } from './exports/store-directory.ts';
import { languageOf } from '../core/http/language.ts';
import { createBackend, type MockBackend } from './backend.ts';
import { isPersona } from './personas.ts';
import { isProblem, type Problem, problem, problemResponse } from '../core/problem.ts';
import { SCRIPT } from '../core/unsubscribe/pages.ts';
import { isPublicPath, publicProblem } from '../core/unsubscribe/problem-page.ts';
import { STAFF_ACTIONS, staffAction, type StaffInput } from '../core/requests/staff.ts';

const COOKIE = 'mock_session';
const EXPOSED =
  'ETag, Content-Range, Content-Disposition, Repr-Digest, Retry-After, Upload-Offset, X-Request-Id';
const ALLOWED =
  'Authorization, Content-Type, Accept-Language, X-CSRF-Token, Idempotency-Key, If-Match, If-Range, Range, Upload-Offset, Last-Event-ID, X-Mock-Persona, X-Mock-Scenario, X-Mock-Now, X-Mock-Session';

/** The request as the handlers take it. */
function toRequest(incoming: IncomingMessage, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  const request = new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(method === 'GET' || method === 'HEAD' || body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
  return request;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Resolves when the reader has taken what was written, or is gone. */
const drained = (outgoing: ServerResponse): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
    if (outgoing.destroyed) done();
  });

/** Streams an answer out, as fast as the reader takes it; stops when the reader is gone. */
async function send(response: Response, outgoing: ServerResponse, bodiless: boolean): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  if (bodiless || !response.body) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  outgoing.on('close', () => void reader.cancel().catch(() => undefined));
  outgoing.flushHeaders();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await drained(outgoing);
  }
  outgoing.end();
}

/** Origins a module may be served from here: this machine, the operator's sites, and names for examples. */
const ORIGINS = /^https?:\/\/(localhost|127\.0\.0\.1|([\w-]+\.)*(activecloud\.ru|example|test))(:\d+)?$/;

/** Headers for a module on another origin: one of the list is echoed, with credentials. */
function allowOrigin(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { origin } = incoming.headers;
  if (origin === undefined || !ORIGINS.test(origin)) return;
  outgoing.setHeader('Access-Control-Allow-Origin', origin);
  outgoing.setHeader('Access-Control-Allow-Credentials', 'true');
  outgoing.setHeader('Access-Control-Expose-Headers', EXPOSED);
  outgoing.setHeader('Vary', 'Origin');
}

const json = (outgoing: ServerResponse, status: number, body: unknown) => {
  outgoing.statusCode = status;
  outgoing.setHeader('Content-Type', 'application/json');
  outgoing.end(JSON.stringify(body));
};

/** What lies outside the API: signing in, starting anew, and the staff's side of a request. */
async function control(backend: MockBackend, request: Request, outgoing: ServerResponse): Promise<void> {
  const url = new URL(request.url);
  const cookie = new RegExp(`${COOKIE}=([^;]+)`).exec(request.headers.get('Cookie') ?? '')?.[1];
  const session = request.headers.get('X-Mock-Session') ?? cookie;
  if (url.pathname === '/__mock/sign-in' && request.method === 'GET') {
    const persona = url.searchParams.get('persona') ?? 'owner';
    if (!isPersona(persona)) return json(outgoing, 400, { error: `no persona ${persona}` });
    const id = cookie ?? randomUUID();
    const attributes = 'Path=/; HttpOnly; SameSite=Lax';
    outgoing.setHeader('Set-Cookie', [
      `${COOKIE}=${id}; ${attributes}`,
      `mock_persona=${persona}; ${attributes}`,
    ]);
    return json(outgoing, 200, { persona, session: id });
  }
  if (url.pathname === '/__mock/reset' && request.method === 'POST') {
    await backend.reset(session ?? 'default');
    return json(outgoing, 200, { reset: true });
  }
  const [, id, name] = /^\/__mock\/requests\/([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
  const action = STAFF_ACTIONS.find(one => one === name);
  if (id !== undefined && action !== undefined && request.method === 'POST') {
    const wanted = request.headers.get('X-Mock-Now');
    const now = wanted === null ? new Date() : parseNow(wanted);
    if (now === undefined) return json(outgoing, 400, { error: `no instant ${wanted}` });
    const text = await request.text();
    let input: StaffInput;
    let caseId: string;
    try {
      input = (text === '' ? {} : JSON.parse(text)) as StaffInput;
      caseId = decodeURIComponent(id);
    } catch {
      return json(outgoing, 400, { error: 'no JSON, or no id' });
    }
    const moved = staffAction(backend.db(session, now), caseId, action, now, input);
    await backend.tidy(session, now);
    return json(outgoing, 200, moved);
  }
  throw problem('not-found');
}

/** The answer to a request that never reached the handlers; for an email's link in a browser it is a page, too. */
function problemOf(thrown: Problem, { headers, url = '/' }: IncomingMessage, base: string): Response {
  const lang = languageOf(headers['accept-language'] ?? null);
  const requestId = `req-${randomUUID().slice(0, 8)}`;
  const accept = new Headers({ Accept: headers.accept ?? '' });
  return url.startsWith(`${base}/`) && isPublicPath(url.slice(base.length).split('?')[0] ?? '')
    ? publicProblem(thrown, { headers: accept, url: `http://mock.invalid${url}` }, lang, requestId)
    : problemResponse(thrown, lang, requestId);
}

/** The built script of the email's page, where there is one: the page is whole without it. */
function unsubscribeScript(folder: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, SCRIPT));
  } catch {
    return undefined;
  }
}

/**
 * Makes the HTTP form of the mock: cookies, CSRF, ranges, event streams and uploads as on a server.
 * @param built the folder of the built module, for the script of the email's page
 */
export function createMockServer(
  backend: MockBackend = createBackend({ parts: directoryStore() }),
  built = 'dist',
) {
  return createServer((incoming, outgoing) => {
    void (async () => {
      allowOrigin(incoming, outgoing);
      if (incoming.method === 'OPTIONS') {
        outgoing.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
        outgoing.setHeader('Access-Control-Allow-Headers', ALLOWED);
        outgoing.setHeader('Access-Control-Max-Age', '600');
        outgoing.statusCode = 204;
        outgoing.end();
        return;
      }
      if (incoming.url === SCRIPT) {
        const script = unsubscribeScript(built);
        outgoing.statusCode = script === undefined ? 404 : 200;
        outgoing.setHeader('Content-Type', 'text/javascript; charset=utf-8');
        outgoing.end(script);
        return;
      }
      const request = toRequest(incoming, await readBody(incoming));
      if (new URL(request.url).pathname.startsWith('/__mock/')) return control(backend, request, outgoing);
      const response = await backend.handle(request);
      // No network: the connection breaks before an answer, as it would.
      if (response.type === 'error') outgoing.destroy();
      else await send(response, outgoing, incoming.method === 'HEAD');
    })().catch((error: unknown) => {
      if (outgoing.headersSent) return outgoing.destroy();
      if (!isProblem(error)) console.error(error);
      const response = problemOf(isProblem(error) ? error : problem('internal'), incoming, backend.base);
      void send(response, outgoing, incoming.method === 'HEAD');
    });
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--port');
  const port = at === -1 ? 4010 : Number(process.argv[at + 1]);
  const server = createMockServer();
  server.listen(port, () => console.log(`Mock API: http://localhost:${port}/api/privacy/v1`));
}
