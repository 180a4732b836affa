import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { unpack } from '../../../mocks/unpack.ts';
import { type DemoProgram, demoProgram } from './demo-program.ts';

let demo: DemoProgram;

test.beforeAll(async () => {
  demo = await demoProgram();
  await demo.start();
});
test.afterAll(() => demo.remove());

const moduleOf = (page: Page): Locator => page.locator('activecloud-privacy');
const headingOf = (page: Page): Locator => moduleOf(page).locator('h1');
const press = (page: Page, name: string | RegExp): Promise<void> =>
  moduleOf(page).getByRole('button', { name }).first().click();

/** Opens a page of the module in the panel, anew. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${demo.origin}/account#/privacy${address}`);
  await expect(headingOf(page)).toBeVisible();
}

/** Confirms the sign-in in the dialog of the panel. */
const confirm = (page: Page): Promise<void> => page.getByRole('button', { name: 'Это я' }).click();

/** Subjects of what the customer is sent. */
const EMAILS = ['Мы получили ваше обращение', 'Вы отозвали согласие'];
const NOTE = { name: 'снимок.txt', mimeType: 'text/plain', buffer: Buffer.from('что было на экране\n') };

test('what a customer files, switches off, consents to and collects is there after SIGKILL of everything, and is nobody else’s', async ({
  browser,
}) => {
  const context = await browser.newContext();
  // A sign-in of twenty minutes ago: what needs a fresh one has to ask.
  await context.request.get(`${demo.origin}/demo/sign-in?person=u-10&minutesAgo=20`);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));

  // A complaint with a file.
  await open(page, '/requests/new/complaint');
  await moduleOf(page).locator('[name=scope][value=person]').check();
  await press(page, 'Дальше');
  await moduleOf(page).locator('[name=words]').fill('Мне не ответили по телефону.');
  await moduleOf(page).locator('input[type=file]').setInputFiles(NOTE);
  await expect(moduleOf(page).getByRole('button', { name: /Убрать/ })).toBeVisible();
  await press(page, 'Дальше');
  await moduleOf(page).locator('[name=addressee][value=controller]').check();
  await moduleOf(page).locator('[name=unlawful][value=no]').check();
  await press(page, 'Дальше');
  await press(page, 'Отправить обращение');
  await expect(page).toHaveURL(/requests\/rq-\w+\?filed=1$/);
  const request = /\/requests\/rq-\w+/.exec(page.url())?.[0] ?? '';

  // A topic is switched off.
  await open(page, '/mailings');
  await expect(headingOf(page)).toHaveText('Вам приходят рассылки: 3 темы');
  await moduleOf(page).getByRole('switch').first().click();
  await expect(headingOf(page)).toHaveText('Вам приходят рассылки: 2 темы');

  // A consent is given, which needs the panel to ask who it is, and withdrawn; another stays.
  await open(page, '/consents');
  await press(page, /^Прочитать и решить/);
  await moduleOf(page).locator('[name=fullName]').fill('Горная Елена Павловна');
  await press(page, 'Даю согласие');
  await confirm(page);
  await expect(headingOf(page)).toHaveText('Вы дали 2 согласия');
  await press(page, 'Отозвать согласие');
  await moduleOf(page).getByRole('dialog').getByRole('button', { name: 'Отозвать согласие' }).click();
  await expect(headingOf(page)).toHaveText('Вы дали 1 согласие');

  const received = async (): Promise<string[]> => {
    const mail = (await (await context.request.get(`${demo.origin}/demo/mail`)).json()) as {
      to: string;
      subject: string;
    }[];
    return mail.filter(({ to }) => to === 'u10@example.ru').map(({ subject }) => subject);
  };
  await expect.poll(received, { timeout: 30_000 }).toEqual(expect.arrayContaining(EMAILS));

  // A copy, and in the middle of it an end without warning.
  await open(page, '/exports/new');
  await press(page, /^Всё/);
  await press(page, 'Собрать копию');
  await expect(page).toHaveURL(/exports\/ex-\w+$/);
  const copy = /\/exports\/ex-\w+/.exec(page.url())?.[0] ?? '';
  await demo.kill();
  await demo.start();

  await open(page, copy);
  await expect(headingOf(page)).toHaveText(/^(Готово не всё|Копия готова)/, { timeout: 60_000 });
  const coming = page.waitForEvent('download');
  await press(page, /^Скачать/);
  const download = await coming;
  const files = await unpack(readFileSync(await download.path()));
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['index.html', 'manifest.json', 'data/services.json']),
  );
  const manifest = JSON.parse(String(files.get('manifest.json'))) as {
    files: { path: string; size: number }[];
  };
  for (const { path, size } of manifest.files) expect([path, files.get(path)?.length]).toEqual([path, size]);
  expect(JSON.stringify(JSON.parse(String(files.get('data/services.json'))))).toContain('Оплата услуг');

  await open(page, request);
  await expect(moduleOf(page).getByText('Мне не ответили по телефону.').first()).toBeVisible();
  const stored = await context.request.get(`${demo.origin}/api/privacy/v1${request}`);
  const { attachments } = (await stored.json()) as { attachments: { id: string; name: string }[] };
  expect(attachments.map(({ name }) => name)).toEqual([NOTE.name]);
  const file = await context.request.get(
    `${demo.origin}/api/privacy/v1${request}/attachments/${attachments[0]?.id}`,
  );
  expect(await file.body()).toEqual(NOTE.buffer);
  await open(page, '/mailings');
  await expect(headingOf(page)).toHaveText('Вам приходят рассылки: 2 темы');
  await open(page, '/consents');
  await expect(headingOf(page)).toHaveText('Вы дали 1 согласие');
  expect(complaints).toEqual([]);

  expect(await received()).toEqual(expect.arrayContaining(EMAILS));

  // A colleague signs in by the panel's form, and finds neither the request nor the copy.
  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(`${demo.origin}/sign-in`);
  await theirs.getByLabel('Клиент').selectOption('u-11');
  await theirs.getByRole('button', { name: 'Войти' }).click();
  await expect(headingOf(theirs)).toBeVisible();
  await open(theirs, request);
  await expect(headingOf(theirs)).toHaveText('Такой страницы нет');
  await open(theirs, '/mailings');
  await expect(headingOf(theirs)).toHaveText('Рассылки вам не приходят');
  await context.close();
  await other.close();
});
