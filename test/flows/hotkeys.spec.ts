import type { Locator, Page } from '@playwright/test';
import { giveHotkeys, takenKeys } from './host-hotkeys.ts';
import { expect, open, PAGES, test, goTo, withoutWorker } from './playground.ts';

/** Every kind of key that hosts bind: marks, digits, letters, what edits. */
const TYPED = 'a/b ?s1,K-.[';

/** Fields that take any text, where they stand. */
const TEXT_FIELDS =
  'textarea:visible, input:visible:not([type=checkbox], [type=radio], [type=file], [type=date], [type=range])';

/** Opens what hides fields: folds, the answer, the step-up. */
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  '/requests/rq-needs-user': ['button:has-text("Отозвать обращение")'],
  '/exports/ex-ready-full': ['button:has-text("Скачать")'],
};

/** Fields whose form comes a moment after its page. */
const LATER: Readonly<Record<string, string>> = { '/requests/rq-needs-user': 'textarea[name="text"]' };

async function typeInto(page: Page, field: Locator, name: string): Promise<void> {
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`${TYPED}xy`);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Backspace');
  await expect(field, name).toHaveValue(TYPED);
}

test('shortcuts of the host take no key from any field of any page', async ({ page, quiet }) => {
  quiet.allow(/Failed to load resource/);
  await withoutWorker(page);
  await giveHotkeys(page);
  let fields = 0;
  for (const address of [...PAGES, '/requests/new/complaint', '/requests/new/erasure']) {
    const module = await goTo(page, address);
    if (LATER[address] !== undefined) await module.locator(LATER[address]).waitFor();
    const typeIntoAll = async () => {
      for (const field of await module.locator(TEXT_FIELDS).all()) {
        // Behind a dialog nothing takes the focus.
        const reached = await field.evaluate((one: HTMLInputElement) => {
          one.focus();
          return (one.getRootNode() as ShadowRoot).activeElement === one;
        });
        if (!reached) continue;
        await typeInto(page, field, address);
        fields += 1;
      }
    };
    await typeIntoAll();
    for (const opener of OPENERS[address] ?? []) {
      await module.locator(opener).first().click();
      await module.locator('dialog[open]').locator(TEXT_FIELDS).first().waitFor();
      await typeIntoAll();
    }
    for (const select of await module.locator('select:visible').all()) {
      // The first letters of an option choose it.
      const label = await select.evaluate((one: HTMLSelectElement) => {
        one.focus();
        return [...one.options].find(option => !option.selected && /^\d/.test(option.label))?.label;
      });
      if (label === undefined) continue;
      await page.keyboard.type(label.slice(0, 4));
      await expect(select.locator('option:checked')).toHaveText(label);
      fields += 1;
    }
    const taken = (await takenKeys(page)).filter(
      key => !/ (Ctrl\+a|Ctrl\+Control|Control|Meta|Ctrl\+Meta)$/.test(key),
    );
    expect(taken, address).toEqual([]);
  }
  expect(fields).toBeGreaterThan(5);
});

test('a date, a choice, a fold, a switch and a link react to their keys beside shortcuts of the host', async ({
  page,
}) => {
  await giveHotkeys(page);
  const wizard = await open(page, '/requests/new/erasure');
  const box = wizard.locator('input[type=checkbox], input[type=radio]').first();
  const before = await box.isChecked();
  await box.focus();
  await page.keyboard.press('Space');
  expect(await box.isChecked()).toBe(!before);

  const copy = await goTo(page, '/exports/new');
  const period = copy.locator('input[name=period]');
  await period.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(period.nth(1)).toBeChecked();
  const from = copy.locator('input[type=date]').first();
  await from.focus();
  await page.keyboard.type('01022026');
  await expect(from).not.toHaveValue('');

  const mailings = await goTo(page, '/mailings');
  const topic = mailings.locator('[role=switch]').first();
  const state = await topic.getAttribute('aria-checked');
  await topic.focus();
  await page.keyboard.press('Space');
  await expect(topic).not.toHaveAttribute('aria-checked', state ?? '');
  const fold = mailings.locator('summary').first();
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(mailings.locator('details').first()).toHaveAttribute('open', '');
  await mailings.locator('nav.sections a').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(mailings.locator('h1')).toContainText('видов данных');
  expect((await takenKeys(page)).filter(key => !key.startsWith('keyup'))).toEqual([]);
});

test('shortcuts reach the host outside fields, and with Ctrl everywhere', async ({ page }) => {
  await giveHotkeys(page);
  const module = await open(page, '/data');
  const search = module.locator('input[type=search], input[type=text]').first();
  await search.focus();
  for (const key of ['Control+k', 'F2', 'Escape']) await page.keyboard.press(key);
  const takenByModule = await takenKeys(page);
  expect(takenByModule).toEqual(expect.arrayContaining(['keydown Ctrl+k', 'keydown F2', 'keydown Escape']));
  // A letter on a link types nothing: it is the host's.
  await module.locator('nav.sections a').first().focus();
  await page.keyboard.press('s');
  await page.keyboard.press('/');
  expect(await takenKeys(page)).toEqual(expect.arrayContaining(['keydown s', 'keydown /']));
});
