import type { Locator, Page } from '@playwright/test';
import { forbiddenAria } from '../aria-in-html.ts';
import {
  axe,
  dress,
  expect,
  OF_COLOURS,
  open,
  PAGES,
  type Setting,
  settled,
  test,
  goTo,
  withoutWorker,
} from './playground.ts';

test.beforeEach(({ page }) => withoutWorker(page));

const STATES = [
  ['as a rule', {}],
  ['empty', { persona: 'new' }],
  ['partial', { scenario: 'source-down' }],
  ['failing', { scenario: 'error-500' }],
  ['hidden', { persona: 'user' }],
] as const;

/** As a rule a page has both languages whole, and both themes; in another state the other theme, which changes colours. */
const ALL_LOOKS = [
  ['ru', 'light', undefined],
  ['en', 'dark', undefined],
  ['en', 'light', OF_COLOURS],
  ['ru', 'dark', OF_COLOURS],
] as const;
const LOOKS = [
  ['ru', 'light', undefined],
  ['en', 'dark', OF_COLOURS],
] as const;

for (const [state, setting] of STATES)
  for (const half of [0, 1])
    test(`${state}: no axe violation on any page, in either language and either theme, ${half + 1} of 2`, async ({
      page,
      quiet,
    }) => {
      quiet.allow(/Failed to load resource/);
      for (const address of PAGES.filter((_, index) => index % 2 === half)) {
        const module = await goTo(page, address, { ...setting, locale: 'ru', theme: 'light' });
        for (const [locale, theme, only] of state === 'as a rule' ? ALL_LOOKS : LOOKS) {
          await dress(page, { ...setting, locale, theme });
          await expect(module.locator(`[lang="${locale}"]`).first()).toBeAttached();
          await settled(page);
          expect.soft(await axe(page, only && { only }), `${address}, ${locale}, ${theme}`).toEqual([]);
        }
        const root = await module.evaluateHandle(element => element.shadowRoot as ShadowRoot);
        expect.soft(await root.evaluate(forbiddenAria), address).toEqual([]);
      }
    });

interface Opened {
  what: string;
  address: string;
  setting?: Setting;
  /** What is pressed; the names of buttons are in both languages. */
  press: (module: Locator) => Promise<void>;
  /** What is there then, and was not before. */
  shown: string;
}
const button = (module: Locator, name: RegExp) => module.getByRole('button', { name }).first();
const unfold = async (module: Locator) => {
  for (const fold of await module.locator('.content details > summary').all()) await fold.click();
};
const next = (module: Locator) => module.locator('form button[data-kind="primary"]').click();

const OPENED: readonly Opened[] = [
  {
    what: 'the step-up',
    address: '/data/account',
    press: module =>
      button(module.getByRole('row', { name: /Паспорт|Passport/ }), /^(Показать|Show)/).click(),
    shown: 'dialog input[type="password"]',
  },
  {
    what: 'a code by email that was sent',
    address: '/consents',
    press: async module => {
      await button(module, /^(Прочитать и решить|Read and decide)/).click();
      await module.locator('.consent input').fill('Лесная Вера Павловна');
      await button(module, /^(Даю согласие|I give consent)/).click();
      await module.getByRole('dialog').getByRole('combobox').selectOption('email-code');
      await button(module, /^(Прислать код|Send a code)/).click();
    },
    shown: 'dialog input[autocomplete="one-time-code"]',
  },
  { what: 'folds of the overview', address: '/', press: unfold, shown: 'details[open]' },
  { what: 'folds of a category', address: '/data/account', press: unfold, shown: 'details[open]' },
  {
    what: 'mistakes of a wizard',
    address: '/requests/new/erasure',
    press: next,
    shown: '.note[role="alert"]',
  },
  {
    what: 'the second step of a wizard',
    address: '/requests/new/objection',
    setting: { persona: 'new' },
    press: async module => {
      await module.locator('input[name="purposes"]').first().check();
      await next(module);
    },
    shown: 'form[data-step="words"] textarea',
  },
  {
    what: 'the text of a consent',
    address: '/consents',
    press: module => button(module, /^(Прочитать и решить|Read and decide)/).click(),
    shown: '.panel.consent',
  },
  {
    what: 'a mailing switched off',
    address: '/mailings',
    press: module => module.getByRole('switch', { checked: true }).first().click(),
    shown: '.news *',
  },
  {
    what: 'nobody is signed in any more',
    address: '/mailings',
    press: async module => {
      await module.page().evaluate(() => {
        const select = document.querySelector<HTMLSelectElement>('.playground select[name="scenario"]');
        if (!select) throw new Error('no panel');
        select.value = 'session-expired';
        select.dispatchEvent(new Event('change'));
      });
      await module.getByRole('switch').first().click();
    },
    shown: '[data-session]',
  },
  {
    what: 'a copy about to be revoked',
    address: '/exports/ex-ready-full',
    press: module => button(module, /^(Отозвать копию|Withdraw this copy)/).click(),
    shown: 'dialog',
  },
  {
    what: 'a file that is no archive',
    address: '/exports',
    press: module =>
      module
        .locator('input[type="file"]')
        .setInputFiles({ name: 'copy.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive') }),
    shown: '.verdict-box',
  },
  {
    what: 'a filter that nothing fits',
    address: '/data/services',
    press: module => module.locator('input[type="search"]').fill('ъъъъ'),
    shown: '.stack-s > .muted + button[data-kind="quiet"]',
  },
];

for (const [theme, locale] of [
  ['light', 'ru'],
  ['dark', 'en'],
] as const)
  test(`dialogs, folds and menus, ${theme}, ${locale}: no axe violation`, async ({ page, quiet }) => {
    quiet.allow(/status of 40[134]/);
    for (const { what, address, setting, press, shown } of OPENED) {
      const module = await goTo(page, address, { ...setting, theme, locale });
      await expect(module.locator(shown), what).toHaveCount(0);
      await press(module);
      await expect(module.locator(shown).first(), what).toBeVisible();
      await settled(page);
      expect.soft(await axe(page), what).toEqual([]);
    }
  });

/** Gives the open page another width: what a phone does that is turned. */
async function widen(page: Page, width: string): Promise<void> {
  await page.evaluate(async wanted => {
    const select = document.querySelector<HTMLSelectElement>('.playground select[name="width"]');
    if (!select) throw new Error('no panel');
    select.value = wanted;
    select.dispatchEvent(new Event('change'));
    const given = document.querySelector('activecloud-privacy')?.getBoundingClientRect().width;
    if (given !== Number(wanted)) throw new Error(`the module is ${given} px wide, not ${wanted}`);
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  }, width);
}

/** What sticks out of the module, and sentences in a column of a few letters: words broken where no word ends. */
const crowded = (page: Page) =>
  page.evaluate(() => {
    const module = document.querySelector('activecloud-privacy');
    const root = module?.shadowRoot;
    if (!module || !root) return ['no module'];
    const right = module.getBoundingClientRect().right + 1;
    const all = [...root.querySelectorAll<HTMLElement>('.content *')].filter(element =>
      element.checkVisibility(),
    );
    const name = (element: HTMLElement) => `${element.tagName}.${element.className}`;
    const wide = all
      .filter(element => element.getBoundingClientRect().right > right)
      .filter(element => !element.closest('.records-scroll, .sr, .quiet-live, svg, thead, .doc-scroll'))
      .map(name);
    // A text that must not wrap may leave its element, which is no wider for it.
    const spilt = all
      .filter(element => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .filter(element => getComputedStyle(element).overflowX === 'visible')
      .filter(element => element.getBoundingClientRect().left + element.scrollWidth > right)
      .filter(element => !element.closest('.records-scroll, .sr, .quiet-live, svg, thead, .doc-scroll'))
      .map(element => `spilt: ${name(element)} ${element.textContent.slice(0, 60)}`);
    const crushed = all
      .filter(element => !element.closest('.sr, svg, thead'))
      .filter(element => [...element.childNodes].some(node => (node.nodeValue ?? '').trim().length > 8))
      .filter(element => {
        const { width: room, height } = element.getBoundingClientRect();
        const size = Number.parseFloat(getComputedStyle(element).fontSize);
        return room < 7 * size && height > 3 * 1.3 * size;
      })
      .map(element => `crushed: ${name(element)} ${element.textContent}`);
    return [...wide, ...spilt, ...crushed];
  });

/** Controls that are smaller than a finger needs. */
const small = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    if (!root) return ['no module'];
    return [...root.querySelectorAll<HTMLElement>('button, input, select, summary, .btn, nav a, .row')]
      .filter(element => element.checkVisibility() && !element.matches('.skip, svg *'))
      .filter(element => {
        const box = element.getBoundingClientRect();
        return box.height < 24 || box.width < 24;
      })
      .map(element => `${element.tagName} ${element.textContent}`);
  });

/** How much wider than its place the page is with text twice as large, in px. */
const overflowOfLargeText = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    const content = root?.querySelector('.content');
    if (!root || !content) return Number.NaN;
    const larger = new CSSStyleSheet();
    larger.replaceSync(':host { font-size: 32px !important; }');
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, larger];
    const over = content.scrollWidth - content.clientWidth;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(sheet => sheet !== larger);
    return over;
  });

for (const [widths, title] of [
  [['320', '360'], 'on a phone, upright and turned'],
  [['768', '1280'], 'on a tablet and a desk'],
] as const)
  test(`${title}: no element is wider than the module, no text is crushed, targets have 24 px, text grows to 200 %`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1600, height: 900 });
    for (const address of PAGES) {
      // The narrowest width has both languages: the longer words are now in one, now in the other.
      await goTo(page, address, { width: widths[0], locale: 'en' });
      await widen(page, widths[0]);
      expect.soft(await crowded(page), `${address} at ${widths[0]} px, en`).toEqual([]);
      await dress(page, { width: widths[0], locale: 'ru' });
      await settled(page);
      for (const width of widths) {
        await widen(page, width);
        const where = `${address} at ${width} px`;
        expect.soft(await crowded(page), where).toEqual([]);
        expect.soft(await small(page), where).toEqual([]);
        expect.soft(await overflowOfLargeText(page), where).toBeLessThanOrEqual(1);
      }
    }
  });

test('the focus is always visible', async ({ page }) => {
  await open(page, '/data');
  for (let presses = 0; presses < 25; presses++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const active = document.querySelector('activecloud-privacy')?.shadowRoot?.activeElement;
      return active ? getComputedStyle(active).outlineStyle : 'outside';
    });
    expect(outline).not.toBe('none');
  }
});
