import { axe, expect, open, PAGES, settled, standAddress, test, turnTo } from './stand.ts';

for (const theme of ['light', 'dark'] as const)
  for (const locale of ['ru', 'en'] as const)
    test(`${theme}, ${locale}: no axe violation on any page`, async ({ page }) => {
      for (const address of PAGES) {
        await turnTo(page, address, { theme, locale });
        expect.soft(await axe(page), address).toEqual([]);
      }
    });

for (const [state, setting] of [
  ['empty', { persona: 'new' }],
  ['partial', { scenario: 'source-down' }],
  ['failing', { scenario: 'error-500' }],
  ['hidden', { persona: 'user' }],
] as const) {
  test(`${state}: no axe violation on any page`, async ({ page, quiet }) => {
    quiet.allow(/Failed to load resource/);
    for (const address of PAGES) {
      await turnTo(page, address, setting);
      expect.soft(await axe(page), address).toEqual([]);
    }
  });
}

for (const width of ['320', '360', '768', '1280']) {
  test(`at ${width} px nothing is wider than the module`, async ({ page }) => {
    await page.setViewportSize({ width: 1600, height: 900 });
    for (const address of PAGES) {
      await open(page, address, { width });
      const wide = await page.evaluate(() => {
        const module = document.querySelector('activecloud-privacy');
        const root = module?.shadowRoot;
        if (!module || !root) return ['no module'];
        const right = module.getBoundingClientRect().right + 1;
        return [...root.querySelectorAll<HTMLElement>('.content *')]
          .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > right)
          .filter(element => !element.closest('.records-scroll, .sr, .quiet-live, svg, thead, .doc-scroll'))
          .map(element => `${element.tagName}.${element.className}`);
      });
      expect(wide, address).toEqual([]);
    }
  });
}

test('at 200 % text nothing is lost', async ({ page }) => {
  for (const address of PAGES) {
    await page.goto(standAddress(address, { width: '768' }));
    await page.addStyleTag({ content: 'activecloud-privacy { font-size: 32px !important; }' });
    await page.evaluate(() => {
      const root = document.querySelector('activecloud-privacy')?.shadowRoot;
      const larger = new CSSStyleSheet();
      larger.replaceSync(':host { font-size: 32px !important; }');
      if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, larger];
    });
    await settled(page);
    const overflow = await page.evaluate(() => {
      const module = document.querySelector('activecloud-privacy');
      const content = module?.shadowRoot?.querySelector('.content');
      return content ? content.scrollWidth - content.clientWidth : -1;
    });
    expect(overflow, address).toBeLessThanOrEqual(1);
  }
});

test('everything focusable has a name and a target of 24 px', async ({ page }) => {
  for (const address of PAGES) {
    await open(page, address);
    const poor = await page.evaluate(() => {
      const root = document.querySelector('activecloud-privacy')?.shadowRoot;
      if (!root) return ['no module'];
      const controls = [
        ...root.querySelectorAll<HTMLElement>('button, input, select, summary, .btn, nav a, .row'),
      ];
      return controls
        .filter(element => element.checkVisibility() && !element.matches('.skip, svg *'))
        .filter(element => {
          const box = element.getBoundingClientRect();
          return box.height < 24 || box.width < 24;
        })
        .map(element => `${element.tagName} ${element.textContent}`);
    });
    expect(poor, address).toEqual([]);
  }
});

test('focus is always visible', async ({ page }) => {
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
