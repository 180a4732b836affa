import { expect, settled, test } from './playground.ts';

/** As a phone that opens a developer's machine by its address sees it: no TLS, so no service worker and no WebCrypto. */
const ADDRESS = 'http://developer.test';

test('the playground opens by a network address of the computer, and its state stays', async ({
  page,
  baseURL,
}) => {
  await page.route(`${ADDRESS}/**`, async route => {
    const url = route.request().url().replace(ADDRESS, String(baseURL));
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  const module = page.locator('activecloud-privacy');
  await page.goto(`${ADDRESS}/#/privacy/mailings`);
  await settled(page);
  expect(
    await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator, 'subtle' in crypto]),
  ).toEqual([false, false, false]);
  const on = module.getByRole('switch', { checked: true });
  await expect(on).not.toHaveCount(0);
  await module.getByRole('button', { name: 'Остановить все рассылки' }).click();
  await expect(on).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(module.getByRole('switch').first()).toBeVisible();
  await expect(on).toHaveCount(0);
  for (const [address, heading] of [
    ['/exports/ex-ready-full', 'Копия готова'],
    ['/requests/rq-in-work', 'Приостановить использование'],
  ] as const) {
    await page.evaluate(to => (location.hash = `#/privacy${to}`), address);
    await expect(module.getByRole('heading', { level: 1 })).toContainText(heading);
  }
  // What is still being fetched would end in an error of the test that comes next in this process.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
