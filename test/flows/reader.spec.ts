import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import {
  categoryPage,
  indexPage,
  pageCount,
  pagePath,
  READER_RECORDS,
} from '../../core/archive/reader/reader.ts';
import type { ReaderCategory, ReaderHead, ReaderRecord } from '../../core/archive/reader/types.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const HOSTILE = `</script><script>document.title='owned'</script><!-- "<img src=x onerror=alert(1)>' \u202E🐉`;

const payments = (count: number): ReaderRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `payment-${i}`,
    kind: i % 3 === 0 ? 'Возвраты' : 'Платежи',
    at: new Date(Date.UTC(2026, 1, 6, 21, 30) - i * 4 * 3_600_000).toISOString(),
    title: i === 5200 ? 'Платёж: самолёт' : i === 7 ? 'Платёж: самолёт с ёлкой' : `Платёж: сервер ${i}`,
    number: `№ ${451_000 - i}`,
    amount: { amount: i % 3 === 0 ? '-0.10' : '1234.56', currency: i % 2 === 0 ? 'RUB' : 'USD' },
    status: i % 2 === 0 ? 'оплачен' : 'возвращён',
    system: 'ActivePlatform',
    ...(i === 7 ? { counterparty: 'С••••• А. П.' } : {}),
  }));

const emails: ReaderRecord[] = [
  {
    id: 'email-1',
    kind: HOSTILE,
    at: '2025-03-01T10:00:00Z',
    title: HOSTILE,
    system: HOSTILE,
    channel: 'почта',
    direction: 'in',
    text: `${HOSTILE}\n${'Очень длинное письмо. '.repeat(500)}`,
    attachments: ['attachments/договор №1.pdf', '../../etc/passwd'],
  },
  {
    id: 'email-2',
    kind: 'Письма',
    at: '2025-02-01T10:00:00Z',
    title: 'Счёт за февраль',
    system: 'Kayako',
    text: 'Всё ещё ждём счёт.',
  },
];

const services: ReaderCategory = {
  id: 'services',
  label: 'Услуги и платежи',
  records: 5201,
  part: 1,
  fields: [],
  systems: ['ActivePlatform'],
};
const correspondence: ReaderCategory = {
  id: 'correspondence',
  label: HOSTILE,
  records: emails.length,
  part: 2,
  fields: [{ label: HOSTILE, value: HOSTILE, collectedAt: '2018-04-03', systems: ['Kayako'] }],
  systems: ['Kayako'],
};
const head: ReaderHead = {
  number: 'E-26-0041',
  account: { name: HOSTILE, code: 'AC-104728' },
  controller: 'ООО «АктивХост РУ»',
  scope: 'person',
  readyAt: '2026-02-06T09:31:00Z',
  language: 'ru',
  parts: 2,
  formats: ['json', 'csv', 'html'],
  categories: [services, correspondence],
  excluded: [{ what: 'Звук записей', reason: HOSTILE }],
  masked: [],
};

let folder = '';

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reader-'));
  mkdirSync(join(folder, 'reader'));
  writeFileSync(join(folder, 'index.html'), await indexPage(head));
  for (const [category, records] of [
    [services, payments(5201)],
    [correspondence, emails],
  ] as const) {
    for (let page = 1; page <= pageCount(category); page += 1) {
      const chunks: string[] = [];
      const own = records.slice((page - 1) * READER_RECORDS);
      for await (const chunk of categoryPage(head, category, page, own)) chunks.push(chunk);
      writeFileSync(join(folder, pagePath(category.id, page)), chunks.join(''));
    }
  }
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The network requests and the console messages of a page: both stay empty. */
const watch = (page: Page): { requests: string[]; messages: string[] } => {
  const seen = { requests: [] as string[], messages: [] as string[] };
  page.on('request', request => {
    if (!request.isNavigationRequest()) seen.requests.push(request.url());
  });
  page.on('console', message => seen.messages.push(message.text()));
  page.on('pageerror', error => seen.messages.push(String(error)));
  page.on('dialog', dialog => {
    seen.messages.push(dialog.message());
    void dialog.dismiss();
  });
  return seen;
};
const address = (path: string, fragment = ''): string =>
  `${pathToFileURL(join(folder, path)).href}${fragment}`;
const axe = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Axe {
      run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
    }
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${JSON.stringify(node.target)}`));
  });
};
const rows = (page: Page) => page.locator('#table tbody');

test('a copy opens from a folder without a network: search, kinds, dates, order and the next page', async ({
  page,
}) => {
  const seen = watch(page);
  await page.goto(address('index.html'));
  await expect(
    page.getByRole('heading', { level: 1, name: 'Ваши данные на 6 февраля 2026 г.' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Услуги и платежи' }).click();

  const status = page.getByRole('status');
  await expect(status).toHaveText('На этой странице 5 000 записей, показаны первые 100');
  await expect(rows(page)).toHaveCount(100);
  // 21:30 UTC is the next day in Moscow.
  await expect(rows(page).first()).toContainText('07.02.2026 00:30');
  await page.getByRole('button', { name: 'Показать ещё 100' }).click();
  await expect(rows(page)).toHaveCount(200);

  const search = page.getByRole('searchbox', { name: 'Найти в записях' });
  await search.fill('САМОЛЕТ елк');
  await expect(status).toHaveText('Нашлась 1 запись из 5 000 на этой странице');
  await expect(rows(page)).toContainText('скрыто другой человек или фирма: С••••• А. П.');
  await search.fill('самолёт');
  await expect(page).toHaveURL(/#q=/);
  await page.getByRole('link', { name: 'Дальше: записи 5 001–5 201' }).click();
  await expect(status).toHaveText('Нашлась 1 запись из 201 на этой странице');
  await expect(search).toHaveValue('самолёт');

  await page.getByRole('button', { name: 'Показать все' }).click();
  await page.getByRole('combobox', { name: 'Вид' }).selectOption('Возвраты');
  await expect(status).toHaveText('Нашлось 67 записей из 201 на этой странице');
  await expect(page.locator('#sums')).toHaveText('Сумма: -3,40 $ · -3,30 ₽');
  await page.getByRole('button', { name: 'Показать все' }).click();
  await page.locator('#from').fill('2023-10-01');
  await page.locator('#to').fill('2023-10-01');
  await expect(status).toHaveText('Нашлось 6 записей из 201 на этой странице');
  await page.locator('#from').fill('2023-10-02');
  await expect(status).toHaveText('Первая дата позже второй, поэтому записей нет. Поменяйте даты местами.');
  await page.getByRole('button', { name: 'Показать все' }).click();

  const number = page.getByRole('columnheader', { name: 'Номер' });
  await number.getByRole('button').click();
  await expect(number).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows(page).first()).toContainText('№ 445800');
  await page.keyboard.press('Enter');
  await expect(number).toHaveAttribute('aria-sort', 'descending');
  await expect(rows(page).first()).toContainText('№ 446000');
  expect(seen).toEqual({ requests: [], messages: [] });
});

test('the other language is applied at once, keeps the state and follows the links; the data stay unchanged', async ({
  page,
}) => {
  const seen = watch(page);
  await page.goto(address('reader/correspondence.html', '#q=%D1%81%D1%87%D0%B5%D1%82'));
  await expect(page.getByRole('status')).toHaveText('Нашлась 1 запись из 2');
  const email = rows(page).locator('details');
  await email.locator('summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('status')).toHaveText('Found 1 record of 2');
  await expect(email).toHaveAttribute('open');
  await expect(email.locator('.said mark')).toHaveText('счёт');
  await expect(page.getByText('The data itself is in Russian')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('status')).toHaveText('Found 1 record of 2');
  await page.getByRole('link', { name: 'Copy of your data' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your data on 6 February 2026' })).toBeVisible();
  await expect(page).toHaveTitle('Copy of your data E-26-0041, ActiveCloud');
  expect(seen).toEqual({ requests: [], messages: [] });
});

test('texts of people stay text, and an attachment never links out of the archive', async ({ page }) => {
  const seen = watch(page);
  await page.goto(address('reader/correspondence.html'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(HOSTILE);
  await expect(rows(page).first().getByRole('rowheader')).toContainText(HOSTILE);
  await rows(page).first().locator('summary').click();
  await expect(rows(page).first().locator('.said')).toContainText('Очень длинное письмо.');
  const links = await rows(page)
    .first()
    .locator('a')
    .evaluateAll(all => all.map(one => (one as HTMLAnchorElement).href));
  expect(links).toEqual([address('attachments/договор №1.pdf')]);
  await expect(page.locator('img, script:not([type]):not(:last-of-type), iframe')).toHaveCount(0);
  await expect(page).not.toHaveTitle('owned');
  expect(seen).toEqual({ requests: [], messages: [] });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the reader has no axe violation and nothing wider than the window, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ['index.html', 'reader/services.html', 'reader/correspondence.html']) {
      for (const [width, fragment] of [
        [320, ''],
        [768, '#lang=en'],
        [1280, ''],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto('about:blank');
        await page.goto(address(path, fragment));
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${path} at ${width}`).toBeLessThanOrEqual(0);
        if (width !== 1280) expect(await axe(page), `${path} at ${width}`).toEqual([]);
      }
    }
  });
}

test('without a script all lists and details are shown, and the table shows where its records are', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address('index.html'));
  await expect(page.getByText('Звук записей')).toBeVisible();
  await page.getByRole('link', { name: 'Услуги и платежи' }).click();
  await expect(page.locator('noscript .note')).toBeVisible();
  await expect(page.locator('noscript a:visible').first()).toHaveAttribute('href', '../csv/services.csv');
  await expect(page.getByRole('searchbox')).toBeHidden();
  await context.close();
});
