import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Locator, type Page, test as base } from '@playwright/test';

import { STEP_MS } from '../limits.ts';

export { PAGES } from '../pages.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the playground is set to; the rest is as by default. */
export type Setting = Partial<
  Record<'persona' | 'scenario' | 'now' | 'locale' | 'theme' | 'accent' | 'width', string>
>;

/** The address of a page of the module in the playground. */
export function playgroundAddress(page: string, setting: Setting = {}): string {
  const search = new URLSearchParams(setting).toString();
  return `/${search === '' ? '' : `?${search}`}#/privacy${page === '/' ? '' : page}`;
}

/** Opens a page of the module and waits until nothing on it is loading. */
export async function open(page: Page, address: string, setting: Setting = {}): Promise<Locator> {
  await page.goto(playgroundAddress(address, setting));
  const module = page.locator('activecloud-privacy');
  // Where only the hash has changed, the page before is settled still.
  await arrived(page, address);
  await settled(page);
  return module;
}

/**
 * Sets the open playground otherwise, by its panel, and mounts the module anew on a page of its own: what `open` does, at a
 * fifth of the time. The first time in a tab it opens the playground.
 */
export async function goTo(page: Page, address: string, setting: Setting = {}): Promise<Locator> {
  if (!page.url().startsWith('http')) return open(page, address, setting);
  await dress(page, setting, address === '/' ? '' : address);
  await arrived(page, address);
  await settled(page);
  return page.locator('activecloud-privacy');
}

/**
 * Sets the open playground by its panel; what is not in `setting` is as by default.
 * @param anew where the module is mounted anew; by default it stays, and changes under the open page
 */
export async function dress(page: Page, setting: Setting, anew?: string): Promise<void> {
  await page.evaluate(
    ([wanted, to]) => {
      if (to !== undefined) {
        (globalThis as unknown as { arrivedAt?: string }).arrivedAt = '';
        history.replaceState(null, '', `#/privacy${to}`);
      }
      const selects = [...document.querySelectorAll<HTMLSelectElement>('.playground select[name]')];
      const odd = Object.keys(wanted).filter(name => !selects.some(select => select.name === name));
      if (odd.length > 0) throw new Error(`the panel has no ${odd.join()}`);
      for (const select of selects) {
        const value = wanted[select.name] ?? select.options[0]?.value ?? '';
        if (select.value === value) continue;
        select.value = value;
        if (select.value !== value) throw new Error(`the panel has no ${select.name} ${value}`);
        select.dispatchEvent(new Event('change'));
      }
      if (to === undefined) return;
      const module = document.querySelector('activecloud-privacy');
      module?.replaceWith(module.cloneNode());
    },
    [setting as Readonly<Record<string, string>>, anew] as const,
  );
}

/**
 * Has the mock answer in the page itself, as on a page without TLS. What a test that opens hundreds of pages looks at is
 * the same; it spends a quarter less, and the way through the worker is gone in all the others.
 */
export async function withoutWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
  });
}

/** Waits until the module is on the page of an address. */
export async function arrived(page: Page, address: string): Promise<void> {
  await page.waitForFunction(
    path => (globalThis as unknown as { arrivedAt?: string }).arrivedAt === path,
    address.split('?')[0],
    { timeout: STEP_MS },
  );
}

/** Waits until the page has its heading and no region is busy. */
export async function settled(page: Page): Promise<void> {
  // Looked at in every frame: what `expect` waits between its looks adds up to minutes over all pages.
  await page.waitForFunction(
    () => {
      const root = document.querySelector('activecloud-privacy')?.shadowRoot;
      return root?.querySelectorAll('h1').length === 1 && root.querySelector('[aria-busy="true"]') === null;
    },
    undefined,
    { timeout: STEP_MS },
  );
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that another theme may break: of colours. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Axe's findings on our part of the page, as readable lines. */
export async function axe(
  page: Page,
  { within = 'activecloud-privacy', only = WCAG }: { within?: string; only?: readonly string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(
    async ([selector, runOnly]) => {
      const checker = (
        globalThis as unknown as {
          axe: {
            run(
              context: unknown,
              options: unknown,
            ): Promise<{
              violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
            }>;
          };
        }
      ).axe;
      const { violations } = await checker.run(document.querySelector(selector), {
        // What passes need not be described.
        resultTypes: ['violations'],
        // For rules of media and of locked screens only; it fetches every sheet of the page anew.
        preload: false,
        runOnly: [...runOnly],
        // The host has the landmarks and the levels of headings around us.
        ...(runOnly.includes('wcag2a') ? { rules: { region: { enabled: false } } } : {}),
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(node => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
      );
    },
    [within, only] as const,
  );
}

/** A test in which unexpected console output and unhandled errors fail. */
export const test = base.extend<{ quiet: { allow(pattern: RegExp): void } }>({
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      const allowed: RegExp[] = [];
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
      });
      page.on('pageerror', error => errors.push(String(error)));
      await page.addInitScript(() => {
        document.addEventListener('privacy-navigate', event => {
          const { path } = (event as CustomEvent<{ path: string }>).detail;
          (globalThis as unknown as { arrivedAt?: string }).arrivedAt = path;
        });
      });
      await use({ allow: pattern => void allowed.push(pattern) });
      expect(errors.filter(line => !allowed.some(pattern => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
