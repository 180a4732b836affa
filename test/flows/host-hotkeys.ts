import type { Page } from '@playwright/test';

/** What a host with shortcuts has taken of the keyboard, by event and key. */
export const takenKeys = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { taken: string[] }).taken.splice(0));

/**
 * Gives the host of every page to come shortcuts on all keys, as widespread libraries bind them: on the document and the
 * window, not where `event.target` is a field.
 */
export async function giveHotkeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const taken: string[] = [];
    Object.assign(globalThis, { taken });
    const take = (event: KeyboardEvent) => {
      if ((event.target as Element).matches('input, textarea, select, [contenteditable]')) return;
      taken.push(`${event.type} ${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`);
      // What moves the focus and closes dialogs is nobody's shortcut.
      if (!['Tab', 'Escape', 'Shift'].includes(event.key)) event.preventDefault();
    };
    for (const name of ['keydown', 'keypress', 'keyup'] as const) {
      document.addEventListener(name, take);
      addEventListener(name, take);
    }
  });
}
