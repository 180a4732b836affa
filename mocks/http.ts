import { createServer, type Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { Hono } from 'hono/tiny';
import { parseNow } from './clock.ts';
import { directoryStore } from './exports/store-directory.ts';
import { languageOf } from '../core/http/language.ts';
import { createBackend, type MockBackend } from './backend.ts';
import { isPersona } from './personas.ts';
import { isProblem, type Problem, problem, problemResponse } from '../core/problem.ts';
import { SCRIPT } from '../core/unsubscribe/pages.ts';
import { isPublicPath, publicProblem } from '../core/unsubscribe/problem-page.ts';
import { CROSS_ORIGIN } from '../core/http/cross-origin.ts';
import { STAFF_ACTIONS, type StaffInput } from '../core/requests/staff.ts';

type Env = { Bindings: HttpBindings };

const COOKIE = 'mock_session';
/** Origins a module may be served from here: this machine, the operator's sites, and names for examples. */
const ORIGINS = /^https?:\/\/(localhost|127\.0\.0\.1|([\w-]+\.)*(activecloud\.ru|example|test))(:\d+)?$/;

/** Headers for a module on another origin: an origin that matches `ORIGINS` is echoed, with credentials. */
const crossOrigin = cors({
  ...CROSS_ORIGIN,
  origin: origin => (ORIGINS.test(origin) ? origin : null),
  allowHeaders: [
    ...CROSS_ORIGIN.allowHeaders,
    'Accept-Language',
    'X-Mock-Persona',
    'X-Mock-Scenario',
    'X-Mock-Now',
    'X-Mock-Session',
  ],
  exposeHeaders: [...CROSS_ORIGIN.exposeHeaders, 'X-Request-Id'],
});

/** The session of a request, from the header of the mock or the cookie of `GET /__mock/sign-in`. */
const sessionOf = ({ req }: Context<Env>): string | undefined =>
  req.header('X-Mock-Session') ?? cookieOf(req.header('Cookie'));

const cookieOf = (header = ''): string | undefined => parseCookie(header)[COOKIE];

/** What lies outside the API: signing in, starting anew, and the staff's side of a request. */
function controlRoutes(app: Hono<Env>, backend: MockBackend): void {
  app.get('/__mock/sign-in', c => {
    const persona = c.req.query('persona') ?? 'owner';
    if (!isPersona(persona)) return c.json({ error: `no persona ${persona}` }, 400);
    const session = cookieOf(c.req.header('Cookie')) ?? randomUUID();
    const options = { path: '/', httpOnly: true, sameSite: 'lax' } as const;
    c.header('Set-Cookie', stringifySetCookie(COOKIE, session, options), { append: true });
    c.header('Set-Cookie', stringifySetCookie('mock_persona', persona, options), { append: true });
    return c.json({ persona, session });
  });

  app.post('/__mock/reset', async c => {
    await backend.reset(sessionOf(c) ?? 'default');
    return c.json({ reset: true });
  });

  app.post('/__mock/requests/:id/:action', async c => {
    const action = STAFF_ACTIONS.find(one => one === c.req.param('action'));
    if (action === undefined) throw problem('not-found');
    const wanted = c.req.header('X-Mock-Now');
    const now = wanted === undefined ? new Date() : parseNow(wanted);
    if (now === undefined) return c.json({ error: `no instant ${wanted}` }, 400);
    const text = await c.req.text();
    let input: StaffInput;
    try {
      input = (text === '' ? {} : JSON.parse(text)) as StaffInput;
    } catch {
      return c.json({ error: 'no JSON' }, 400);
    }
    const session = sessionOf(c);
    const options = { session, now, staffInput: input };
    return c.json(await backend.staff(c.req.param('id'), action, options));
  });

  app.all('/__mock/*', () => {
    throw problem('not-found');
  });
}

/** The answer to a request whose handling failed; for the unsubscribe link in a browser it is a page, too. */
function answerToRefused(thrown: Problem, request: Request, base: string): Response {
  const lang = languageOf(request.headers.get('Accept-Language'));
  const requestId = `req-${randomUUID().slice(0, 8)}`;
  const { pathname } = new URL(request.url);
  return pathname.startsWith(`${base}/`) && isPublicPath(pathname.slice(base.length))
    ? publicProblem(thrown, request, lang, requestId)
    : problemResponse(thrown, lang, requestId);
}

/** The built script of the letter's page, where there is one: the page is whole without it. */
function letterScript(folder: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return readFileSync(join(folder, SCRIPT));
  } catch {
    return undefined;
  }
}

/**
 * Makes the HTTP form of the mock: cookies, CSRF, ranges, event streams and uploads as on a server. A client that closes
 * its connection aborts `request.signal` and cancels the body of the answer.
 * @param built the folder of the built module, for the script of the letter's page
 */
export function createMockServer(
  backend: MockBackend = createBackend({ parts: directoryStore() }),
  built = 'dist',
): Server {
  const app = new Hono<Env>();
  app.use(crossOrigin);
  app.get(SCRIPT, c => {
    const script = letterScript(built);
    c.header('Content-Type', 'text/javascript; charset=utf-8');
    return script === undefined ? c.body(null, 404) : c.body(script);
  });
  controlRoutes(app, backend);
  app.all('*', async c => {
    const response = await backend.handle(c.req.raw);
    if (response.type !== 'error') return response;
    // The scenario `offline`: the connection breaks before an answer.
    c.env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  app.onError((error, c) => {
    if (!isProblem(error)) console.error(error);
    return answerToRefused(isProblem(error) ? error : problem('internal'), c.req.raw, backend.base);
  });
  // The mock runs in the tests of a host: its `Request` and `Response` stay as they are.
  const listener = getRequestListener(app.fetch, { hostname: 'localhost', overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  // Packing keeps the process busy for longer than Node waits for the next request of a connection (5 s): a client would send
  // one into a connection that is about to close.
  server.keepAliveTimeout = 60_000;
  return server;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--port');
  const port = at === -1 ? 4010 : Number(process.argv[at + 1]);
  const server = createMockServer();
  server.listen(port, () => console.log(`Mock API: http://localhost:${port}/api/privacy/v1`));
}
