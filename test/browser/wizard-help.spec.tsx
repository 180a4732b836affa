import { expect, test } from 'vitest';
import { place, shows, until } from './place.ts';
import { control, find, press, pressNow, ready } from './user.ts';

test('a restriction lists what stops and asks for the ground and the last day in one step', async () => {
  const placed = await place('/requests/new/restriction?category=analytics', { as: { persona: 'by' } });
  await press(placed, 'button', 'Дальше');
  await shows(placed, 'Почему нужно приостановить?');
  await shows(placed, 'До какого дня');
  await shows(placed, 'Что остановится, пока данные ограничены');
  await shows(placed, /Считать посещения сайта/);
});

test('the title of the window begins with the error while a step has one, and loses it with the correction', async () => {
  const placed = await place('/requests/new/restriction', { as: { persona: 'by' } });
  expect(document.title).not.toMatch(/^Ошибка/);
  await press(placed, 'button', 'Дальше');
  await until(() => document.title.startsWith('Ошибка: '));
  await press(placed, 'checkbox', /^Звонки/);
  await until(() => !document.title.startsWith('Ошибка'));
});

test('a record can be restricted from its dialog', async () => {
  const placed = await place('/data/services');
  await until(() => placed.root.querySelector('[aria-rowindex]'));
  const [first] = find(placed, 'button', /^Платёж/).elements();
  if (first === undefined) throw new Error('no payment in the list');
  pressNow(first);
  await ready(placed, 'link', 'Не использовать');
  expect(control(placed, 'link', 'Не использовать').getAttribute('href')).toMatch(
    /requests\/new\/restriction\?category=services&record=/,
  );
});
