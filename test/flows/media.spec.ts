import type { Page } from '@playwright/test';
import { expect, PAGES, playgroundAddress, test, goTo } from './playground.ts';

/** Controls that cannot be distinguished from their background, and what else is lost in forced colours. */
function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    if (!root) return ['no module'];
    const clear = (colour: string) => /^rgba\(.*, 0\)$/.test(colour) || colour === 'transparent';
    const parentOf = (one: Element) => one.parentElement ?? (one.getRootNode() as ShadowRoot).host;
    const groundOf = (one: Element | null): string => {
      for (let at = one; at !== null; at = at === document.documentElement ? null : parentOf(at)) {
        const { backgroundColor } = getComputedStyle(at);
        if (!clear(backgroundColor)) return backgroundColor;
      }
      return getComputedStyle(document.documentElement).getPropertyValue('background-color');
    };
    const name = (one: Element) => `${one.tagName}.${one.className} ${(one.textContent ?? '').slice(0, 30)}`;
    const bordered = (one: Element, ground: string) => {
      const style = getComputedStyle(one);
      return (['Top', 'Right', 'Bottom', 'Left'] as const).some(
        side =>
          style[`border${side}Style`] !== 'none' &&
          Number.parseFloat(style[`border${side}Width`]) > 0 &&
          !clear(style[`border${side}Color`]) &&
          style[`border${side}Color`] !== ground,
      );
    };
    const visible = (one: Element) => {
      const style = getComputedStyle(one);
      const ground = groundOf(parentOf(one));
      if (style.appearance !== 'none' && one.matches('input, select, textarea, progress, meter')) return true;
      if (style.textDecorationLine.includes('underline')) return true;
      return bordered(one, ground) || (!clear(style.backgroundColor) && style.backgroundColor !== ground);
    };
    const all = (selector: string) =>
      [...root.querySelectorAll(selector)].filter(one => one.checkVisibility() && !one.closest('.sr, .skip'));
    const found = all('button:not(.switch), .btn, input, select, textarea, .switch-track, .clock-bar > i')
      .filter(one => !visible(one))
      .map(one => `not seen: ${name(one)}`);
    const LOOK = [
      'backgroundColor',
      'color',
      'borderColor',
      'transform',
      'translate',
      'insetInlineStart',
      'left',
      'justifyContent',
      'content',
      'opacity',
      'forcedColorAdjust',
    ] as const;
    /** How a thing looks, its marks included. */
    const look = (one: Element) =>
      ['', '::before', '::after']
        .map(part => {
          const style = getComputedStyle(one, part);
          return LOOK.map(property => style[property]).join();
        })
        .join('|');
    const looks = (selector: string) => new Set(all(selector).map(look));
    for (const [on, off] of [
      ['.switch[aria-checked="true"] .switch-track', '.switch[aria-checked="false"] .switch-track'],
      ['button[aria-pressed="true"]', 'button[aria-pressed="false"]'],
      ['.sections a[aria-current]', '.sections a:not([aria-current])'],
    ] as const) {
      const others = looks(off);
      for (const one of looks(on)) if (others.has(one)) found.push(`alike: ${on}`);
    }
    // After a key was pressed, focus is shown.
    const counts = new Map<string, number>();
    for (const one of root.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    )) {
      // A few of each kind: the ten thousandth row is like the first.
      const kind = `${one.tagName}.${one.className} ${one.parentElement?.className ?? ''}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if ((counts.get(kind) ?? 0) > 2 || !one.checkVisibility()) continue;
      one.focus();
      if (root.activeElement !== one) continue;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
      if (
        outlineStyle === 'none' ||
        Number.parseFloat(outlineWidth) < 1 ||
        clear(outlineColor) ||
        outlineColor === groundOf(one)
      )
        found.push(`no outline: ${name(one)}`);
    }
    return [...new Set(found)];
  });
}

/** Animations longer than 0.1 s although the reader prefers reduced motion. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    if (!root) return ['no module'];
    const longest = (text: string) =>
      Math.max(
        ...text.split(',').map(one => Number.parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1)),
      );
    const found: string[] = [];
    for (const one of root.querySelectorAll('*'))
      for (const part of ['', '::before', '::after', '::backdrop']) {
        const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(
          one,
          part,
        );
        const still =
          longest(transitionDuration) <= 0.01 &&
          (animationName === 'none' || longest(animationDuration) <= 0.01);
        if (!still || scrollBehavior === 'smooth') found.push(`${one.tagName}.${one.className}${part}`);
      }
    return found;
  });
}

test('in forced colours every control is visible, and the states on and off differ', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const address of PAGES) {
    await goTo(page, address);
    await page.keyboard.press('Tab');
    expect.soft(await lost(page), address).toEqual([]);
  }
});

test('with reduced motion nothing moves, also while loading', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const address of PAGES) {
    await goTo(page, address);
    expect.soft(await moving(page), address).toEqual([]);
  }
  await page.goto('about:blank');
  await page.goto(playgroundAddress('/data', { scenario: 'slow' }));
  await page.locator('activecloud-privacy .bone').first().waitFor();
  expect(await moving(page), 'waiting').toEqual([]);
});

test('printed from the menu of the browser in the dark theme, a request is dark on white, without menus, with the names of its files', async ({
  page,
}) => {
  await page.goto(playgroundAddress('/requests/rq-in-work', { theme: 'dark' }));
  await page.locator('activecloud-privacy .file-name').first().waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => void dispatchEvent(new Event('beforeprint')));
  const printed = await page.evaluate(() => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    const body = root?.querySelector('.pc');
    const { color = '', backgroundColor = '' } = body ? getComputedStyle(body) : {};
    const isSeen = (one: Element) => one.checkVisibility();
    return {
      colors: [color, backgroundColor],
      files: [...(root?.querySelectorAll('.file-name') ?? [])].every(isSeen),
      menus: [
        ...document.querySelectorAll('.host-menu, .host-header'),
        ...(root?.querySelectorAll('.sections, button') ?? []),
      ].filter(isSeen).length,
      isWide: (body?.getBoundingClientRect().width ?? 0) > innerWidth * 0.9,
    };
  });
  expect(printed).toEqual({
    colors: ['rgb(23, 33, 43)', 'rgb(255, 255, 255)'],
    files: true,
    menus: 0,
    isWide: true,
  });
});
