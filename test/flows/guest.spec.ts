import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import { contentPolicy } from '../../demo/page.ts';
import { createDemo, listen, sendModuleFile } from '../../demo/server.ts';
import { createMockServer } from '../../mocks/http.ts';
import { VALID_TOKEN } from '../../mocks/mailings/seed.ts';
import { expect, PAGES, settled, test } from './playground.ts';

// The built module as a guest, over HTTP: in the look-alike of a panel, and in a blank page on three origins.

const running: Server[] = [];
async function start(server: Server): Promise<string> {
  running.push(server);
  return listen(server);
}
test.afterAll(() => {
  for (const server of running) {
    server.closeAllConnections();
    server.close();
  }
});

/** A host that serves the module's files and nothing else. */
const filesServer = () =>
  createServer((request, response) => {
    if (sendModuleFile((request.url ?? '/').slice(1), response)) return;
    response.statusCode = 404;
    response.end();
  });

/** Signs in to the panel, as its customer does. */
async function signIn(page: Page, origin: string, persona = 'owner'): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Клиент').selectOption(persona);
  await page.getByRole('button', { name: 'Войти' }).click();
  await settled(page);
}

/** Gathers what the browser says of the content policy, from before the page's own first script. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    (globalThis as unknown as { violations: string[] }).violations = seen;
    document.addEventListener('securitypolicyviolation', event => {
      seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
}

/** Goes to every page of the module inside the page that is open. */
async function visitEverything(page: Page): Promise<void> {
  for (const address of PAGES) {
    await page.evaluate(to => (location.hash = `#/privacy${to}`), address);
    await page.waitForFunction(
      path => (globalThis as unknown as { at?: string }).at === path,
      address.split('?')[0] ?? '',
    );
    await settled(page);
    expect(
      await page.evaluate(
        () =>
          document.querySelector('activecloud-privacy')?.shadowRoot?.querySelector('[data-failure]') ?? null,
      ),
      address,
    ).toBeNull();
  }
}
const followNavigation = (page: Page) =>
  page.addInitScript(() => {
    document.addEventListener('privacy-navigate', event => {
      (globalThis as unknown as { at?: string }).at = (event as CustomEvent<{ path: string }>).detail.path;
    });
  });

test('every page works in a panel with a strict content policy, without a violation and without elements left in the head', async ({
  page,
}) => {
  const origin = await start(createDemo());
  const violations = await watchPolicy(page);
  await followNavigation(page);
  const elsewhere: string[] = [];
  page.on('request', request => {
    if (!request.url().startsWith(origin)) elsewhere.push(request.url());
  });
  await signIn(page, origin);
  await expect(page.locator('#attention')).not.toBeEmpty();
  const waiting = await page.locator('#attention').textContent();
  await visitEverything(page);
  expect(await violations()).toEqual([]);
  expect(elsewhere.filter(url => !url.startsWith('data:'))).toEqual([]);
  // Those of the panel's own snippet are left as they were.
  await expect(page.locator('link[rel=modulepreload]')).toHaveCount(
    readFileSync('dist/snippet.html', 'utf8').match(/<link /g)?.length ?? 0,
  );
  // A page of the panel without the module asks for the number by itself.
  await page.goto(`${origin}/bills`);
  await expect(page.locator('#attention')).toHaveText(waiting ?? 'nothing');
});

test('one tag works in a blank page, with the files on a second origin and the API on a third', async ({
  page,
  context,
}) => {
  const files = await start(filesServer());
  const api = await start(createMockServer());
  const { files: built } = JSON.parse(readFileSync('dist/manifest.json', 'utf8')) as {
    files: Record<string, { integrity: string }>;
  };
  const integrity = built['activecloud-privacy.js']?.integrity ?? 'missing';
  const blank = createServer((_, response) => {
    response.setHeader('Content-Security-Policy', contentPolicy({ files, api }));
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="ru"><link rel="icon" href="data:,"><title>Пусто</title><script type="module" src="${files}/activecloud-privacy.js" integrity="${integrity}" crossorigin></script><activecloud-privacy api-base="${api}/api/privacy/v1"></activecloud-privacy>`,
    );
  });
  const origin = await start(blank);
  await context.addCookies([{ name: 'mock_persona', value: 'owner', url: api }]);
  const violations = await watchPolicy(page);
  await followNavigation(page);
  await page.goto(origin);
  await settled(page);
  await visitEverything(page);
  expect(await violations()).toEqual([]);
});

test('a chunk with another digest does not run', async ({ page, quiet }) => {
  quiet.allow(/Failed to find a valid digest|Failed to load resource|preload/);
  const origin = await start(createDemo());
  await page.route(/chunks\/PolicyPage-/, async route => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `globalThis.intruder = true;${await response.text()}` });
  });
  await signIn(page, origin);
  await page.evaluate(() => (location.hash = '#/privacy/policy'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Страница не загрузилась');
  expect(await page.evaluate(() => 'intruder' in globalThis)).toBe(false);
});

test('a module file that fails shows a message and a retry in its place', async ({ page, quiet }) => {
  quiet.allow(/Failed to load resource/);
  const origin = await start(createDemo());
  await page.route(/chunks\/module-/, route => route.fulfill({ status: 404 }));
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toContainText('Раздел не загрузился');
  await page.unroute(/chunks\/module-/);
  await page.getByRole('button', { name: 'Обновить страницу' }).click();
  await settled(page);
  await expect(page.getByRole('navigation', { name: 'Приватность' })).toBeVisible();
});

test('after signing out in the panel and signing in in another tab, the page continues', async ({
  page,
  context,
  quiet,
}) => {
  quiet.allow(/Failed to load resource/);
  const origin = await start(createDemo());
  await signIn(page, origin);
  await context.clearCookies();
  await page.evaluate(() => (location.hash = '#/privacy/mailings'));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const tab = context.waitForEvent('page');
  await page.getByRole('link', { name: /Войти/ }).first().click();
  const other = await tab;
  await other.getByRole('button', { name: 'Войти' }).click();
  await expect(other.getByText('Эту вкладку можно закрыть')).toBeVisible();
  await other.close();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(page.getByRole('button', { name: /рассылк/i }).first()).toBeVisible();
  expect(page.url()).toBe(`${origin}/account#/privacy/mailings`);
});

test('an unsubscribe link in the panel is opened without credentials', async ({ page }) => {
  const origin = await start(createDemo());
  await signIn(page, origin);
  const headersOfCalls: Promise<Record<string, string>>[] = [];
  page.on('request', request => {
    if (request.url().includes('/v1/unsubscribe/')) headersOfCalls.push(request.allHeaders());
  });
  await page.goto(`${origin}/`);
  await page.goto(`${origin}/account#/privacy/unsubscribe/${VALID_TOKEN}`);
  await settled(page);
  await expect(page.getByRole('button', { name: 'Больше не присылать' })).toBeVisible();
  expect(headersOfCalls).toHaveLength(1);
  for (const headers of await Promise.all(headersOfCalls)) {
    expect(Object.keys(headers)).not.toContain('cookie');
    expect(Object.keys(headers)).not.toContain('authorization');
    expect(Object.keys(headers)).not.toContain('referer');
  }
});
