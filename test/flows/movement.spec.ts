import type { Page } from '@playwright/test';
import { openHost } from './host.ts';
import { arrived, expect, settled, test } from './playground.ts';

/** A host's page: a bar above the module, and a footer below it; the rule for the moments before the script
 * is here is the one of docs/integration.md.
 */
const BODY = `<style>body { margin: 0; font: 14px/1.4 sans-serif } header { padding: 16px } footer { padding: 24px; background: #ddd }
activecloud-privacy:not(:defined) { display: block; min-height: 100vh }</style>
<header>Кабинет</header><main><activecloud-privacy></activecloud-privacy></main><footer>Подвал</footer>`;

/** What moved since it was last looked at. */
interface Movement {
  /** Each shift: its value, and what moved from where to where. */
  shifts: string[];
  /** How much of the footer was in sight, each time that changed. */
  footer: number[];
}

/** Watches everything that moves, also right after an input, frame by frame. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Movement = { shifts: [], footer: [] };
    Object.assign(globalThis, { seen });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
      })[]) {
        const what = entry.sources.map(({ node, previousRect, currentRect }) => {
          const name =
            node instanceof Element ? `${node.localName}.${node.className}` : (node?.nodeName ?? '?');
          return `${name} ${previousRect.x},${previousRect.y} → ${currentRect.x},${currentRect.y}`;
        });
        seen.shifts.push(`${entry.value.toFixed(4)} ${what.join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    const look = () => {
      const footer = document.querySelector('footer');
      if (footer) {
        const { top, bottom } = footer.getBoundingClientRect();
        const inSight = Math.round(Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top)));
        if (seen.footer.at(-1) !== inSight) seen.footer.push(inSight);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Takes what was seen, after everything that was asked for is drawn. */
const moved = (page: Page): Promise<Movement> =>
  page.evaluate(async () => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const content = () =>
      document.querySelector('activecloud-privacy')?.shadowRoot?.querySelector<HTMLElement>('.content');
    do await frame();
    while (content()?.style.minHeight !== '');
    for (let at = 0; at < 4; at += 1) await frame();
    const { seen } = globalThis as unknown as { seen: Movement };
    const taken = { shifts: seen.shifts.splice(0), footer: seen.footer.splice(0) };
    const last = taken.footer.at(-1);
    if (last !== undefined) seen.footer.push(last);
    return taken;
  });

const SECTIONS = ['/data', '/requests', '/exports', '/mailings', '/consents', '/policy', '/'];

const SPEEDS = [
  ['fast', 0],
  ['slow', 700],
] as const;

for (const [speed, delay] of SPEEDS)
  for (const width of [320, 768, 1280])
    test(`${speed}, ${width} px: no layout shift on load or on any navigation between sections`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 800 });
      await watch(page);
      await openHost(page, '/', BODY, undefined, delay);
      await arrived(page, '/');
      await settled(page);
      expect.soft(await moved(page), 'at first').toEqual({ shifts: [], footer: [0] });
      for (const [index, path] of SECTIONS.entries()) {
        const link = page.locator('activecloud-privacy nav.sections a').nth((index + 1) % SECTIONS.length);
        await link.click();
        await arrived(page, path);
        await settled(page);
        expect.soft(await moved(page), path).toEqual({ shifts: [], footer: [0] });
      }
      for (const [go, path] of [
        ['goBack', '/policy'],
        ['goBack', '/consents'],
        ['goForward', '/policy'],
      ] as const) {
        await page[go]();
        await arrived(page, path);
        await settled(page);
        expect.soft(await moved(page), `${go} ${path}`).toEqual({ shifts: [], footer: [0] });
      }
    });

for (const [speed, delay] of SPEEDS)
  test(`${speed}: from the end of a page, the visible footer leaves once, and nothing else shifts`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 768, height: 800 });
    await watch(page);
    await openHost(page, '/requests', BODY, undefined, delay);
    await arrived(page, '/requests');
    await settled(page);
    const help = page.locator('activecloud-privacy .help a');
    // Long to long, long to short, short to long.
    for (const [name, path] of [
      [/Кто смотрел/, '/access-log'],
      [/Сведения об обработке/, '/statement'],
      [/Кто смотрел/, '/access-log'],
    ] as const) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await moved(page);
      await help.filter({ hasText: name }).click();
      await arrived(page, path);
      await settled(page);
      const { shifts, footer } = await moved(page);
      expect.soft(shifts, path).toEqual([]);
      expect.soft(footer.at(-1), path).toBe(0);
      expect.soft(footer, `${path}: in sight, then not`).toEqual(footer.toSorted((a, b) => b - a));
    }
  });

for (const [speed, delay] of SPEEDS)
  test(`${speed}: no layout shift on entering a page, on its steps and on the way back`, async ({ page }) => {
    await page.setViewportSize({ width: 768, height: 800 });
    await watch(page);
    await openHost(page, '/data', BODY, undefined, delay);
    await arrived(page, '/data');
    await settled(page);
    const module = page.locator('activecloud-privacy');
    const still = async (path: string) => {
      await arrived(page, path);
      await settled(page);
      expect.soft(await moved(page), path).toEqual({ shifts: [], footer: [0] });
    };
    await still('/data');
    await module.locator('.content a[href$="/data/account"]').first().click();
    await still('/data/account');
    await page.goBack();
    await still('/data');
    await module.locator('nav.sections a').nth(2).click();
    await still('/requests');
    await module.locator('.content a[href$="/requests/new"]').first().click();
    await still('/requests/new');
    await module.locator('.content a[href*="/requests/new/"]').first().click();
    await expect(module.locator('form')).toBeVisible();
    await settled(page);
    expect.soft(await moved(page), 'a wizard').toEqual({ shifts: [], footer: [0] });
  });

for (const [speed, delay] of SPEEDS)
  test(`${speed}: the data-flow picture fills its reserved space while the end of the page is visible`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await watch(page);
    await openHost(page, '/', BODY, undefined, delay);
    await arrived(page, '/');
    await settled(page);
    const picture = page.locator('activecloud-privacy .flow-picture');
    expect(await picture.count()).toBe(0);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(picture).toBeVisible();
    expect((await moved(page)).shifts).toEqual([]);
  });
