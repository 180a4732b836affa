import { PERSONAS } from '../../mocks/personas.ts';
import { SCENARIOS } from '../../mocks/scenarios.ts';
import { expect, open, PAGES, settled, standAddress, test } from './stand.ts';

/** What a broken server may write to the console by itself: the browser's own notes on failed loads. */
const LOADS = /Failed to load resource|net::ERR/;
const READS = SCENARIOS.filter(scenario => scenario !== 'slow');
/** Who meets every weather on every page: full, empty and with the least rights. The others meet what differs for them. */
const EVERY: ReadonlySet<string> = new Set(['owner', 'new', 'user']);
const SOME: readonly (typeof READS)[number][] = ['normal', 'source-down', 'malformed', 'error-500'];

for (const persona of PERSONAS) {
  test(`${persona}: every page in every weather says something and offers a way on`, async ({
    page,
    quiet,
  }) => {
    test.setTimeout(240_000);
    quiet.allow(LOADS);
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { arrivedAt?: string };
      document.addEventListener('privacy-navigate', event => {
        seen.arrivedAt = (event as CustomEvent<{ path: string }>).detail.path;
      });
    });
    const module = page.locator('activecloud-privacy');
    for (const scenario of EVERY.has(persona) ? READS : SOME) {
      await page.goto('about:blank');
      for (const address of PAGES) {
        const where = `${persona} × ${scenario} × ${address}`;
        // The first page is opened, the others are gone to, as a customer would.
        if (address === '/') await page.goto(standAddress(address, { persona, scenario }));
        else await page.evaluate(to => (location.hash = `#/privacy${to}`), address);
        await page.waitForFunction(
          path => (globalThis as unknown as { arrivedAt?: string }).arrivedAt === path,
          address.split('?')[0],
          { timeout: 15_000 },
        );
        await settled(page).catch(() => expect(where).toBe('a page that has settled'));
        const { heading, text, ways } = await module.evaluate(element => {
          const root = element.shadowRoot;
          return {
            heading: root?.querySelector('h1')?.textContent ?? '',
            text: root?.textContent ?? '',
            ways: root?.querySelectorAll('.content a, .content button').length ?? 0,
          };
        });
        expect(heading, where).not.toBe('');
        expect(ways, where).toBeGreaterThan(0);
        expect(text, where).not.toMatch(/undefined|NaN|\[object|\bnull\b|Invalid Date|plural,|MARK-BODY/);
      }
    }
  });
}

test('slow: a skeleton, then words after ten seconds, then the page', async ({ page }) => {
  await page.goto(standAddress('/data', { scenario: 'slow' }));
  const module = page.locator('activecloud-privacy');
  await expect(module.locator('[aria-busy="true"]').first()).toBeVisible();
  await expect(module.locator('h1')).toHaveCount(1, { timeout: 30_000 });
});

test('the network comes back: «try again» goes on from the same place', async ({ page, quiet }) => {
  quiet.allow(LOADS);
  const module = await open(page, '/data/account', { scenario: 'offline' });
  await expect(module.getByRole('heading', { level: 1 })).toHaveText('Нет связи с сервером');
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Что с сервером').selectOption('normal');
  await module.getByRole('button', { name: 'Попробовать снова' }).click();
  await expect(module.getByRole('rowheader').first()).toBeVisible();
});
