import { expect, test } from 'vitest';
import type { MockBackend } from '../../mocks/backend.ts';
import { place, type Placed, shows, until } from './place.ts';
import { control, field, find, press, pressNow, pressOn, type } from './user.ts';
import { untilEnd } from '../wait.ts';

const MARK = 'MARK-BODY';

/** The box that adds the text of letters to a copy. */
const TEXT = /^Добавить текст писем/;
const typeName = async (page: Placed, name: string) =>
  type(await field(page, /^Фамилия, имя и отчество/), name);

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

test('the consent to the text of emails is requested on the page, given by name after a step-up, and withdrawn there', async () => {
  const page = await place('/exports/new?category=correspondence&scope=person');
  const own = () => page.backend.db().exports.at(-1)?.id ?? '';
  await press(page, 'checkbox', TEXT);
  await shows(page, 'Согласие на показ переписки');
  // The box alone gives no consent: the copy is not made.
  await press(page, 'button', 'Собрать копию');
  await shows(page, 'Нужно согласие на показ переписки: дайте его');

  await press(page, 'button', 'Даю согласие');
  await shows(page, 'Напишите фамилию, имя и отчество');
  await typeName(page, 'Кто-то Другой');
  await press(page, 'button', 'Даю согласие');
  await until(() => {
    const message = page.root.querySelector('.consent .error-text')?.textContent ?? '';
    return message !== '' && message !== 'Напишите фамилию, имя и отчество';
  });
  await typeName(page, 'Лесная Вера Павловна');
  await press(page, 'button', 'Даю согласие');
  await type(await field(find(page, 'dialog'), /Пароль/), 'password');
  // The panel and the page get the consent at the same time: the next press makes the copy.
  const given = atOnce(page, 'Согласие записано');
  await press(page, 'button', 'Подтвердить');
  await given;
  expect(page.root.textContent).toContain('Подтверждение');
  pressNow(control(page, 'button', 'Собрать копию'));
  await untilEnd(
    () => page.heading().startsWith('Копия готова'),
    () => page.root.textContent ?? '',
  );
  const id = own();
  expect(await textOf(page.backend, id)).toContain(MARK);

  // Withdrawn where it was given: its effect is said first, then one press.
  const again = page.root;
  await press(page, 'link', 'Собрать такую же');
  await until(() => again.querySelector('.consent') !== null);
  await until(() => /Отозвать согласие/.test(again.textContent ?? ''));
  await press(page, 'button', 'Отозвать согласие');
  await shows(page, 'Текст переписки перестанет показываться сразу.');
  const withdrawn = atOnce(page, 'Согласие отозвано');
  await press(find(page, 'dialog'), 'button', 'Отозвать согласие');
  await withdrawn;
  // The page gets the withdrawal at the same time, too: the next press asks for the consent and makes no copy.
  pressNow(control(page, 'button', 'Собрать копию'));
  await shows(page, 'Нужно согласие на показ переписки: дайте его');
  expect(page.requests.filter(line => line.startsWith('POST') && line.endsWith('/exports'))).toHaveLength(1);
  expect(await textOf(page.backend, id)).toBe(410);
  expect(page.root.textContent).not.toContain(MARK);
});

test('a person who may not give the consent reads who may, and can continue without the text', async () => {
  const page = await place('/exports/new?category=correspondence&scope=person', {
    as: { persona: 'admin' },
  });
  await press(page, 'checkbox', TEXT);
  await shows(page, 'Это согласие может дать только владелец');
  await press(page, 'button', 'Продолжить без него');
  await until(() => page.root.querySelector('.consent') === null);
  expect((control(page, 'checkbox', TEXT) as HTMLInputElement).checked).toBe(false);
});

/** Gives the consent where the letters are listed. */
async function consented(): Promise<Placed> {
  const page = await place('/data/correspondence');
  await press(page, 'button', 'Дать согласие');
  await until(() => page.root.querySelector('.consent input') !== null);
  await typeName(page, 'Лесная Вера Павловна');
  await press(page, 'button', 'Даю согласие');
  await confirm(page);
  return page;
}

async function confirm(page: Placed): Promise<void> {
  await type(await field(find(page, 'dialog'), /Пароль/), 'password');
  await press(page, 'button', 'Подтвердить');
}

const offers = (page: Placed) => find(page, 'button', /^Показать текст/).elements();

test('without the consent no row offers a text', async () => {
  const page = await place('/data/correspondence');
  await until(() => page.root.querySelectorAll('.records tbody th').length > 5);
  expect(offers(page)).toEqual([]);
});

test('with the consent each email with a text offers it, and one press shows it', async () => {
  const page = await consented();
  await until(() => offers(page).length > 0);
  await press(page, 'button', 'Свернуть согласие');
  await shows(page, 'Текст открывается прямо из строки списка');
  await pressOn(find(page, 'button', /^Показать текст/).first());
  await until(() => page.root.querySelector('.shown-value, dialog input') !== null);
  if (page.root.querySelector('dialog input') !== null) await confirm(page);
  await until(() => page.root.querySelector('dialog .shown-value')?.textContent?.includes(MARK) ?? false);
  expect(page.requests.filter(line => line.endsWith('/reveals'))).toHaveLength(1);
});

test('the title of an email opens the record without loading the text', async () => {
  const page = await consented();
  await until(() => offers(page).length > 0);
  const title = page.root.querySelector<HTMLElement>('.records .record-title');
  if (title === null) throw new Error('no record');
  await pressOn(title);
  await shows(page, 'Номер');
  await until(() => page.root.querySelector('dialog .mask') !== null);
  expect(page.requests.filter(line => line.endsWith('/reveals'))).toEqual([]);
});
