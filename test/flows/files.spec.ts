import { addModule, MODULE, openHost } from './host.ts';
import { expect, settled, test } from './playground.ts';

// The module's own files over a network that fails: what stands in its place, and the way on.

/** What can befall a file, by what the server does with the request. */
const FAULTS = {
  'is not there': { status: 404, contentType: 'text/plain', body: 'Not found' },
  'is a page of the proxy': { status: 200, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
  'is cut short': { status: 200, contentType: 'text/javascript', body: 'import {' },
  'is refused': undefined,
} as const;
const unavailable = 'Раздел не загрузился';

for (const [fault, answer] of Object.entries(FAULTS))
  test(`a file that ${fault}: a message with a retry, and the module when the file is back`, async ({
    page,
    quiet,
  }) => {
    quiet.allow(/./);
    await openHost(page, '/policy', '<div id="frame"></div><div id="other"></div>');
    await page.route('**/module/chunks/module-*.js', route =>
      answer === undefined ? route.abort('connectionreset') : route.fulfill(answer),
    );
    await addModule(page);
    await page.evaluate(() =>
      document.getElementById('frame')?.append(document.createElement('activecloud-privacy')),
    );
    const module = page.locator('activecloud-privacy');
    await expect(module.getByRole('heading', { name: unavailable })).toBeVisible();
    await expect(module.getByRole('button', { name: 'Обновить страницу' })).toBeVisible();
    // A host that moves the element gives it another try; what stood in its place goes.
    await page.unroute('**/module/chunks/module-*.js');
    await page.evaluate(() => {
      const element = document.querySelector('activecloud-privacy');
      if (element) document.getElementById('other')?.append(element);
    });
    await settled(page);
    await expect(module.getByRole('heading', { level: 1 })).toContainText('политика');
    await expect(module.getByRole('alert').filter({ hasText: unavailable })).toHaveCount(0);
  });

test('a file that never loads: a message after a second, a failure after half a minute', async ({
  page,
  quiet,
}) => {
  quiet.allow(/./);
  await page.clock.install();
  await openHost(page, '/policy', '<div id="frame"></div>');
  await page.route('**/module/chunks/module-*.js', () => undefined);
  await addModule(page);
  await page.evaluate(() => {
    Object.assign(globalThis, { announcements: [] });
    document.addEventListener('privacy-error', event =>
      (globalThis as unknown as { announcements: unknown[] }).announcements.push(
        (event as CustomEvent<unknown>).detail,
      ),
    );
    const element = document.createElement('activecloud-privacy');
    // A host's function that throws takes nothing from the customer.
    element.onReport = () => {
      throw new Error('the collector is away');
    };
    document.getElementById('frame')?.append(element);
  });
  const module = page.locator('activecloud-privacy');
  await page.clock.runFor(1_100);
  await expect(module.getByRole('status')).toHaveText('Загружаем раздел…');
  await page.clock.runFor(30_000);
  await expect(module.getByRole('heading', { name: unavailable })).toBeVisible();
  expect(
    await page.evaluate(() => (globalThis as unknown as { announcements: unknown[] }).announcements),
  ).toEqual([{ kind: 'module' }]);
});

test('a page whose file fails shows a message inside the frame, and other pages open', async ({
  page,
  quiet,
}) => {
  quiet.allow(/./);
  await openHost(page, '/policy', MODULE);
  await settled(page);
  await page.route('**/module/chunks/MailingsPage-*.js', route => route.abort('connectionreset'));
  const module = page.locator('activecloud-privacy');
  await module.getByRole('navigation').getByRole('link', { name: 'Рассылки', exact: true }).click();
  await expect(module.getByRole('heading', { name: 'Страница не загрузилась' })).toBeVisible();
  await expect(module.getByRole('button', { name: 'Обновить страницу' })).toBeVisible();
  await module.getByRole('navigation').getByRole('link', { name: 'Согласия', exact: true }).click();
  await expect(module.getByRole('heading', { level: 1 })).toContainText('согласи');
});
