// A server-rendered look-alike of a customer panel with the built module inside: `npm run demo`, and what the
// end-to-end tests of the guest run against. The panel has its own session, templates, CSS framework and content policy.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createMockServer } from '../mocks/http.ts';
import { isPersona, PERSONAS } from '../mocks/personas.ts';
import { contentPolicy, panelPage, template, typeOf } from './page.ts';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '../dist');
const bootstrap = createRequire(import.meta.url).resolve('bootstrap3/dist/css/bootstrap.min.css');
const SESSION = 'panel_session';
const API = '/api/privacy/v1';
const MODULE = '/privacy-center/';

/** Where the parts of the demo are: all at the panel's own origin, or the module's files and the API elsewhere. */
export interface DemoOptions {
  /** Origin of the module's files; the panel's own when not given. */
  files?: string;
  /** Origin of the API; the panel's own when not given. */
  api?: string;
  /** What stands in the head: the snippet of the build, which is the default, or nothing but the tag. */
  head?: 'snippet' | 'tag';
  /** Another page in the module's place, for comparison: what it has in the head and in the content, and its script. */
  instead?: { head: string; content: string; script: string };
}

/** How texts are compressed: `gzip` as a panel's proxy does, `br` as files do that were compressed beforehand. */
type Encoding = 'gzip' | 'br';
const COMPRESS = { gzip: gzipSync, br: brotliCompressSync };

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  preferred: Encoding = 'gzip',
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  const text = /javascript|css|html|json/.test(type);
  if (text) response.setHeader('Vary', 'Accept-Encoding');
  const accepted = String(response.req.headers['accept-encoding']).split(/[\s,]+/);
  const encoding = [preferred, 'gzip' as const].find(one => accepted.includes(one));
  if (!text || encoding === undefined) {
    response.end(body);
    return;
  }
  response.setHeader('Content-Encoding', encoding);
  response.end(compressed(body, encoding));
}

const sendPage = (response: ServerResponse, status: number, html: string): void =>
  send(response, status, 'text/html; charset=utf-8', html);

const encoded = new Map<string, Buffer>();

/** The compressed bytes of a text; each text is compressed once. */
function compressed(body: string | Buffer, encoding: Encoding): Buffer {
  const key = `${encoding} ${createHash('sha256').update(body).digest('hex')}`;
  const known = encoded.get(key) ?? COMPRESS[encoding](body);
  encoded.set(key, known);
  return known;
}

/** A file of the built module; false when there is none. Names with a digest may be kept for ever. */
export function sendModuleFile(path: string, response: ServerResponse): boolean {
  const file = normalize(join(dist, path));
  if (!file.startsWith(dist) || !existsSync(file) || file.includes(join(dist, 'maps'))) return false;
  response.setHeader(
    'Cache-Control',
    path.startsWith('chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  // The files are the same for everybody: any origin may load them, which `integrity` asks for.
  response.setHeader('Access-Control-Allow-Origin', '*');
  send(response, 200, typeOf(path), readFileSync(file), 'br');
  return true;
}

const PAGES: Readonly<Record<string, { title: string; text: string }>> = {
  '/': { title: 'Главная', text: 'Здесь были бы сведения об аккаунте.' },
  '/services': { title: 'Услуги', text: 'Здесь был бы список услуг.' },
  '/bills': { title: 'Счета', text: 'Здесь были бы счета.' },
  '/support': { title: 'Поддержка', text: 'Здесь была бы переписка с поддержкой.' },
};

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Makes the panel; it answers the API too unless that is elsewhere. Start it with `listen`. */
export function createDemo(options: DemoOptions = {}): Server {
  const mock = createMockServer(undefined, dist);
  /** The panel's own sessions: who is signed in. */
  const sessions = new Map<string, string>();

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const persona = form.get('persona') ?? '';
    if (!isPersona(persona)) return send(response, 400, 'text/plain; charset=utf-8', 'Нет такого клиента');
    const id = randomUUID();
    sessions.set(id, persona);
    const kept = 'Path=/; HttpOnly; SameSite=Lax';
    // The panel signs the customer in to the API as well: here both are one site.
    response.setHeader('Set-Cookie', [
      `${SESSION}=${id}; ${kept}`,
      `mock_session=${id}; ${kept}`,
      `mock_persona=${persona}; ${kept}`,
    ]);
    if (form.get('return') === 'close')
      return sendPage(
        response,
        200,
        panelPage('Вход', '<p>Вы вошли. Эту вкладку можно закрыть.</p>', persona),
      );
    response.setHeader('Location', '/account#/privacy');
    response.statusCode = 303;
    response.end();
  }

  function signOut(cookie: string | undefined, response: ServerResponse): void {
    if (cookie !== undefined) sessions.delete(cookie);
    response.setHeader(
      'Set-Cookie',
      [SESSION, 'mock_session', 'mock_persona'].map(name => `${name}=; Path=/; Max-Age=0`),
    );
    response.setHeader('Location', '/sign-in');
    response.statusCode = 303;
    response.end();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://panel');
    const { pathname } = url;
    if (pathname.startsWith(MODULE) && sendModuleFile(pathname.slice(MODULE.length), response)) return;
    response.setHeader('Content-Security-Policy', contentPolicy(options));
    response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
    if (options.instead && pathname === '/static/instead.js')
      return send(response, 200, typeOf(pathname), options.instead.script, 'br');
    if (pathname === '/static/bootstrap.css')
      return send(response, 200, typeOf(pathname), readFileSync(bootstrap));
    const own = /^\/static\/(panel\.(?:css|js))$/.exec(pathname)?.[1];
    if (own !== undefined) return send(response, 200, typeOf(own), readFileSync(join(here, 'static', own)));

    const cookie = new RegExp(`${SESSION}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
    if (pathname === '/sign-in' && request.method === 'POST') return signIn(request, response);
    if (pathname === '/sign-out' && request.method === 'POST') return signOut(cookie, response);
    const customer = cookie === undefined ? undefined : sessions.get(cookie);
    if (pathname === '/sign-in' || customer === undefined) {
      const personas = PERSONAS.map(persona => `<option value="${persona}">${persona}</option>`).join('');
      const back = url.searchParams.get('return') === 'close' ? 'close' : '';
      return sendPage(response, 200, template('sign-in', { personas, return: back }));
    }
    if (pathname === '/account') {
      const snippet = readFileSync(join(dist, 'snippet.html'), 'utf8').replaceAll(
        `"${MODULE}`,
        `"${options.files ?? ''}${MODULE}`,
      );
      const tag = /<script .*<\/script>/.exec(snippet)?.[0] ?? '';
      const { instead } = options;
      if (instead)
        return sendPage(response, 200, panelPage('Приватность', instead.content, customer, instead.head));
      const head = options.head === 'tag' ? tag : snippet;
      const content = template('privacy', { apiBase: `${options.api ?? ''}${API}` });
      return sendPage(response, 200, panelPage('Приватность', content, customer, head));
    }
    const plain = PAGES[pathname];
    if (!plain)
      return sendPage(response, 404, panelPage('Нет страницы', '<p>Нет такой страницы.</p>', customer));
    sendPage(response, 200, panelPage(plain.title, `<h1>${plain.title}</h1><p>${plain.text}</p>`, customer));
  }

  return createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith(API) || path.startsWith('/__mock/') || path === '/activecloud-unsubscribe.js') {
      mock.emit('request', request, response);
      return;
    }
    answer(request, response).catch(() => {
      send(response, 500, 'text/plain; charset=utf-8', 'Ошибка стенда');
    });
  });
}

/** Starts a server at a free port, or at the one given. Resolves to its origin. */
export function listen(server: Server, port = 0): Promise<string> {
  return new Promise(resolve => {
    server.listen(port, () => resolve(`http://localhost:${(server.address() as AddressInfo).port}`));
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--port');
  const origin = await listen(createDemo(), at === -1 ? 4030 : Number(process.argv[at + 1]));
  // oxlint-disable-next-line no-console -- the address is what the command is run for
  console.log(`Panel with the privacy center: ${origin}/account#/privacy`);
}
