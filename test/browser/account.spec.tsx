import { expect, test } from 'vitest';
import { place, plain, shows, until } from './place.ts';
import { find, press } from './user.ts';

const NAMED = ['/', '/exports', '/mailings', '/consents', '/access-log', '/requests/rq-needs-user'];

test.each(NAMED)('the page %s names the account, with the link to who has access', async path => {
  const { root } = await place(path);
  const link = [...root.querySelectorAll('a')].find(one => one.getAttribute('href')?.endsWith('/account'));
  expect(link?.textContent).toBe('ООО «Северный ветер»');
});

test.each(['/exports/new', '/requests/new/access', '/requests/new/access?draft=rq-draft&step=check'])(
  'the form %s names the account of a customer who has several, and none for a customer with one',
  async path => {
    const named = (root: ShadowRoot) =>
      [...root.querySelectorAll('.trail a')].some(one => one.getAttribute('href')?.endsWith('/account'));
    expect(named((await place(path)).root)).toBe(true);
    const one = path.includes('draft') ? '/requests/new/erasure' : path;
    expect(named((await place(one, { as: { persona: 'person' } })).root)).toBe(false);
  },
);

test('switching the account drops what belongs to the former one', async () => {
  const placed = await place('/account');
  await shows(placed, 'Вы работаете в учётной записи ООО «Северный ветер»');
  await press(placed, 'button', /^Перейти ?: АНО «Добрые соседи»/);
  await until(() => placed.heading().includes('АНО «Добрые соседи»'));
  await shows(placed, 'Имена и роли других людей вашей роли не показаны.');
  expect(plain(placed.root.querySelector('.content')?.textContent ?? '')).not.toContain('Рощин');
});

test('the check-up lists what has changed, and ends when each step is checked', async () => {
  const placed = await place('/review');
  await shows(placed, /Что изменилось с прошлого визита \(/);
  const buttons = find(placed, 'button', /^Верно ?:/);
  expect(buttons.elements()).toHaveLength(6);
  const steps = ['Какие письма', 'На что вы', 'Кто считает', 'Открытые', 'У кого есть', 'Что сделано'];
  for (const step of steps) await press(placed, 'button', new RegExp(`^Верно ?: ${step}`));
  await until(() => placed.heading() === 'Проверка закончена');
});

test('the page of the account lists the papers of a request for a customer who cannot sign in any more', async () => {
  const page = await place('/account', { contactUrl: 'https://example.test/contacts' });
  await shows(page, 'Если войти больше не получается');
  await shows(page, 'номер паспорта, когда и кем он выдан');
  await shows(page, 'данных не покажем и ничего не изменим');
  expect(
    find(page, 'link', /Куда писать/)
      .element()
      .getAttribute('href'),
  ).toBe('https://example.test/contacts');
});

test('the page of the account lists what opens the data; what is ended goes from the list and is announced', async () => {
  const placed = await place('/account');
  await shows(placed, 'Что открывает ваши данные');
  await shows(placed, /Chrome, Windows/);
  await shows(placed, 'этот сеанс');
  await press(placed, 'button', /^Завершить ?: Safari, iPhone/);
  await shows(placed, 'Завершено: Safari, iPhone.');
  await until(() => find(placed, 'button', /^Завершить ?: Safari, iPhone/).elements().length === 0);
  expect(find(placed, 'button', /^Завершить ?: Chrome, Windows/).elements()).toHaveLength(0);
});
