import { expect, test } from 'vitest';
import { RECENT_TOKEN, VALID_TOKEN } from '../../mocks/mailings/seed.ts';
import { place, shows, until } from './place.ts';
import { control, press } from './user.ts';

const NOBODY = { scenario: 'session-expired' } as const;

test('the page of an unsubscribe link works without a session: one press unsubscribes, another undoes it', async () => {
  const page = await place(`/unsubscribe/${VALID_TOKEN}`, { as: NOBODY });
  const state = () =>
    page.backend
      .db()
      .mailings.subscriptions.find(row => row.userId === 'u-owner' && row.topic === 'promotions')?.state;
  expect(page.heading()).toBe('Отключить «Акции и новые услуги»?');
  expect(state()).toBe('on');
  // Nothing that needs a session is asked for, and nothing says that one has ended.
  expect(page.requests.every(one => one.includes('/unsubscribe/'))).toBe(true);
  expect(page.root.querySelector('[data-session]')).toBeNull();
  await press(page, 'button', 'Больше не присылать');
  await until(() => page.heading().endsWith('отключено'));
  expect(state()).toBe('off');
  await press(page, 'button', 'Вернуть как было');
  await until(() => page.heading().startsWith('Отключить'));
  expect(state()).toBe('on');
});

test('the page switches other topics of the address only off, one or all', async () => {
  const page = await place(`/unsubscribe/${VALID_TOKEN}`, { as: NOBODY });
  await press(page, 'button', 'Отключить все');
  await until(() => page.heading().endsWith('отключено'));
  const on = page.backend
    .db()
    .mailings.subscriptions.filter(row => row.userId === 'u-owner' && row.state === 'on');
  expect(on).toEqual([]);
});

const announced = (page: Awaited<ReturnType<typeof place>>) =>
  [...page.root.querySelectorAll('[role="status"]')].map(one => one.textContent).join('');
const QUESTION = /ничего не изменится|Возвращено/;

test('after another topic is switched off, the page names it and offers the topic of the email', async () => {
  const page = await place(`/unsubscribe/${VALID_TOKEN}`, { as: NOBODY });
  expect(page.root.textContent).toContain('Пока вы не нажмёте кнопку, ничего не изменится.');
  await press(page, 'button', /^Отключить Предложения/);
  await until(() => page.heading().startsWith('«Предложения'));
  expect(page.heading()).toMatch(/^«Предложения[^»]*»: отключено$/);
  expect(announced(page)).toMatch(/^Отключено: «Предложения[^»]*»\.$/);
  expect(page.root.textContent).not.toMatch(QUESTION);
  await shows(page, 'Письма по теме «Акции и новые услуги» по-прежнему приходят');
  expect(page.root.activeElement?.tagName).toBe('H1');
  // The letter's own is one press away, and says what it is.
  await press(page, 'button', 'Отключить и «Акции и новые услуги»');
  await until(() => page.heading() === '«Акции и новые услуги»: отключено');
  expect(announced(page)).toBe('Отключено: «Акции и новые услуги».');
  await press(page, 'button', 'Вернуть как было');
  await until(() => page.heading().startsWith('Отключить «Акции'));
  expect(announced(page)).toBe('Возвращено как было.');
  expect(page.root.textContent).not.toContain('ничего не изменится');
});

test('after both topics are switched off, the page names the second one', async () => {
  const page = await place(`/unsubscribe/${VALID_TOKEN}`, { as: NOBODY });
  await press(page, 'button', 'Больше не присылать');
  await until(() => page.heading() === '«Акции и новые услуги»: отключено');
  await press(page, 'button', /^Отключить Предложения/);
  await until(() => announced(page).startsWith('Отключено: «Предложения'));
  expect(page.heading()).toBe('«Акции и новые услуги»: отключено');
});

test('the button for all topics announces that all are off', async () => {
  const page = await place(`/unsubscribe/${VALID_TOKEN}`, { as: NOBODY });
  await press(page, 'button', 'Отключить все');
  await until(() => announced(page) === 'Все рассылки на этот адрес отключены.');
  expect(page.root.textContent).not.toMatch(QUESTION);
});

test.each([
  ['used before', RECENT_TOKEN, 'отключено'],
  ['garbled', 'uXXXX', 'Ссылка не сработала'],
  ['cut off', VALID_TOKEN.slice(0, 12), 'Ссылка не сработала'],
] as const)('a token %s has its own message and a link to the mailings', async (_, token, heading) => {
  const page = await place(`/unsubscribe/${token}`, { as: NOBODY });
  expect(page.heading()).toContain(heading);
  expect(control(page, 'link', 'Рассылки в личном кабинете').getAttribute('href')).toContain('/mailings');
});

test('a failed request is reported, and another press unsubscribes once', async () => {
  let away = true;
  const page = await place(`/unsubscribe/${VALID_TOKEN}`, {
    as: NOBODY,
    fault: (request, answer) => {
      if (away && request.method === 'POST') throw new TypeError('Failed to fetch');
      return answer();
    },
  });
  await press(page, 'button', 'Больше не присылать');
  await shows(page, 'Неизвестно, дошло ли');
  away = false;
  await press(page, 'button', 'Больше не присылать');
  await until(() => page.heading().endsWith('отключено'));
  // A press on the page is kept as one on the page, not as one in a mail program.
  const kept = page.backend.db().mailings.changes.filter(row => row.token === VALID_TOKEN);
  expect(kept.map(row => row.via)).toEqual(['letter']);
});
