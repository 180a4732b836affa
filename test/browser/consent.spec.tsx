import { expect, test } from 'vitest';
import type { MockBackend } from '../../mocks/backend.ts';
import { control, place, type Placed, press, shows, until } from './place.ts';
import { untilEnd } from '../wait.ts';

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

/** Resolves in the task that brings the text onto the page: a press after it comes before React renders anything else. */
function atOnce({ root }: Placed, text: string): Promise<void> {
  const there = () => (root.textContent ?? '').includes(text);
  return new Promise(resolve => {
    const observer = new MutationObserver(() => {
      if (!there()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(root, { childList: true, characterData: true, subtree: true });
  });
}

test('the text of letters: asked for right here, given by name and a fresh sign-in, taken back at once', async () => {
  const page = await place('/exports/new?category=correspondence&scope=person');
  const own = () => page.backend.db().exports.at(-1)?.id ?? '';
  tick(page, 'text');
  await shows(page, 'Согласие на показ переписки');
  // The box alone gives no consent: the copy is not made.
  await press(page, /^Собрать копию$/);
  await shows(page, 'Нужно согласие на показ переписки: дайте его');

  await press(page, /^Даю согласие$/);
  await shows(page, 'Напишите фамилию, имя и отчество');
  type(page, /Фамилия, имя и отчество/, 'Кто-то Другой');
  await press(page, /^Даю согласие$/);
  await until(() => {
    const told = page.root.querySelector('.consent .error-text')?.textContent ?? '';
    return told !== '' && told !== 'Напишите фамилию, имя и отчество';
  });
  type(page, /Фамилия, имя и отчество/, 'Лесная Вера Павловна');
  await press(page, /^Даю согласие$/);
  await until(() => page.root.querySelector('dialog input') !== null);
  fill(page.root.querySelector<HTMLInputElement>('dialog input'), 'password');
  // The panel and the page get the consent at the same time: the next press makes the copy.
  const given = atOnce(page, 'Согласие записано');
  await press(page, /^Подтвердить$/);
  await given;
  expect(page.root.textContent).toContain('Подтверждение');
  control(page, /^Собрать копию$/).click();
  await untilEnd(
    () => page.heading().startsWith('Копия готова'),
    () => page.root.textContent ?? '',
  );
  const id = own();
  expect(await textOf(page.backend, id)).toContain(MARK);

  // Withdrawn where it was given: its effect is said first, then one press.
  const again = page.root;
  await press(page, /^Собрать такую же$/);
  await until(() => again.querySelector('.consent') !== null);
  await until(() => /Отозвать согласие/.test(again.textContent ?? ''));
  await press(page, /^Отозвать согласие$/);
  await shows(page, 'Текст переписки перестанет показываться сразу.');
  const withdrawn = atOnce(page, 'Согласие отозвано');
  again.querySelector<HTMLElement>('dialog [data-kind="danger"]')?.click();
  await withdrawn;
  // The page gets the withdrawal at the same time, too: the next press asks for the consent and makes no copy.
  control(page, /^Собрать копию$/).click();
  await shows(page, 'Нужно согласие на показ переписки: дайте его');
  expect(page.requests.filter(line => line.startsWith('POST') && line.endsWith('/exports'))).toHaveLength(1);
  expect(await textOf(page.backend, id)).toBe(410);
  expect(page.root.textContent).not.toContain(MARK);
});

test('who may not give it is told who may, and can go on without the text', async () => {
  const page = await place('/exports/new?category=correspondence&scope=person', {
    as: { persona: 'admin' },
  });
  tick(page, 'text');
  await shows(page, 'Это согласие может дать только владелец');
  await press(page, /^Продолжить без него$/);
  await until(() => page.root.querySelector('.consent') === null);
  expect(page.root.querySelector<HTMLInputElement>('input[name="text"]')?.checked).toBe(false);
});

/** Gives the consent where the letters are listed. */
async function consented(): Promise<Placed> {
  const page = await place('/data/correspondence');
  await press(page, /^Дать согласие$/);
  await until(() => page.root.querySelector('.consent input') !== null);
  type(page, /Фамилия, имя и отчество/, 'Лесная Вера Павловна');
  await press(page, /^Даю согласие$/);
  await confirm(page);
  return page;
}

async function confirm(page: Placed): Promise<void> {
  await until(() => page.root.querySelector('dialog input') !== null);
  fill(page.root.querySelector<HTMLInputElement>('dialog input'), 'password');
  await press(page, /^Подтвердить$/);
}

const offers = ({ root }: Placed) =>
  [...root.querySelectorAll<HTMLElement>('.records button')].filter(one =>
    one.textContent?.startsWith('Показать текст'),
  );

test('without consent no row offers a text', async () => {
  const page = await place('/data/correspondence');
  await until(() => page.root.querySelectorAll('.records tbody th').length > 5);
  expect(offers(page)).toEqual([]);
});

test('with consent each letter says that it has a text, and one press shows it', async () => {
  const page = await consented();
  await until(() => offers(page).length > 0);
  await press(page, /^Свернуть согласие$/);
  await shows(page, 'Текст открывается прямо из строки списка');
  offers(page)[0]?.click();
  await until(() => page.root.querySelector('.shown-value, dialog input') !== null);
  if (page.root.querySelector('dialog input') !== null) await confirm(page);
  await until(() => page.root.querySelector('dialog .shown-value')?.textContent?.includes(MARK) ?? false);
  expect(page.requests.filter(line => line.endsWith('/reveals'))).toHaveLength(1);
});

test('the title of a letter opens the record alone: no text is asked for', async () => {
  const page = await consented();
  await until(() => offers(page).length > 0);
  page.root.querySelector<HTMLElement>('.records .record-title')?.click();
  await shows(page, 'Номер');
  await until(() => page.root.querySelector('dialog .mask') !== null);
  expect(page.requests.filter(line => line.endsWith('/reveals'))).toEqual([]);
});
