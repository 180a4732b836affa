import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestOptions,
  type IncomingMessage,
  request as sendRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { createMockServer } from '../../mocks/http.ts';
import { PROXY_PAGE, WRONG_SHAPE } from '../../mocks/scenarios.ts';
import { STEP_MS } from '../limits.ts';
import { expect, PAGES, test } from './playground.ts';
import { placeModule } from './place-module.ts';

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
/** Milliseconds, long enough for a skeleton to show. */
const LATENCY = 600;
const BUILT = 'dist';
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const HOST = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Кабинет</title><link rel="icon" href="data:,">
<script type="module" src="/activecloud-privacy.js"></script></head><body></body></html>`;

/** The mock over HTTP, and before it a server of the built module whose line can break. */
let mock: Server;
let endpoint: Server;
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
  const stream = path?.endsWith('/events') === true;
  if (what !== undefined && (stream || !AFTERWARDS.has(what))) return befall(what, undefined, outgoing);
  const [persona = 'owner', session = 'shared'] = (name ?? '').split('~');
  const init = {
    port: (mock.address() as AddressInfo).port,
    path: path ?? '/',
    method: incoming.method,
    headers: { ...incoming.headers, 'X-Mock-Persona': persona, 'X-Mock-Session': session },
  };
  if (stream) {
    const through = sendRequest(init, from =>
      from.pipe(outgoing.writeHead(from.statusCode ?? 500, from.headers)),
    );
    outgoing.on('close', () => through.destroy());
    through.on('error', () => outgoing.destroy());
    return void through.end();
  }
  const key = `${init.path} ${String(incoming.headers.accept)}`;
  const whole =
    reach === 'reads' && !write ? (stored.get(key) ?? answerOf(init)) : answerOf(init, Buffer.concat(chunks));
  // What is only read is the same for every line: the mock is asked once.
  if (reach === 'reads' && !write) stored.set(key, whole);
  const { status, headers, body } = await whole;
  if (what === 'latency') await new Promise(resolve => setTimeout(resolve, LATENCY));
  if (what === undefined || what === 'latency') outgoing.writeHead(status, headers).end(body);
  else befall(what, body, outgoing);
}

interface Whole {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
const stored = new Map<string, Promise<Whole>>();

/** The mock's answer, all of it. */
function answerOf(init: RequestOptions, sent?: Buffer): Promise<Whole> {
  return new Promise((resolve, reject) => {
    const call = sendRequest(init, from => {
      const parts: Buffer[] = [];
      from.on('data', (part: Buffer) => parts.push(part));
      from.on('end', () =>
        resolve({ status: from.statusCode ?? 500, headers: from.headers, body: Buffer.concat(parts) }),
      );
    });
    call.on('error', reject);
    call.end(sent);
  });
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
  mock = createMockServer().listen(0);
  endpoint = createServer((incoming, outgoing) => {
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
  }).listen(0);
  await Promise.all([once(mock, 'listening'), once(endpoint, 'listening')]);
  origin = `http://localhost:${(endpoint.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  for (const server of [endpoint, mock]) {
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

function settledOn(page: Page): Promise<Shown | string> {
  return page.evaluate(
    limit =>
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
          else if (performance.now() - begun > limit)
            resolve(`${h1.length} headings, busy: ${busy?.outerHTML.slice(0, 200) ?? 'no'}`);
          else setTimeout(look, 30);
        };
        look();
      }),
    2 * STEP_MS,
  );
}

/** How many pages of one test are at work at once: each waits for the network more than it works. */
const PAGES_AT_ONCE = 2;

/** Does things on several pages of one context at once, each page one after another. What a page throws is added to `errors`. */
async function each<Thing>(
  context: BrowserContext,
  errors: string[],
  things: readonly Thing[],
  perform: (page: Page, thing: Thing) => Promise<void>,
): Promise<void> {
  const left = [...things];
  await Promise.all(
    Array.from({ length: PAGES_AT_ONCE }, async () => {
      const page = await context.newPage();
      page.on('pageerror', error => errors.push(String(error)));
      await page.goto(origin);
      for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await perform(page, thing);
      await page.close();
    }),
  );
}
for (const fault of FAULTS)
  test(`${fault}: every page shows a message and a control to continue`, async ({ context }) => {
    const errors: string[] = [];
    const found: string[] = [];
    await each(context, errors, [...PAGES.entries()], async (page, [index, address]) => {
      const where = `${address} × ${fault}`;
      const name = `owner~reads~${fault}-${index}`;
      await placeModule(page, `/line/${fault}/${name}/reads/api/privacy/v1`, address);
      const shown = await settledOn(page);
      if (typeof shown === 'string') return void found.push(`${where}: ${shown}`);
      if (shown.heading.trim() === '') found.push(`${where}: no heading`);
      if (shown.ways === 0) found.push(`${where}: no way on`);
      const odd = /undefined|NaN|\[object|\bnull\b|Invalid Date|plural,/.exec(shown.text);
      if (odd) found.push(`${where}: «${odd[0]}»`);
      if (fault !== 'offline') return;
      // The connection is back: one press goes on from the same place.
      mended.add(name);
      await page
        .locator('activecloud-privacy')
        .getByRole('button', { name: 'Попробовать снова' })
        .first()
        .click();
      await expect(page.locator('activecloud-privacy [data-failure]'), where).toHaveCount(0);
    });
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
  });

const TYPED = 'Верный дом 4, а не 14.';
interface HeldAction {
  what: string;
  persona: string;
  /** Readies the server; the answer is the address of the page. */
  ready(api: Api): Promise<string>;
  button: RegExp;
  /** What stands on the page once it is done. */
  done: RegExp;
  /** How often the server has done it. */
  times(api: Api): Promise<number>;
  /** Where what was typed stands. */
  typed?: string;
}

/** The mock asked directly, in one persona's session. */
type Api = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;
function apiOf(persona: string, session: string): Api {
  return async <Answer>(method: string, path: string, body?: object) => {
    const base = `http://localhost:${(mock.address() as AddressInfo).port}/api/privacy/v1`;
    const own = { 'X-Mock-Persona': persona, 'X-Mock-Session': session };
    const { csrfToken } = (await (await fetch(`${base}/session`, { headers: own })).json()) as {
      csrfToken: string;
    };
    const response = await fetch(base + path, {
      method,
      headers: {
        ...own,
        ...(body === undefined
          ? {}
          : {
              'Content-Type': 'application/json',
              'X-CSRF-Token': csrfToken,
              'Idempotency-Key': crypto.randomUUID(),
            }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer;
  };
}

const ACTIONS: readonly HeldAction[] = [
  {
    what: 'a reply',
    persona: 'owner',
    ready: () => Promise.resolve('/requests/rq-needs-user'),
    button: /^Ответить$/,
    done: /Ответ отправлен/,
    times: async api =>
      (await api<{ messages: { text: string }[] }>('GET', '/requests/rq-needs-user')).messages.filter(
        ({ text }) => text === TYPED,
      ).length,
    typed: 'textarea[name="text"]',
  },
  {
    what: 'a draft that is filed',
    persona: 'new',
    ready: async api => {
      const { id } = await api<{ id: string }>('POST', '/requests', {
        kind: 'complaint',
        scope: 'person',
        details: { about: TYPED, to: 'controller' },
      });
      return `/requests/new/complaint?draft=${id}&step=check`;
    },
    button: /^(Отправить|Всё равно отправить)/,
    done: /Обращение принято/,
    times: async api =>
      (await api<{ items: { status: string }[] }>('GET', '/requests')).items.filter(
        ({ status }) => status !== 'draft',
      ).length,
  },
  {
    what: 'all mailings stopped',
    persona: 'owner',
    ready: () => Promise.resolve('/mailings'),
    button: /^Остановить все рассылки$/,
    done: /Рассылки вам не приходят|все темы выключены/,
    times: async api =>
      (await api<{ items: { topic: string }[] }>('GET', '/mailings/history')).items.filter(
        ({ topic }) => topic === 'all',
      ).length,
  },
];

for (const [row, action] of ACTIONS.entries())
  test(`${action.what} over a broken connection has one effect, and the typed text stays`, async ({
    context,
  }) => {
    const errors: string[] = [];
    await each(context, errors, FAULTS, async (page, fault) => {
      const name = `${action.persona}~w${row}-${fault}`;
      const where = `${action.what} × ${fault}`;
      const api = apiOf(action.persona, name.split('~')[1] ?? '');
      const before = await action.times(api);
      const did = async () => (await action.times(api)) - before;
      await placeModule(page, `/line/${fault}/${name}/writes/api/privacy/v1`, await action.ready(api));
      expect(await settledOn(page), where).toHaveProperty('failed', false);
      const module = page.locator('activecloud-privacy');
      const button = module.getByRole('button', { name: action.button });
      if (action.typed !== undefined) await module.locator(action.typed).fill(TYPED);
      await button.click();
      const done = module.getByText(action.done).first();
      const note = module.locator('.note[data-tone="bad"]').first();
      // What a page shows ahead of the server's answer is not yet the end: that is a word about the failure, or the action.
      await expect
        .poll(async () => (await note.isVisible()) || ((await done.isVisible()) && (await did()) > 0), {
          message: where,
        })
        .toBe(true);
      expect(await did(), where).toBeLessThanOrEqual(1);
      if (await note.isVisible()) {
        expect(await module.locator('h1').count(), where).toBe(1);
        if (action.typed !== undefined) await expect(module.locator(action.typed), where).toHaveValue(TYPED);
        else if (action.persona === 'new') await expect(module.getByText(TYPED).first(), where).toBeVisible();
        mended.add(name);
        await button.click();
      }
      await expect(done, where).toBeVisible();
      expect(await did(), where).toBe(1);
    });
    expect(errors).toEqual([]);
  });
