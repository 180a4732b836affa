import { expect, test } from 'vitest';
import { type As, SCENARIOS } from '../../mocks/backend.ts';
import { place, type Placed, plain, shows, until } from './place.ts';
import { field, find, press, pressOn, type } from './user.ts';

const switches = (page: Placed) => find(page, 'switch').elements();
const states = (page: Placed) => switches(page).map(one => one.getAttribute('aria-checked') === 'true');
const subscriptions = (page: Placed) =>
  page.backend
    .db()
    .mailings.subscriptions.filter(row => row.userId === 'u-owner' && row.state === 'on')
    .map(row => row.topic);

test('one press stops all mailings, and another press undoes it', async () => {
  const page = await place('/mailings');
  const before = subscriptions(page);
  expect(before.length).toBeGreaterThan(0);
  // The first control of the page, and no question after it.
  const [first] = page.root.querySelectorAll<HTMLElement>('.content button, .content a');
  expect(first?.textContent).toBe('Остановить все рассылки');
  if (first === undefined) throw new Error('no control');
  await pressOn(first);
  await shows(page, 'Рассылки вам не приходят');
  expect(states(page)).not.toContain(true);
  await until(() => subscriptions(page).length === 0);
  expect(page.root.querySelector('dialog')).toBeNull();
  await shows(page, 'Все рассылки: выключено');
  await press(page, 'button', 'Вернуть');
  await shows(page, 'возвращено как было');
  expect(subscriptions(page).toSorted()).toEqual(before.toSorted());
});

test('a switch changes at once, and is reset when the server rejects the change', async () => {
  let refuse = false;
  const page = await place('/mailings', {
    fault: async (request, answer) => {
      // What is asked after a refusal comes late too: the switch ends in the server's truth all the same.
      if (request.method === 'GET' && !refuse) return answer();
      await new Promise(resolve => setTimeout(resolve, 200));
      return refuse && request.method === 'PUT'
        ? new Response(
            JSON.stringify({ type: '/problems/internal', title: 'x', status: 500, requestId: 'req-7' }),
            { status: 500, headers: { 'Content-Type': 'application/problem+json' } },
          )
        : answer();
    },
  });
  const at = states(page).indexOf(true);
  const one = () => states(page)[at];
  refuse = true;
  await pressOn(find(page, 'switch').nth(at));
  // Shown as asked while the request lasts.
  await until(() => one() === false);
  await shows(page, 'req-7');
  await until(() => one() === true);
  refuse = false;
  await pressOn(find(page, 'switch').nth(at));
  await until(() => one() === false);
  await until(() => subscriptions(page).length === 1);
  await until(() => one() === false);
});

test('after a lost answer the switch has the state of the server', async () => {
  let lost = true;
  const page = await place('/mailings', {
    fault: async (request, answer) => {
      const response = await answer();
      if (request.method !== 'POST' || !lost) return response;
      lost = false;
      throw new TypeError('Failed to fetch');
    },
  });
  const ledger = () =>
    page.backend.db().mailings.changes.filter(row => row.userId === 'u-owner' && row.topic === 'all').length;
  const before = ledger();
  await press(page, 'button', 'Остановить все рассылки');
  await shows(page, 'Неизвестно, дошло ли');
  await until(() => !states(page).includes(true));
  expect(ledger() - before).toBe(1);
});

test('switching on the first topic needs its own consent, typed under its text', async () => {
  const as: As = { persona: 'new' };
  const page = await place('/mailings', { as });
  expect(states(page)).toEqual([false, false, false, false]);
  await pressOn(find(page, 'switch').first());
  await shows(page, 'Согласие на рассылки');
  expect(states(page)[0]).toBe(false);
  await shows(page, 'Даю согласие');
  await press(page, 'button', 'Даю согласие');
  await shows(page, 'Напишите фамилию, имя и отчество');
  const hint = plain(page.root.querySelector('.consent .term')?.textContent ?? page.root.textContent ?? '');
  const name = /учётной записи: ([^.]+)\./.exec(plain(page.root.textContent ?? ''))?.[1] ?? hint;
  await type(await field(page, /^Фамилия, имя и отчество/), name);
  await press(page, 'button', 'Даю согласие');
  await until(() => states(page)[0] === true);
  expect(states(page).filter(Boolean)).toHaveLength(1);
  const last = () => page.backend.db().consents.findLast(row => row.purpose === 'advertising');
  await until(() => last()?.fullName === name);
  expect(last()).toMatchObject({ status: 'given', fullName: name });
});

test('an unsubscribe link used elsewhere is reported on the open page, which loads the new state', async () => {
  const page = await place('/mailings');
  const before = states(page).filter(Boolean).length;
  const token = page.backend.db().mailings.tokens.find(row => row.topic === 'promotions');
  await page.backend.handle(
    new Request(`http://mock.invalid${page.backend.base}/unsubscribe/${token?.token ?? ''}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    }),
  );
  dispatchEvent(new Event('focus'));
  await shows(page, 'это сделано не здесь: кнопка в почтовой программе');
  expect(states(page).filter(Boolean)).toHaveLength(before - 1);
});

test('service notices are locked and have a reason, and emails can be stopped from their list', async () => {
  const page = await place('/mailings');
  await shows(page, 'отключить нельзя');
  await shows(page, 'сам закон не указывает');
  await until(() => page.root.textContent?.includes('Больше не присылать такие') ?? false);
  const count = subscriptions(page).length;
  await pressOn(find(page, 'button', /^Больше не присылать такие/).first());
  await until(() => subscriptions(page).length === count - 1);
});

test('after every fault of a write, each switch returns to the state of the server', async () => {
  const as: As = { persona: 'owner', scenario: 'normal' };
  const page = await place('/mailings', { as });
  const truth = () =>
    ['holidays', 'promotions', 'renewals', 'surveys'].map(topic => subscriptions(page).includes(topic));
  for (const scenario of SCENARIOS.filter(one => one !== 'slow' && one !== 'normal')) {
    as.scenario = scenario;
    const at = states(page).indexOf(true) === -1 ? 0 : states(page).indexOf(true);
    await pressOn(find(page, 'switch').nth(at));
    // Until the answer, and what is asked after it, are there.
    await new Promise(resolve => setTimeout(resolve, 1300));
    const shown = switches(page).map(one => one.getAttribute('aria-checked'));
    const real = truth();
    shown.forEach((state, i) => {
      if (state !== 'mixed') expect([scenario, i, state]).toEqual([scenario, i, String(real[i])]);
    });
    as.scenario = 'normal';
    const asked = page.requests.length;
    dispatchEvent(new Event('focus'));
    // The network is back a moment later; until then the earlier fault holds.
    await until(() => page.requests.slice(asked).some(one => /^GET .*\/mailings$/.test(one)));
    await until(() => JSON.stringify(states(page)) === JSON.stringify(truth()));
  }
});

test('a topic that was switched off is switched on again from the history', async () => {
  const page = await place(async backend => {
    // The ten minutes of undoing are over.
    for (const row of backend.db().mailings.changes) {
      if (row.agoSeconds === undefined) continue;
      row.at = new Date(Date.now() - 3_600_000).toISOString();
      delete row.agoSeconds;
    }
    return '/mailings';
  });
  const before = subscriptions(page);
  await pressOn(find(page, 'button', /^Включить снова ?: /).first());
  await until(() => subscriptions(page).length === before.length + 1);
});

test('an email has its rule, the service that matched, and the data that was considered', async () => {
  const page = await place('/mailings');
  await until(() => find(page, 'summary', 'Почему пришло').elements().length > 0);
  await pressOn(find(page, 'summary', 'Почему пришло').first());
  await shows(page, 'Клиенты с услугой, к которой подходит предложение.');
  await shows(page, 'виртуальный сервер');
  const details = page.root.querySelector<HTMLDetailsElement>('details[open]');
  expect(details?.querySelector('a')?.getAttribute('href')).toMatch(/\/data\/services$/);
});

test('the owner chooses who gets a kind of service notice; at least one person remains', async () => {
  const page = await place('/mailings');
  const routeOf = () => page.backend.db().mailings.noticeRoutes.find(({ kind }) => kind === 'billing');
  await press(page, 'button', /^Изменить ?: Счета и оплата/);
  await press(page, 'checkbox', /^вы/);
  await press(page, 'button', 'Сохранить');
  await shows(page, 'Выберите хотя бы одного человека');
  expect(routeOf()).toBeUndefined();
  await press(page, 'checkbox', 'Орлова Нина Викторовна (финансовый менеджер)');
  await press(page, 'button', 'Сохранить');
  await shows(page, 'Счета и оплата: теперь получают Орлова Нина Викторовна (финансовый менеджер)');
  expect(page.root.querySelector('dialog')).toBeNull();
  expect(routeOf()?.recipients).toEqual(['u-finance']);
});

test.each([
  ['finance', 'ru', ['Изменить: Счета и оплата']],
  ['user', 'en', []],
  ['person', 'ru', []],
] as const)('%s, %s: a role changes only the notices it may route', async (persona, locale, buttons) => {
  const { root } = await place('/mailings', { as: { persona }, locale });
  const routes = [...root.querySelectorAll('.route')];
  expect(routes.length).toBe(4);
  expect(
    routes.flatMap(one => [...one.querySelectorAll('button')].map(({ textContent }) => textContent)),
  ).toEqual(buttons);
  // Names of others are for roles that may see them.
  if (persona !== 'person') expect(root.querySelector('.rows .route')?.textContent).not.toContain('Лесная');
});

test('a topic that is turned off shows since when, and what may still arrive', async () => {
  const page = await place('/mailings');
  const at = page.backend.db().mailings.letters.find(({ id }) => id === 'lt-owner-now');
  expect(at?.sendBy).toBeDefined();
  await press(page, 'switch', 'Предложения продлить услугу');
  await shows(page, 'Ещё может прийти «Домен закончится через месяц»');
  await press(page, 'switch', 'Акции и новые услуги');
  await shows(page, 'Писем в пути нет.');
});

test('the history names an email that was refused for want of a «yes»', async () => {
  const page = await place('/mailings');
  for (let i = 0; i < 3 && !/не пропущено/.test(page.root.textContent ?? ''); i++)
    await press(page, 'button', /^Показать ещё/);
  await shows(page, 'письмо «Больше места на диске за ту же цену» не пропущено');
  await shows(page, 'Включить тему можете только вы');
});
