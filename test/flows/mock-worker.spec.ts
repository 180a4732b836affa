import { expect, settled, playgroundAddress, test } from './playground.ts';

/** Ways the browser's look for a newer worker can fail: the page was left, the server is away, the script is no script. */
const FAILURES = [
  'Not found',
  'An unknown error occurred when fetching the script.',
  'The script has an unsupported MIME type',
];

test('a failed update check of the mock worker is no error of the page', async ({ page }) => {
  // The worker goes with the last page it answers: a second one keeps it.
  const other = await page.context().newPage();
  await other.goto(playgroundAddress('/policy'));
  await settled(other);
  for (const why of FAILURES) {
    await page.addInitScript(reason => {
      Object.assign(globalThis, { looks: 0 });
      ServiceWorkerRegistration.prototype.update = () => {
        (globalThis as unknown as { looks: number }).looks += 1;
        return Promise.reject(new TypeError(`Failed to update a ServiceWorker for scope ('/'): ${reason}`));
      };
    }, why);
    await page.goto(playgroundAddress('/policy', { locale: page.url().includes('en') ? 'ru' : 'en' }));
    await settled(page);
    // The control: the look was made, and has failed.
    expect(await page.evaluate(() => (globalThis as unknown as { looks: number }).looks)).toBeGreaterThan(0);
  }
});

test('pages of the playground that are left in quick succession throw no error', async ({ page, quiet }) => {
  // What a page has asked for when it is left may be answered by nobody.
  quiet.allow(/Failed to load resource/);
  const other = await page.context().newPage();
  await other.goto(playgroundAddress('/policy'));
  await settled(other);
  for (let turn = 0; turn < 12; turn += 1) {
    await page.goto(playgroundAddress('/policy', { locale: turn % 2 === 0 ? 'en' : 'ru' }), {
      waitUntil: 'commit',
    });
    if (turn % 3 === 0) await page.waitForLoadState('domcontentloaded');
  }
  await settled(page);
});

test('copies made in two tabs at once get different numbers, and both tabs see them ready', async ({
  page,
}) => {
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto(playgroundAddress('/exports'));
    await settled(tab);
  }
  const make = (tab: typeof page) =>
    tab.evaluate(async () => {
      const base = '/api/privacy/v1';
      const { csrfToken } = (await (await fetch(`${base}/session`)).json()) as { csrfToken: string };
      const made = await Promise.all(
        [1, 2, 3].map(async () => {
          const response = await fetch(`${base}/exports`, {
            method: 'POST',
            headers: {
              'Content-Type': 'application/json',
              'X-CSRF-Token': csrfToken,
              'Idempotency-Key': crypto.randomUUID(),
            },
            body: JSON.stringify({
              scope: 'person',
              categories: ['mailings'],
              formats: ['json'],
              language: 'ru',
              includeAttachments: false,
              includeCorrespondence: false,
            }),
          });
          return ((await response.json()) as { number: string }).number;
        }),
      );
      return made;
    });
  const numbers = (await Promise.all([make(page), make(other)])).flat();
  expect(new Set(numbers).size).toBe(6);

  const stored = (tab: typeof page) =>
    tab.evaluate(async () => {
      const { items } = (await (await fetch('/api/privacy/v1/exports?limit=50')).json()) as {
        items: { number: string; status: string }[];
      };
      return items;
    });
  const statuses = async (tab: typeof page) =>
    (await stored(tab)).filter(one => numbers.includes(one.number)).map(one => one.status);
  await expect.poll(() => statuses(other), { timeout: 30_000 }).toEqual(numbers.map(() => 'ready'));
  await expect.poll(() => statuses(page)).toEqual(numbers.map(() => 'ready'));
});
