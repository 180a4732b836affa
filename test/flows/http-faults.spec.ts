import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { createMockServer } from '../../mocks/http.ts';
import { PROXY_PAGE, WRONG_SHAPE } from '../../mocks/scenarios.ts';
import { expect, PAGES, test } from './stand.ts';

/** What can befall an answer on its way over a real network. */
const FAULTS = [
  'latency',
  'cut',
  'html-502',
  'wrong-shape',
  'empty',
  '401',
  '403',
  '409',
  '412',
  '422',
  '429',
  '500',
  '503',
  'reset',
  'offline',
] as const;
type Fault = (typeof FAULTS)[number];

/** Problems by their status: as the contract has them. */
const PROBLEMS: Partial<Record<Fault, [type: string, extra?: object]>> = {
  '401': ['session-expired'],
  '403': ['forbidden', { roles: ['owner'] }],
  '409': ['conflict'],
  '412': ['stale', { currentEtag: '"v9"' }],
  '422': ['validation', { errors: [{ pointer: '/x', detail: 'Не подходит', code: 'wrong' }] }],
  '429': ['rate-limited'],
  '500': ['internal'],
  '503': ['maintenance'],
};
/** Faults in which the server has acted and only its answer is lost. */
const AFTERWARDS = new Set<Fault>(['latency', 'cut', 'html-502', 'wrong-shape', 'empty', 'reset']);
/** Faults that spare nothing; the others let the session through, so that it is the page that meets them. */
const EVERYTHING = new Set<Fault>(['401', 'reset', 'offline']);
const LATENCY = 3000;
const BUILT = 'dist';
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const HOST = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Кабинет</title><link rel="icon" href="data:,">
<script type="module" src="/activecloud-privacy.js"></script></head><body></body></html>`;

/** The mock over HTTP, and before it a server of the built module whose line can break. */
let mock: Server;
let door: Server;
let origin = '';
/** Lines that are whole again, by their names. */
const mended = new Set<string>();

/** One request over a line: `/line/<what befalls>/<name>/<what is spared>/api/…`. */
async function line(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const [, fault, name, reach, path] =
    /^\/line\/([^/]+)\/([^/]+)\/(reads|writes)(\/.*)$/.exec(incoming.url ?? '') ?? [];
  const write = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const spared =
    mended.has(name ?? '') ||
    (reach === 'writes' && !write) ||
    (reach === 'reads' && path?.endsWith('/session') === true && !EVERYTHING.has(fault as Fault));
  const what = spared ? undefined : (fault as Fault);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  if (what !== undefined && !AFTERWARDS.has(what)) return befall(what, undefined, outgoing);
  const [persona = 'owner', session = 'shared'] = (name ?? '').split('~');
  const answer = ask(
    {
      port: (mock.address() as AddressInfo).port,
      path: path ?? '/',
      method: incoming.method,
      headers: { ...incoming.headers, 'X-Mock-Persona': persona, 'X-Mock-Session': session },
    },
    from => {
      if (what === undefined) {
        outgoing.writeHead(from.statusCode ?? 500, from.headers);
        from.pipe(outgoing);
        return;
      }
      const parts: Buffer[] = [];
      from.on('data', (part: Buffer) => parts.push(part));
      from.on('end', () => {
        const body = Buffer.concat(parts);
        if (what !== 'latency') return befall(what, body, outgoing);
        setTimeout(() => {
          outgoing.writeHead(from.statusCode ?? 500, from.headers);
          outgoing.end(body);
        }, LATENCY);
      });
    },
  );
  answer.on('error', () => outgoing.destroy());
  answer.end(Buffer.concat(chunks));
}

/** Answers with a fault. @param body what the server has said, when it was asked */
function befall(fault: Fault, body: Buffer | undefined, outgoing: ServerResponse): void {
  const json = { 'Content-Type': 'application/json' };
  const problem = PROBLEMS[fault];
  if (problem !== undefined) {
    const [type, extra] = problem;
    outgoing.writeHead(Number(fault), {
      'Content-Type': 'application/problem+json',
      ...(fault === '429' || fault === '503' ? { 'Retry-After': '1' } : {}),
    });
    outgoing.end(
      JSON.stringify({
        type: `/problems/${type}`,
        title: 'Не вышло',
        detail: 'Так бывает',
        status: Number(fault),
        requestId: 'req-7',
        ...extra,
      }),
    );
  } else if (fault === 'html-502') outgoing.writeHead(502, { 'Content-Type': 'text/html' }).end(PROXY_PAGE);
  else if (fault === 'wrong-shape') outgoing.writeHead(200, json).end(WRONG_SHAPE);
  else if (fault === 'empty') outgoing.writeHead(200, json).end();
  else if (fault === 'cut') {
    // The whole length is promised, half of it comes, and the connection ends.
    outgoing.writeHead(200, { ...json, 'Content-Length': body?.length ?? 100 });
    outgoing.write(body?.subarray(0, body.length / 2), () => outgoing.destroy());
  } else outgoing.destroy();
}

test.beforeAll(async () => {
  mock = createMockServer().listen(4220);
  door = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/line/')) return void line(incoming, outgoing).catch(() => outgoing.destroy());
    if (path === '/') return void outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(HOST);
    try {
      const file = readFileSync(join(BUILT, path));
      outgoing
        .writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
        .end(file);
    } catch {
      outgoing.writeHead(404).end();
    }
  }).listen(4221);
  await Promise.all([once(mock, 'listening'), once(door, 'listening')]);
  origin = `http://localhost:${(door.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  for (const server of [door, mock]) {
    server.closeAllConnections();
    server.close();
  }
});

/** What a page shows once nothing on it waits. */
interface Shown {
  heading: string;
  ways: number;
  text: string;
  failed: boolean;
}

/** Puts the module of a line into the page, at an address of its own, and waits until it has settled. */
function show(page: Page, base: string, address: string): Promise<void> {
  return page.evaluate(
    ([to, api]) => {
      document.querySelector('activecloud-privacy')?.remove();
      history.replaceState(null, '', `#/privacy${to}`);
      const element = document.createElement('activecloud-privacy');
      element.setAttribute('api-base', api);
      element.setAttribute('locale', 'ru');
      document.body.append(element);
    },
    [address === '/' ? '' : address, base] as const,
  );
}

function settledOn(page: Page): Promise<Shown | string> {
  return page.evaluate(
    () =>
      new Promise<Shown | string>(resolve => {
        const begun = performance.now();
        const look = () => {
          const root = document.querySelector('activecloud-privacy')?.shadowRoot;
          const h1 = root?.querySelectorAll('h1') ?? [];
          const busy = root?.querySelector('[aria-busy="true"]');
          if (root && h1.length === 1 && busy === null)
            resolve({
              heading: h1[0]?.textContent ?? '',
              ways: root.querySelectorAll('.content a[href], .content button').length,
              text: root.textContent ?? '',
              failed: root.querySelector('[data-failure]') !== null,
            });
          else if (performance.now() - begun > 20_000)
            resolve(`${h1.length} headings, busy: ${busy?.outerHTML.slice(0, 200) ?? 'no'}`);
          else setTimeout(look, 30);
        };
        look();
      }),
  );
}

/** Does things on several pages of one context at once, each page one after another. */
async function each<Thing>(
  context: BrowserContext,
  things: readonly Thing[],
  pages: number,
  act: (page: Page, thing: Thing) => Promise<void>,
): Promise<void> {
  const left = [...things];
  await Promise.all(
    Array.from({ length: pages }, async () => {
      const page = await context.newPage();
      page.on('pageerror', error => errors.push(String(error)));
      await page.goto(origin);
      for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await act(page, thing);
      await page.close();
    }),
  );
}
const errors: string[] = [];

test('every page over every fault of the network says something and offers a way on', async ({ context }) => {
  test.setTimeout(120_000);
  const pairs = FAULTS.flatMap(fault =>
    PAGES.map((address, index) => ({ fault, address, name: `owner~reads`, id: `${fault}-${index}` })),
  );
  const found: string[] = [];
  await each(context, pairs, 8, async (page, { fault, address, id }) => {
    const where = `${address} × ${fault}`;
    await show(page, `/line/${fault}/owner~reads~${id}/reads/api/privacy/v1`, address);
    const shown = await settledOn(page);
    if (typeof shown === 'string') return void found.push(`${where}: ${shown}`);
    if (shown.heading.trim() === '') found.push(`${where}: no heading`);
    if (shown.ways === 0) found.push(`${where}: no way on`);
    const odd = /undefined|NaN|\[object|\bnull\b|Invalid Date|plural,/.exec(shown.text);
    if (odd) found.push(`${where}: «${odd[0]}»`);
    if (fault !== 'offline') return;
    // The connection is back: one press goes on from the same place.
    mended.add(`owner~reads~${id}`);
    await page
      .locator('activecloud-privacy')
      .getByRole('button', { name: 'Попробовать снова' })
      .first()
      .click();
    await expect(page.locator('activecloud-privacy [data-failure]'), where).toHaveCount(0);
  });
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
  // oxlint-disable-next-line no-console -- the count is a figure of its own
  console.log(`${pairs.length} pairs of page and fault over HTTP`);
});
