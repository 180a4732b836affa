import { expect, test, vi } from 'vitest';
import type { MockBackend } from '../../mocks/kernel.ts';
import { control, place, type Placed, shows } from './place.ts';

const MARK = 'MARK-BODY';

function fill(input: HTMLInputElement | null, text: string): void {
  if (input === null) throw new Error('no field');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function type({ root }: Placed, label: RegExp, text: string): void {
  const found = [...root.querySelectorAll('label')].find(one => label.test(one.textContent ?? ''));
  fill(root.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`), text);
}

const tick = ({ root }: Placed, name: string) =>
  root.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.click();

/** The text of a copy’s only part, as the page’s customer gets it; the status where it is refused. */
async function textOf(backend: MockBackend, id: string): Promise<string | number> {
  const response = await backend.handle(
    new Request(`http://mock.invalid${backend.base}/exports/${id}/parts/1`, {
      headers: { Authorization: 'Bearer mock-owner' },
    }),
  );
  return response.ok ? response.text() : response.status;
}

test(
  'the text of letters: asked for right here, given by name and a fresh sign-in, taken back at once',
  {
    timeout: 60_000,
  },
  async () => {
    const page = await place('/exports/new?category=correspondence&scope=person');
    const own = () => page.backend.db().exports.at(-1)?.id ?? '';
    tick(page, 'text');
    await shows(page, 'Согласие на показ переписки');
    // The box alone gives no consent: the copy is not made.
    control(page, /^Собрать копию$/).click();
    await shows(page, 'Нужно согласие на показ переписки: дайте его');

    control(page, /^Даю согласие$/).click();
    await shows(page, 'Напишите фамилию, имя и отчество');
    type(page, /Фамилия, имя и отчество/, 'Кто-то Другой');
    control(page, /^Даю согласие$/).click();
    await vi.waitUntil(() => {
      const told = page.root.querySelector('.consent .error-text')?.textContent ?? '';
      return told !== '' && told !== 'Напишите фамилию, имя и отчество';
    });
    type(page, /Фамилия, имя и отчество/, 'Лесная Вера Павловна');
    control(page, /^Даю согласие$/).click();
    await vi.waitUntil(() => page.root.querySelector('dialog input') !== null, { timeout: 10_000 });
    fill(page.root.querySelector<HTMLInputElement>('dialog input'), 'password');
    control(page, /^Подтвердить$/).click();
    await shows(page, 'Согласие записано');
    await shows(page, 'Подтверждение');

    control(page, /^Собрать копию$/).click();
    await vi.waitUntil(() => page.heading().startsWith('Копия готова'), { timeout: 20_000 });
    const id = own();
    expect(await textOf(page.backend, id)).toContain(MARK);

    // Withdrawn where it was given: its effect is said first, then one press.
    const again = page.root;
    control(page, /^Собрать такую же$/).click();
    await vi.waitUntil(() => again.querySelector('.consent') !== null, { timeout: 10_000 });
    await vi.waitUntil(() => /Отозвать согласие/.test(again.textContent ?? ''), { timeout: 10_000 });
    control(page, /^Отозвать согласие$/).click();
    await shows(page, 'Текст переписки перестанет показываться сразу.');
    again.querySelector<HTMLElement>('dialog [data-kind="danger"]')?.click();
    await shows(page, 'Согласие отозвано');
    expect(await textOf(page.backend, id)).toBe(410);
    expect(page.root.textContent).not.toContain(MARK);
  },
);

test('who may not give it is told who may, and can go on without the text', async () => {
  const page = await place('/exports/new?category=correspondence&scope=person', {
    as: { persona: 'admin' },
  });
  tick(page, 'text');
  await shows(page, 'Это согласие может дать только владелец');
  control(page, /^Продолжить без него$/).click();
  await vi.waitUntil(() => page.root.querySelector('.consent') === null);
  expect(page.root.querySelector<HTMLInputElement>('input[name="text"]')?.checked).toBe(false);
});
