import type { Page } from '@playwright/test';
import { createBackend } from '../../mocks/backend.ts';

/** The hour in every host's page: what is drawn does not hang on the day of the test. */
const NOW = '2026-03-10T09:00:00Z';

/** The module in a frame of its own. */
export const MODULE = '<div id="frame"><activecloud-privacy></activecloud-privacy></div>';

/** Adds the built module's script to a page: `again` for a second time, as two templates of a host might. */
export async function addModule(page: Page, again = false): Promise<void> {
  await page.addScriptTag({ url: `/module/activecloud-privacy.js${again ? '?again' : ''}`, type: 'module' });
}

/**
 * Opens a host's page that holds nothing but `body`. The mock answers from this process: what the host does to the
 * platform of its page does nothing to the server; a break of the contract by either side fails the test.
 * Where the body has no module, its script is not there either.
 * @param address the module's page, below its base
 * @param at where in the host the base is: any page below `/cabinet` is the host's as well as `/host`
 * @param delay milliseconds that every answer and every file of the module is on its way
 * @returns every request to the API, as `METHOD path`.
 */
export async function openHost(
  page: Page,
  address = '/',
  body = MODULE,
  at = '/host#/privacy',
  delay = 0,
): Promise<string[]> {
  const requests: string[] = [];
  const server = createBackend({
    delay: () => Promise.resolve(),
    onContractBreak: (id, errors) => {
      throw new Error(`${id} broke the contract: ${JSON.stringify(errors)}`);
    },
  });
  const underway = () => new Promise(resolve => setTimeout(resolve, delay));
  await page.route('**/v1/**', async route => {
    if (delay > 0) await underway();
    const request = route.request();
    const url = new URL(request.url());
    requests.push(`${request.method()} ${url.pathname}`);
    // Whatever base the element was given, it is this server.
    url.pathname = url.pathname.replace(/^.*\/v1/, server.base);
    const sent = request.postDataBuffer();
    const answer = await server.handle(
      new Request(url, {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(sent === null ? {} : { body: new Uint8Array(sent) }),
      }),
      { persona: 'owner', now: NOW },
    );
    // A stream of events has no end, and these pages wait for none.
    if (answer.headers.get('Content-Type')?.startsWith('text/event-stream') === true) return;
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
  // As `npm run build` made it.
  await page.route('**/module/**', async route => {
    if (delay > 0) await underway();
    await route.fulfill({ path: `dist/${new URL(route.request().url()).pathname.slice('/module/'.length)}` });
  });
  await page.route(/\/(host|cabinet(\/.*)?)$/, route =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="ru"><head><title>Кабинет</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`,
    }),
  );
  await page.clock.setFixedTime(NOW);
  await page.goto(`${at}${address === '/' ? '' : address}`);
  if (body.includes('<activecloud-privacy')) await addModule(page);
  return requests;
}
