import type { Page } from '@playwright/test';
import { RIGHT_KINDS, type RightKind } from '../../src/domain/ids.ts';
import { giveHotkeys } from './host-hotkeys.ts';
import { expect, settled, playgroundAddress, test, withoutWorker } from './playground.ts';

const LOADS = /Failed to load resource|net::ERR/;

/** What a customer does with the keyboard on one page of a wizard. */
type Action =
  | { pick: [name: string, value: string] }
  | { check: [name: string, value?: string] }
  | { type: [name: string, text: string] };
type StepActions = [step: string, ...steps: Action[]];

const TEXT = {
  ru: 'Ёлка, «кавычки» и 🙂: не теряйте ни буквы, a/b? 1.',
  en: 'An apostrophe’s “quotes” and 🙂: lose no letter, a/b? 1.',
} as const;

/** Each wizard's way, by the names of its controls: the same in both languages. */
const WAYS: Record<RightKind, (about: string) => StepActions[]> = {
  access: about => [
    ['mode', { pick: ['mode', 'copy'] }],
    [
      'what',
      { pick: ['breadth', 'some'] },
      { check: ['categories', 'services'] },
      { pick: ['period', 'all'] },
    ],
    ['words', { type: ['words', about] }],
  ],
  rectification: about => [
    ['what', { check: ['categories', 'account'] }],
    ['values', { check: ['items', 'account/email'] }, { type: ['items.0.new', about] }],
    ['proof', { check: ['block'] }],
  ],
  erasure: about => [
    ['what', { check: ['categories', 'analytics'] }],
    ['preview'],
    ['words', { type: ['words', about] }],
    ['hold', { pick: ['hold', 'wait'] }],
  ],
  restriction: about => [
    ['what', { check: ['categories', 'calls'] }],
    ['ground', { pick: ['ground', 'accuracy'] }],
    ['words', { type: ['words', about] }],
  ],
  portability: about => [
    ['what', { check: ['categories', 'account'] }],
    ['format', { pick: ['format', 'csv'] }],
    ['recipient', { pick: ['recipient', 'other'] }, { type: ['otherController', about] }],
  ],
  objection: about => [
    ['purposes', { check: ['purposes', 'statistics'] }],
    ['words', { type: ['words', about] }],
  ],
  'consent-withdrawal': about => [
    ['consents', { check: ['consents', 'other'] }],
    ['words', { type: ['words', about] }],
  ],
  complaint: about => [
    ['words', { type: ['words', about] }],
    ['addressee', { pick: ['addressee', 'controller'] }, { pick: ['unlawful', 'no'] }],
  ],
};

/** What has the focus: its name (or id, where it has none), value and whether it sends the form. */
function focused(page: Page): Promise<{ name: string; value: string; submit: boolean; text: string }> {
  return page.evaluate(() => {
    let active: Element | null = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const control = active as HTMLInputElement | null;
    return {
      name: control?.name || control?.id || '',
      value: control?.value ?? '',
      submit: control?.type === 'submit' || control?.dataset['kind'] === 'primary',
      text: control?.textContent ?? '',
    };
  });
}

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, fits: (at: Awaited<ReturnType<typeof focused>>) => boolean, what: string) {
  for (let presses = 0; presses < 90; presses += 1) {
    if (fits(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${what}`);
}

async function perform(page: Page, action: Action): Promise<void> {
  if ('type' in action) {
    const [name, text] = action.type;
    await tabTo(page, at => at.name === name, name);
    await page.keyboard.type(text);
    return;
  }
  const [name, value] = 'pick' in action ? action.pick : action.check;
  if ('tick' in action) {
    await tabTo(
      page,
      at => at.name === name && (value === undefined || at.value === value),
      `${name} ${value ?? ''}`,
    );
    await page.keyboard.press('Space');
    return;
  }
  await tabTo(page, at => at.name === name, name);
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 10 && (await focused(page)).value !== value; presses += 1)
    await page.keyboard.press('ArrowDown');
}

/** Turns the fault of the playground under the open page. */
async function fault(page: Page, scenario: string): Promise<void> {
  await page.evaluate(to => {
    const select = [...document.querySelectorAll<HTMLSelectElement>('.playground select')].find(one =>
      [...one.options].some(option => option.value === 'offline'),
    );
    if (!select) throw new Error('no panel');
    select.value = to;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    if (to === 'normal') dispatchEvent(new Event('online'));
  }, scenario);
}

/** Waits until the page of a question is whole; what could not be read is asked for again, by keyboard too. */
async function ready(page: Page): Promise<void> {
  const module = page.locator('activecloud-privacy');
  const again = module.locator('form').getByRole('button', { name: /^(Попробовать снова|Try again)$/ });
  await expect(async () => {
    if ((await again.count()) > 0) {
      await again.first().focus();
      await page.keyboard.press('Enter');
    }
    await expect(module.locator('form .bone')).toHaveCount(0, { timeout: 500 });
    await expect(again).toHaveCount(0, { timeout: 100 });
  }).toPass();
  await module.locator('h1').focus();
}

/** Confirms that it is them, ahead of the action. */
function stepUp(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const base = '/api/privacy/v1/session';
    const { csrfToken } = (await (await fetch(base)).json()) as { csrfToken: string };
    await fetch(`${base}/step-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
      body: JSON.stringify({ method: 'code', secret: '000000' }),
    });
  });
}

/** Rights that do not fit somebody of whom nothing is held. */
const ADVISED: ReadonlySet<RightKind> = new Set(['objection']);

/** Requests of a kind on the server that are no drafts. */
function filedOn(page: Page, kind: RightKind): Promise<{ id: string; details: unknown }[]> {
  return page.evaluate(async wanted => {
    const base = '/api/privacy/v1/requests';
    const list = (await (await fetch(`${base}?kind=${wanted}`)).json()) as {
      items: { id: string; status: string }[];
    };
    const filed = list.items.filter(item => item.status !== 'draft');
    return Promise.all(
      filed.map(
        async ({ id }) => (await (await fetch(`${base}/${id}`)).json()) as { id: string; details: unknown },
      ),
    );
  }, kind);
}

for (const locale of ['ru', 'en'] as const) {
  for (const kind of RIGHT_KINDS) {
    test(`${kind}, ${locale}: the request is filed by keyboard at 360 px, with the network lost at every step`, async ({
      page,
      quiet,
    }) => {
      quiet.allow(LOADS);
      await withoutWorker(page);
      // The page around has shortcuts on every key.
      await giveHotkeys(page);
      await page.setViewportSize({ width: 360, height: 780 });
      await page.goto(playgroundAddress(`/requests/new/${kind}`, { persona: 'new', locale }));
      await settled(page);
      const module = page.locator('activecloud-privacy');
      const save = module.locator('[data-save]');
      const about = TEXT[locale];
      for (const [step, ...actions] of WAYS[kind](about)) {
        await expect(module.locator(`form[data-step="${step}"]`)).toBeVisible();
        await ready(page);
        for (const [index, action] of actions.entries()) {
          if (index === actions.length - 1) await fault(page, 'offline');
          await perform(page, action);
        }
        await fault(page, 'offline');
        await tabTo(page, at => at.submit, `the button of ${step}`);
        await page.keyboard.press('Enter');
        await expect(module.locator(`form[data-step="${step}"]`)).toHaveCount(0);
        await expect(save).toHaveAttribute('data-save', 'failed');
        await fault(page, 'normal');
        await expect(save).toHaveAttribute('data-save', 'saved');
      }
      await expect(module.locator('form[data-step="check"]')).toBeVisible();
      if (kind === 'erasure')
        await perform(page, { type: ['confirmation', locale === 'ru' ? 'УДАЛИТЬ' : 'DELETE'] });
      if (kind === 'erasure') await stepUp(page);
      if (ADVISED.has(kind)) {
        // Nothing is held about a new customer: the button says so, and is never a gate.
        await expect(
          module.getByRole('button', { name: /^(Всё равно отправить|Send anyway)/ }),
        ).toBeVisible();
      }
      // The answer is lost after the server has taken it; then the connection is gone altogether.
      await fault(page, 'truncated');
      await tabTo(page, at => at.submit, 'the last button');
      await page.keyboard.press('Enter');
      const failure = module.locator('form .note[data-tone="bad"] [role="alert"]');
      await expect(failure).toBeVisible();
      await fault(page, 'offline');
      await tabTo(page, at => at.submit, 'the last button');
      await page.keyboard.press('Enter');
      await expect(failure).toBeVisible();
      await fault(page, 'normal');
      await tabTo(page, at => at.submit, 'the last button');
      await page.keyboard.press('Enter');
      await expect(module.locator('h1')).toHaveCount(1);
      await expect.poll(() => page.url()).toMatch(/requests\/rq-[^/?]+\?filed=1/);
      const filed = await filedOn(page, kind);
      expect(filed).toHaveLength(1);
      expect(JSON.stringify(filed[0]?.details)).toContain(JSON.stringify(about).slice(1, -1));
      // Back leads to what was filed, and sends nothing again.
      await page.goBack();
      await expect.poll(() => page.url()).toMatch(/requests\/rq-/);
      expect(await filedOn(page, kind)).toHaveLength(1);
    });
  }
}
