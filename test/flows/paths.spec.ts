import type { Page } from '@playwright/test';
import { addModule, openHost } from './host.ts';
import { arrived, expect, settled, test } from './playground.ts';

// The host's own router, and addresses that are paths and not hashes.

const BASE = '/cabinet/privacy';
const TAG = `<activecloud-privacy routing="path" base-path="${BASE}" initial-path="/policy"></activecloud-privacy>`;
const heading = (page: Page) => page.locator('activecloud-privacy h1');

test('a page has its path: by address, by Back and after a reload', async ({ page }) => {
  await openHost(page, '/data/account', TAG, BASE);
  await expect(heading(page)).toContainText('Кто вы');
  await page.getByRole('link', { name: 'Рассылки', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${BASE}/mailings$`));
  await expect(page).toHaveTitle('Рассылки · Кабинет');
  await page.goBack();
  await expect(heading(page)).toContainText('Кто вы');
  await page.goForward();
  await arrived(page, '/mailings');
  await page.reload();
  await addModule(page);
  await settled(page);
  await expect(heading(page)).toContainText('рассылки');
});

test('a path of the host changes nothing: the page stays and continues', async ({ page }) => {
  await openHost(page, '/data/account', TAG, BASE);
  await expect(heading(page)).toContainText('Кто вы');
  await page.evaluate(() => {
    for (const path of ['/cabinet/services', '/cabinet/privacy-policy', '/cabinet'])
      history.pushState({}, '', path);
  });
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/cabinet\/services$/);
  await expect(heading(page)).toContainText('Кто вы');
  await page.getByRole('link', { name: 'Согласия', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${BASE}/consents$`));
  await page.goBack();
  await expect(page).toHaveURL(/cabinet\/services$/);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${BASE}/data/account$`));
  await expect(heading(page)).toContainText('Кто вы');
});

for (const path of ['/cabinet/services', '/cabinet/privacy-policy'])
  test(`a module mounted at ${path} shows its first page and leaves the address unchanged`, async ({
    page,
  }) => {
    await openHost(page, '/', TAG, path);
    await expect(heading(page)).toContainText('Действует политика');
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  });

test('a base path that is the whole hash works', async ({ page }) => {
  await openHost(
    page,
    '/policy',
    '<activecloud-privacy base-path="/" api-base="/api/privacy/v1/"></activecloud-privacy>',
    '/host#',
  );
  await expect(heading(page)).toContainText('Действует политика');
  await page.evaluate(() => (location.hash = '#/mailings'));
  await expect(heading(page)).toContainText('рассылки');
  await page.evaluate(() => (location.hash = '#top'));
  await page.getByRole('link', { name: 'Обзор', exact: true }).click();
  await expect(page).toHaveURL(/#\/$/);
});
