import type { Page } from '@playwright/test';
import { dress, expect, PAGES, settled, test, goTo, withoutWorker } from './playground.ts';

/** How translators put their words in the place of a text: once, nested, around the text itself, in two pieces. */
const WAYS = ['font', 'nested', 'around', 'pieces'] as const;

/** Translates what the module shows now, as extensions do that reach into open shadow roots. */
async function translate(page: Page, way: (typeof WAYS)[number] = 'nested'): Promise<number> {
  return page.evaluate(kind => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    if (!root) throw new Error('no module');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    const within = (...content: (Node | string)[]) => {
      const font = document.createElement('font');
      font.append(...content);
      return font;
    };
    const open = texts.filter(text => text.parentElement?.closest('font, style, textarea, option') === null);
    for (const text of open) {
      const { data } = text;
      if (kind === 'around') {
        const font = document.createElement('font');
        text.replaceWith(font);
        font.append(text);
      } else if (kind === 'font') text.replaceWith(within(data));
      else if (kind === 'nested') text.replaceWith(within(within(data)));
      else text.replaceWith(within(data.slice(0, 2)), within(data.slice(2)));
    }
    return open.length;
  }, way);
}

/** What the reader reads. */
const read = (page: Page): Promise<string> =>
  page.evaluate(() =>
    (document.querySelector('activecloud-privacy')?.shadowRoot?.textContent ?? '').replace(/\s+/g, ' '),
  );

/** Waits until the module is in a language. */
async function inLanguage(page: Page, locale: 'ru' | 'en'): Promise<void> {
  await page.waitForFunction(
    lang => document.querySelector('activecloud-privacy')?.shadowRoot?.querySelector(`.pc[lang="${lang}"]`),
    locale,
  );
  await settled(page);
}

/** The pages whose texts stay while they are looked at: a copy is collected by itself, and is weighed as it is chosen. */
const STEADY = PAGES.filter(address => !['/exports/ex-collecting', '/exports/new'].includes(address));

/** How many controls of the page are pressed: the rest of a long list is like its beginning. */
const PRESSED = 40;

/**
 * Presses what can be pressed on a translated page, one after another, and translates what comes.
 * @returns the names of what was pressed
 */
async function pressAll(page: Page): Promise<string[]> {
  return page.evaluate(async limit => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    if (!root) throw new Error('no module');
    const frames = () =>
      new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
    const replaceTexts = () => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (text.parentElement?.closest('font, style, textarea, option') !== null) continue;
        const font = document.createElement('font');
        font.textContent = text.data;
        text.replaceWith(font);
      }
    };
    const controls = () =>
      [
        ...root.querySelectorAll<HTMLElement>(
          '.content button, .content summary, .content input, .content select, dialog button',
        ),
      ].filter(one => one.checkVisibility());
    /** By its place as well: what is drawn anew is another element. */
    const nameOf = (one: HTMLElement) =>
      `${one.localName} ${one.ariaLabel ?? one.textContent ?? one.id}`.trim();
    const pressed: string[] = [];
    while (pressed.length < limit) {
      replaceTexts();
      // A dialog is in front of all else.
      const front = root.querySelector('dialog[open]');
      const next = controls().find(
        one =>
          (front === null || front.contains(one)) &&
          !pressed.includes(nameOf(one)) &&
          // Leaves the page, or opens a window of the system.
          !/Печать|Распечатать|Войти/.test(one.textContent ?? '') &&
          !(one instanceof HTMLInputElement && one.type === 'file'),
      );
      if (!next) {
        await frames();
        if (!front) break;
        front.dispatchEvent(new Event('cancel', { cancelable: true }));
        await frames();
        if (root.querySelector('dialog[open]') === front) throw new Error('the dialog stays');
        continue;
      }
      pressed.push(nameOf(next));
      if (next instanceof HTMLSelectElement) {
        next.selectedIndex = (next.selectedIndex + 1) % next.options.length;
        next.dispatchEvent(new Event('change', { bubbles: true }));
      } else next.click();
      await frames();
      const broken = root.querySelector('[role="alert"] h1');
      if (broken) throw new Error(`after ${pressed.at(-1) ?? ''}: ${broken.textContent}`);
    }
    return pressed;
  }, PRESSED);
}

/** A masked value that is shown without a step-up. */
const OPEN_VALUE = '.masked-value:not(:has(.step-note))';

/** The words of a place that must not stay behind what happened. */
const CHANGES: readonly { page: string; place: string; action: string }[] = [
  { page: '/mailings', place: '.topic .switch', action: '.topic .switch' },
  { page: '/mailings', place: '.news', action: '.topic .switch' },
  { page: '/mailings', place: 'h1', action: '.topic .switch' },
  { page: '/exports/new?category=account', place: '.sum-size', action: '.choices input[value=services]' },
  { page: '/data/account', place: `${OPEN_VALUE} button`, action: `${OPEN_VALUE} button` },
  { page: '/requests/rq-answered', place: '.trail button', action: '.trail button' },
];

test('a translated page shows a changed text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-write']);
  await withoutWorker(page);
  for (const { page: address, place, action } of CHANGES) {
    const module = await goTo(page, address, { locale: 'ru' });
    await translate(page);
    const element = module.locator(place).first();
    const before = (await element.textContent()) ?? '';
    await module.locator(action).first().click();
    await expect(element, `${address} ${place}`).not.toHaveText(before);
  }
});

test('a translated page shows the remaining time as it counts down', async ({ page }) => {
  await withoutWorker(page);
  const module = await goTo(page, '/data/account', { locale: 'ru' });
  await module.locator(`${OPEN_VALUE} button`).first().click();
  const left = module.locator(`${OPEN_VALUE} .term.num`).first();
  await expect(left).toHaveText(/\d/);
  await translate(page);
  const before = (await left.textContent()) ?? '';
  await expect(left).not.toHaveText(before);
});

for (const [index, way] of WAYS.entries())
  test(`a translated page (${way}) changes its language without a lost, doubled or old text`, async ({
    page,
  }) => {
    await withoutWorker(page);
    const turned = async (locale: 'ru' | 'en') => {
      await dress(page, { locale });
      await inLanguage(page, locale);
    };
    for (const address of STEADY.filter((_, at) => at % WAYS.length === index)) {
      await goTo(page, address, { locale: 'ru' });
      if (address === '/') {
        // The picture comes when it is wanted.
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.waitForFunction(() =>
          document.querySelector('activecloud-privacy')?.shadowRoot?.querySelector('.content table'),
        );
      }
      await turned('en');
      const english = await read(page);
      await turned('ru');
      expect(await translate(page, way), address).toBeGreaterThan(10);
      await turned('en');
      expect(await read(page), address).toBe(english);
    }
  });

for (const half of [0, 1])
  test(`the controls of a translated page work (half ${half})`, async ({ page }) => {
    await withoutWorker(page);
    let pressed = 0;
    for (const address of PAGES.filter((_, at) => at % 2 === half)) {
      await goTo(page, address, { locale: 'ru' });
      await translate(page);
      try {
        pressed += (await pressAll(page)).length;
      } catch (error) {
        throw new Error(address, { cause: error });
      }
    }
    expect(pressed).toBeGreaterThan(80);
  });

test('a translated page navigates through all sections, back and forward', async ({ page }) => {
  await withoutWorker(page);
  await goTo(page, '/', { locale: 'ru' });
  const sections = page.locator('activecloud-privacy nav.sections a');
  const count = await sections.count();
  expect(count).toBe(7);
  const heading = () => page.locator('activecloud-privacy h1');
  for (let at = 1; at <= count; at++) {
    await translate(page, WAYS[at % WAYS.length]);
    const before = await heading().textContent();
    await sections.nth(at % count).click();
    await expect(heading()).not.toHaveText(before ?? '');
    await settled(page);
  }
  for (const go of ['goBack', 'goBack', 'goForward'] as const) {
    await translate(page);
    const before = await heading().textContent();
    await page[go]();
    await expect(heading()).not.toHaveText(before ?? '');
    await settled(page);
  }
});
