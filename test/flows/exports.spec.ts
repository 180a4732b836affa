import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Download, Page } from '@playwright/test';
import { createMockServer } from '../../mocks/http.ts';
import { expect, open, settled, playgroundAddress, test } from './playground.ts';

const LOADS = /Failed to load resource|net::ERR/;
const module = (page: Page) => page.locator('activecloud-privacy');
const button = (page: Page, name: string | RegExp) => module(page).getByRole('button', { name, exact: true });
const heading = (page: Page) => module(page).getByRole('heading', { level: 1 });

/** Presses Tab until the control named so has the focus, then the key. */
async function press(page: Page, name: RegExp, key = 'Enter'): Promise<void> {
  for (let tabs = 0; tabs < 90; tabs += 1) {
    const now = await page.evaluate(() => {
      const active = document.querySelector('activecloud-privacy')?.shadowRoot?.activeElement;
      const labels = active instanceof HTMLInputElement ? [...(active.labels ?? [])] : [];
      return [active?.textContent ?? '', ...labels.map(label => label.textContent ?? '')].join(' ').trim();
    });
    if (name.test(now)) {
      await page.keyboard.press(key);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`no control ${String(name)}`);
}

/** The next download: of this page, or of the one the browser opens beside it for another origin and closes again. */
const nextDownload = (page: Page): Promise<Download> =>
  new Promise(resolve => {
    page.once('download', resolve);
    page.context().once('page', beside => beside.once('download', resolve));
  });

const digestOf = async (download: Download): Promise<string> =>
  createHash('sha256')
    .update(readFileSync(await download.path()))
    .digest('hex');

test('a copy is made, continued after an absence, saved and checked by keyboard alone on a phone', async ({
  page,
  quiet,
}) => {
  // The passport inside asks who it is first: a 403.
  quiet.allow(LOADS);
  await page.setViewportSize({ width: 400, height: 780 });
  await open(page, '/exports', { persona: 'person', width: '360' });
  await press(page, /^Собрать копию$/);
  await expect(heading(page)).toHaveText('Что войдёт в копию');
  await press(page, /^Всё$/);
  await press(page, /^Собрать копию$/);
  await expect(heading(page)).toHaveText(/Собираем|очереди/);
  const address = page.url();
  // The page is closed while the copy is being made; it goes on without it.
  await page.goto('about:blank');
  await page.goto(address);
  await settled(page);
  await expect(heading(page)).toHaveText(/^Копия готова/);
  const digest = await module(page).locator('.part .hash').textContent();
  const coming = nextDownload(page);
  await press(page, /^Скачать/);
  await expect(module(page).getByRole('dialog')).toBeVisible();
  await page.keyboard.type('password');
  await page.keyboard.press('Enter');
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^Копия данных E-\d\d-\d{4}\.zip$/);
  expect(await digestOf(download)).toBe(digest);

  await page.goto(playgroundAddress('/exports', { persona: 'person', width: '360' }));
  await settled(page);
  await module(page)
    .locator('input[type="file"]')
    .setInputFiles(await download.path());
  await expect(module(page).getByText('Это наш архив, в нём ничего не изменено')).toBeVisible();
});

test('without Kayako a copy is ready without its data; when Kayako is back, only its data is collected', async ({
  page,
  quiet,
}) => {
  quiet.allow(LOADS);
  await open(page, '/exports/new?category=correspondence', { persona: 'person', scenario: 'source-down' });
  await button(page, 'Собрать копию').click();
  await expect(heading(page)).toHaveText(/^Готово не всё.*Kayako/);
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Что с сервером').selectOption('normal');
  await button(page, 'Собрать ещё раз: почта и чат (Kayako)').click();
  await expect(heading(page)).toHaveText(/1 из 2\sсистем/);
  await expect(heading(page)).toHaveText(/^Копия готова/);
});

test('without a network the page of a copy shows a message, and follows the copy again when the network is back', async ({
  page,
  quiet,
}) => {
  quiet.allow(LOADS);
  await open(page, '/exports/ex-collecting', { persona: 'owner' });
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Что с сервером').selectOption('offline');
  await page.reload();
  await expect(heading(page)).toHaveText('Нет связи с сервером');
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Что с сервером').selectOption('normal');
  await button(page, 'Попробовать снова').click();
  await expect(heading(page)).toHaveText(/Собираем ваши данные/);
});

test.describe('downloads over a real port', () => {
  let base = '';
  let server: ReturnType<typeof createMockServer>;
  test.beforeAll(async () => {
    server = createMockServer();
    await new Promise<void>(resolve => server.listen(0, resolve));
    base = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  test.afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** The module against the port instead of the worker, as a host would place it. */
  async function placeOver(page: Page, path: string, attributes: Record<string, string> = {}): Promise<void> {
    await page.goto(playgroundAddress('/', { persona: 'owner' }));
    await settled(page);
    await page.evaluate(
      async ([api, initial, more]) => {
        // With a bearer there is no cookie to sign in by.
        if (more['auth'] !== 'bearer')
          await fetch(`${api}/__mock/sign-in?persona=owner`, { credentials: 'include' });
        location.hash = `#/privacy${initial}`;
        const element = document.createElement('activecloud-privacy');
        const given = { 'api-base': `${api}/api/privacy/v1`, locale: 'ru', ...more };
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
        Object.assign(element, { getToken: () => Promise.resolve('mock-owner') });
        document.getElementById('frame')?.replaceChildren(element);
      },
      [base, path, attributes] as const,
    );
    await settled(page);
  }

  test('with a cookie the browser downloads the part itself, and the access log has it', async ({ page }) => {
    await placeOver(page, '/exports/ex-ready');
    const digest = await module(page).locator('.part .hash').textContent();
    const coming = nextDownload(page);
    await button(page, /^Скачать/).click();
    const download = await coming;
    expect(new URL(download.url()).search).toBe('');
    expect(await digestOf(download)).toBe(digest);
    await expect(module(page).getByText('Браузер скачивает файл')).toBeVisible();
    await expect(module(page).locator('[datetime]').first()).toBeVisible();
  });

  test('with bearer auth the browser downloads by a link of ten minutes; revoking ends the link', async ({
    page,
    quiet,
  }) => {
    quiet.allow(LOADS);
    await placeOver(page, '/exports/ex-ready', { auth: 'bearer' });
    const coming = nextDownload(page);
    await button(page, /^Скачать/).click();
    const download = await coming;
    const url = download.url();
    expect(new URL(url).searchParams.get('link')).toMatch(/.{30,}/);
    await download.path();
    expect((await page.request.get(url, { headers: { Range: 'bytes=10-19' } })).status()).toBe(206);
    await button(page, 'Отозвать копию').click();
    await module(page).getByRole('dialog').getByRole('button', { name: 'Отозвать копию' }).click();
    await expect(heading(page)).toHaveText(/^Копия отозвана/);
    const gone = await page.request.get(url);
    expect([gone.status(), ((await gone.json()) as { type: string }).type]).toEqual([410, '/problems/gone']);
  });
});
