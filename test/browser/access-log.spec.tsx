import { expect, test } from 'vitest';
import { place, plain, shows, until } from './place.ts';
import { press, ready } from './user.ts';

const textOf = (element: Element | null | undefined) => plain(element?.textContent ?? '').trim();

test('the access log is grouped by day, and each day has one heading', async () => {
  const { root } = await place('/access-log');
  const names = [...root.querySelectorAll('.log-day > .h3')].map(textOf);
  expect(names.length).toBeGreaterThan(3);
  expect(new Set(names).size).toBe(names.length);
  for (const time of root.querySelectorAll('.log-row time')) expect(textOf(time)).toMatch(/^\d\d:\d\d$/);
});

test('a row shows who, what and why; where from, and the link to a complaint, are shown when it is open', async () => {
  const { root } = await place('/access-log?actor=staff');
  const row = root.querySelector<HTMLDetailsElement>('.log-row');
  expect(textOf(row?.querySelector('.log-who'))).toContain('сотрудник');
  expect(row?.querySelectorAll('.log-what > :not(.sr)')).toHaveLength(2);
  const link = row?.querySelector<HTMLElement>('a[href*="complaint"]');
  expect([textOf(link).startsWith('Я этого не узнаю'), link?.checkVisibility()]).toEqual([true, false]);
  if (row === null) throw new Error('no row');
  await press(row, 'summary');
  await until(() => link?.checkVisibility() === true);
  expect(row?.querySelector('.road')?.checkVisibility()).toBe(true);
});

test('an own action is one line, and consecutive own actions are one fold', async () => {
  const placed = await place('/data/account', { as: { persona: 'person' } });
  const { root } = placed;
  for (const name of ['Электронная почта', 'Почтовый адрес']) {
    await press(placed, 'button', new RegExp(`^Показать ?: ${name}`));
    await ready(placed, 'button', new RegExp(`^Скрыть ?: ${name}`));
  }
  await press(placed, 'link', /^Кто смотрел данные/);
  await until(() => root.querySelector('.log-day') !== null);
  const fold = root.querySelector<HTMLDetailsElement>('.log-own');
  expect(textOf(fold?.querySelector('summary'))).toMatch(/^Вы сами, \d+ действ/);
  expect([...(fold?.querySelectorAll('.log-what') ?? [])].every(what => what.childElementCount === 1)).toBe(
    true,
  );
});

test('own actions are not folded when the filter shows only them', async () => {
  const { root } = await place('/access-log?actor=self');
  expect(root.querySelectorAll('.log-row').length).toBeGreaterThan(1);
  expect(root.querySelector('.log-own')).toBeNull();
});

test('«Это не я» on a copy stops it, names what cannot be stopped, and links to the complaint', async () => {
  const placed = await place('/access-log?view=actions');
  expect(placed.heading()).toMatch(/^От вашего имени сделано/);
  await press(placed, 'button', /^Это не я ?: Запрошена копия данных E-\d\d-0044/);
  await press(placed, 'button', 'Остановить и сообщить');
  await shows(placed, 'закрыта, файлы удалены');
  await shows(placed, 'Того, что уже увидели или скачали, отозвать нельзя.');
  const link = placed.root.querySelector<HTMLAnchorElement>('dialog a');
  expect(link?.getAttribute('href')).toContain('/requests/');
  await press(placed, 'button', 'Закрыть');
  await shows(placed, /Отмечено «Это не я» .*, обращение R-/);
});
