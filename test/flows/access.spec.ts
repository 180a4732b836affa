import { axe, expect, open, PAGES, test, turnTo } from './stand.ts';

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
  test(`at ${width} px nothing is wider than the module, and no words are crushed`, async ({ page }) => {
    await page.setViewportSize({ width: 1600, height: 900 });
    for (const address of PAGES) {
      await turnTo(page, address, { width });
      const odd = await page.evaluate(() => {
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
        // A sentence in a column of a few letters: its words are broken where no word ends.
        const crushed = all
          .filter(element => !element.closest('.sr, svg, thead'))
          .filter(element => [...element.childNodes].some(node => (node.nodeValue ?? '').trim().length > 8))
          .filter(element => {
            const { width: room, height } = element.getBoundingClientRect();
            const size = Number.parseFloat(getComputedStyle(element).fontSize);
            return room < 7 * size && height > 3 * 1.3 * size;
          })
          .map(element => `crushed: ${name(element)} ${element.textContent}`);
        return [...wide, ...crushed];
      });
      expect.soft(odd, address).toEqual([]);
    }
  });
}

test('at 200 % text nothing is lost', async ({ page }) => {
  for (const address of PAGES) {
    await turnTo(page, address, { width: '768' });
    await page.evaluate(() => {
      const root = document.querySelector('activecloud-privacy')?.shadowRoot;
      const larger = new CSSStyleSheet();
      larger.replaceSync(':host { font-size: 32px !important; }');
      if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, larger];
    });
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
    await turnTo(page, address);
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
