import { expect, settled, playgroundAddress, test } from './playground.ts';

/** Ways the browser's look for a newer worker can fail: the page was left, the server is away, the script is no script. */
const FAILURES = [
  'Not found',
  'An unknown error occurred when fetching the script.',
  'The script has an unsupported MIME type',
];

test('a look for a newer mock worker that fails is no error of the page', async ({ page }) => {
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

test('pages of the playground left in quick succession throw nothing', async ({ page, quiet }) => {
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
