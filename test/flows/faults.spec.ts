import { PERSONAS } from '../../mocks/personas.ts';
import { SCENARIOS } from '../../mocks/scenarios.ts';
import { addModule, MODULE, openHost } from './host.ts';
import { expect, open, PAGES, settled, test, goTo, withoutWorker } from './playground.ts';

/** What a broken server may write to the console by itself: the browser's own notes on failed loads. */
const LOADS = /Failed to load resource|net::ERR/;
const READS = SCENARIOS.filter(scenario => scenario !== 'slow');

/** Scenarios that `http-faults.spec.ts` makes on every page of `owner`, over a real network. */
const OVER_HTTP: ReadonlySet<string> = new Set([
  'error-500',
  'html-502',
  'malformed',
  'truncated',
  'offline',
  'session-expired',
  'rate-limited',
  'maintenance',
]);

/**
 * The pages a persona visits in a scenario. `owner` visits every page in the scenarios that are not tried over HTTP. The others visit every page in `normal`, for their data differ, and each sixteenth page in the other scenarios: what a page shows of a failing server hardly depends on the persona, and so every page is visited in every second scenario by one of the eight.
 */
function pagesFor(persona: (typeof PERSONAS)[number], scenario: (typeof READS)[number]) {
  if ((persona === 'owner' && !OVER_HTTP.has(scenario)) || scenario === 'normal') return PAGES;
  const combination = PERSONAS.indexOf(persona) + READS.indexOf(scenario);
  return PAGES.filter((_, index) => index % 16 === combination % 16);
}

for (const persona of PERSONAS) {
  test(`${persona}: every page in every scenario shows a message and a control to continue`, async ({
    page,
    quiet,
  }) => {
    quiet.allow(LOADS);
    await withoutWorker(page);
    const module = page.locator('activecloud-privacy');
    let visited = 0;
    for (const scenario of READS) {
      for (const address of pagesFor(persona, scenario)) {
        const where = `${persona} × ${scenario} × ${address}`;
        visited++;
        await goTo(page, address, { persona, scenario }).catch(() =>
          expect(where).toBe('a page that has settled'),
        );
        const { failed, heading, text, ways } = await module.evaluate(element => {
          const root = element.shadowRoot;
          return {
            failed: root?.querySelector('[data-failure]') !== null,
            heading: root?.querySelector('h1')?.textContent ?? '',
            text: root?.textContent ?? '',
            ways: root?.querySelectorAll('.content a, .content button').length ?? 0,
          };
        });
        // The scenario is in effect; the page of the email's link needs no session and has texts of its own.
        if (OVER_HTTP.has(scenario) && !address.startsWith('/unsubscribe/')) expect(failed, where).toBe(true);
        expect(heading, where).not.toBe('');
        expect(ways, where).toBeGreaterThan(0);
        expect(text, where).not.toMatch(/undefined|NaN|\[object|\bnull\b|Invalid Date|plural,|MARK-BODY/);
      }
    }
    // oxlint-disable-next-line no-console -- the count is a figure of its own
    console.log(`${persona}: ${visited} pairs of page and scenario`);
  });
}

for (const combination of ['the first page', 'the next page'] as const) {
  test(`${combination} is slow: a skeleton, a message after ten seconds, then the page`, async ({ page }) => {
    const first = combination === 'the first page';
    await openHost(page, first ? '/data' : '/mailings', first ? '<div id="frame"></div>' : MODULE);
    // A page that does not ask for the register itself.
    if (!first) await settled(page);
    // The first time the answer never comes.
    let requests = 0;
    await page.route('**/v1/register', route => {
      requests++;
      return requests === 1 ? undefined : route.fallback();
    });
    if (first) {
      await page.evaluate(() => {
        document.getElementById('frame')?.append(document.createElement('activecloud-privacy'));
      });
      await addModule(page);
    } else await page.evaluate(() => (location.hash = '#/privacy/data'));
    const module = page.locator('activecloud-privacy');
    const skeleton = module.getByRole('group', { name: 'Загружаем…' });
    await expect(skeleton.locator('.bone').first()).toBeVisible();
    const begun = Date.now();
    const message = skeleton.getByText('Сервер отвечает медленно. Можно подождать или запросить снова');
    await expect(message).toBeHidden();
    await expect(message).toBeVisible();
    expect(Date.now() - begun).toBeGreaterThan(8000);
    expect(requests).toBe(1);
    await skeleton.getByRole('button', { name: 'Запросить снова' }).click();
    await expect(module.getByRole('heading', { level: 1 })).toContainText('хранит');
    await expect(skeleton).toHaveCount(0);
    expect(requests).toBe(2);
  });
}

test('«try again» continues from the same place when the network is back', async ({ page, quiet }) => {
  quiet.allow(LOADS);
  const module = await open(page, '/data/account', { scenario: 'offline' });
  await expect(module.getByRole('heading', { level: 1 })).toHaveText('Нет связи с сервером');
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Что с сервером').selectOption('normal');
  await module.getByRole('button', { name: 'Попробовать снова' }).click();
  await expect(module.getByRole('rowheader').first()).toBeVisible();
});
