import { expect, test } from 'vitest';
import { RIGHT_KINDS } from '../../src/domain/ids.ts';
import { place, plain, shows, until } from './place.ts';
import { press } from './user.ts';

/** Calls that ask without storing anything. */
const READS = /^(GET|HEAD) |^POST \S*\/rights\/erasure\/preview/;

test.each(RIGHT_KINDS.flatMap(kind => [['owner', 'ru', kind] as const, ['by', 'en', kind] as const]))(
  '%s, %s: a rehearsal of %s reaches the confirmation, and nothing is stored or sent',
  async (persona, locale, kind) => {
    const placed = await place(`/requests/new/${kind}?trial=1`, { as: { persona }, locale });
    const note =
      locale === 'ru' ? 'Это проба: ничего не отправлено.' : 'This is a trial run: nothing has been sent.';
    for (let steps = 0; placed.root.querySelector('[data-step="check"]') === null; steps += 1) {
      expect(steps).toBeLessThan(8);
      await shows(placed, note);
      const step = placed.root.querySelector<HTMLElement>('[data-step]')?.dataset['step'];
      await press(placed, 'button', locale === 'ru' ? 'Дальше' : 'Next');
      await until(() => placed.root.querySelector<HTMLElement>('[data-step]')?.dataset['step'] !== step);
    }
    await shows(placed, locale === 'ru' ? 'Подтверждение приёма (образец)' : 'Confirmation (a sample)');
    expect(plain(placed.root.querySelector('.receipt')?.textContent ?? '')).toContain(note);
    expect(placed.requests.filter(call => !READS.test(call))).toEqual([]);
  },
);

test('a rehearsal begins from the first step of the form, and ends at the form itself', async () => {
  const placed = await place('/requests/new/access');
  await press(placed, 'link', 'Попробовать без подачи');
  await shows(placed, 'Это проба');
  await press(placed, 'link', 'Начать по‑настоящему');
  await until(() => !plain(placed.root.textContent ?? '').includes('Это проба'));
  expect(placed.address()).toBe('/requests/new/access');
});
