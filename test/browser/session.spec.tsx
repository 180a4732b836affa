import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackend, createFetch, type As } from '../../mocks/kernel.ts';
import { sessionOfUser } from '../../mocks/session/state.ts';
import '../../src/element.ts';
import type { HostOptions } from '../../src/host.ts';
import { control, field, place, type Placed, plain, shows, type } from './place.ts';

const ended = () =>
  Promise.resolve(
    new Response(
      JSON.stringify({ type: '/problems/session-expired', title: 'T', status: 401, requestId: 'r' }),
      { status: 401 },
    ),
  );

/** A page whose customer can be signed out and in again, and what it sent. */
async function placeSigned(path: string, options: HostOptions & { as?: As } = {}) {
  const door = { open: true };
  const writes: { call: string; key: string | null }[] = [];
  const placed = await place(path, {
    signInUrl: '/sign-in',
    ...options,
    weather: ({ method, url, headers }, go) => {
      if (method !== 'GET')
        writes.push({
          call: `${method} ${url.replace(/.*\/v1/, '')}`,
          key: headers.get('Idempotency-Key'),
        });
      return door.open ? go() : ended();
    },
  });
  return { ...placed, door, writes };
}

const banner = ({ root }: Placed) => root.querySelector('[data-session]');
const asked = ({ requests }: Placed, path: string) =>
  requests.filter(line => line.replace(/.*\/v1/, '') === path).length;
const comeBack = () => dispatchEvent(new Event('focus'));

/** Signs in elsewhere and comes back to the page. */
async function signInAgain(placed: Awaited<ReturnType<typeof placeSigned>>) {
  placed.door.open = true;
  comeBack();
  await vi.waitUntil(() => banner(placed) === null);
}

test('signed in again in another tab: the page goes on where it was, and the host’s page stays', async () => {
  const placed = await placeSigned('/data');
  const before = location.href;
  placed.door.open = false;
  control(placed, /^Политика$/).click();
  await shows(placed, 'Нужно войти снова');
  const link = control(placed, /^Войти/) as HTMLAnchorElement;
  expect([link.pathname, link.target]).toEqual(['/sign-in', '_blank']);
  comeBack();
  await vi.waitUntil(() => asked(placed, '/session') > 1);
  expect(banner(placed)).not.toBeNull();
  await signInAgain(placed);
  await shows(placed, 'Действует политика');
  expect(location.href).toBe(before);
});

test('the host’s own sign-in: the page goes on by itself when it is done', async () => {
  let signedIn = () => {};
  const onSessionExpired = vi.fn(() => new Promise<void>(resolve => (signedIn = resolve)));
  const placed = await placeSigned('/data', { onSessionExpired });
  placed.door.open = false;
  control(placed, /^Политика$/).click();
  await shows(placed, 'Нужно войти снова');
  expect(onSessionExpired).toHaveBeenCalledTimes(1);
  placed.door.open = true;
  signedIn();
  await shows(placed, 'Действует политика');
  expect(banner(placed)).toBeNull();
});

test.each([
  ['rejects', () => Promise.reject(new Error('closed'))],
  [
    'throws',
    () => {
      throw new Error('closed');
    },
  ],
])('a sign-in of the host that %s leaves the way to sign in', async (_, onSessionExpired) => {
  const placed = await placeSigned('/data', { onSessionExpired });
  placed.door.open = false;
  comeBack();
  await vi.waitUntil(() => banner(placed)?.querySelector('a') !== null);
  await signInAgain(placed);
  expect(placed.heading()).toContain('видов данных о вас');
});

/** The button that shows the passport, which asks for a step-up. */
function passport({ root }: Placed): { row: HTMLElement; button: HTMLButtonElement } {
  const row = [...root.querySelectorAll('tr')].find(item => item.textContent?.includes('Паспорт'));
  const button = row?.querySelector<HTMLButtonElement>('.masked-value button');
  if (!row || !button) throw new Error('no passport');
  return { row, button };
}

const confirmed = ({ backend }: Placed, until: string) => {
  sessionOfUser(backend.db().session, 'u-owner').stepUpUntil = until;
};
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test('the host’s own step-up: the deed is repeated once, and what it showed goes when it ends', async () => {
  const placed: Awaited<ReturnType<typeof placeSigned>> = await placeSigned('/data/account', {
    onStepUp: () => {
      confirmed(placed, inMinutes(10));
      return Promise.resolve();
    },
  });
  passport(placed).button.click();
  const shown = () => placed.root.querySelector('.shown-value')?.textContent;
  await vi.waitUntil(() => shown() !== undefined);
  expect(placed.writes.map(({ call }) => call)).toEqual(Array(2).fill('POST /register/account/reveals'));
  await vi.waitUntil(() => asked(placed, '/session') === 2);
  confirmed(placed, inMinutes(-1));
  comeBack();
  await vi.waitUntil(() => shown() === undefined);
});

test('a step-up that ends while a value is shown takes the value with it', async () => {
  const placed: Awaited<ReturnType<typeof placeSigned>> = await placeSigned('/data/account', {
    onStepUp: () => {
      confirmed(placed, new Date(Date.now() + 1500).toISOString());
      return Promise.resolve();
    },
  });
  passport(placed).button.click();
  await vi.waitUntil(() => placed.root.querySelector('.shown-value') !== null);
  await vi.waitUntil(() => placed.root.querySelector('.shown-value') === null);
});

test('left for an hour: the value is gone the moment the reader is back, and the session is asked about', async () => {
  const placed = await placeSigned('/data/account');
  confirmed(placed, inMinutes(10));
  // A sleeping tab: no timer of the page wakes it.
  vi.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
  passport(placed).button.click();
  await vi.waitUntil(() => placed.root.querySelector('.shown-value') !== null);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  placed.door.open = false;
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.waitUntil(() => placed.root.querySelector('.shown-value') === null);
  await vi.waitUntil(() => banner(placed) !== null);
});

test('signed out in another tab: noticed on return, and nothing shown stays shown', async () => {
  const placed = await placeSigned('/data/account');
  confirmed(placed, inMinutes(10));
  passport(placed).button.click();
  await vi.waitUntil(() => placed.root.querySelector('.shown-value') !== null);
  placed.door.open = false;
  comeBack();
  await vi.waitUntil(() => banner(placed) !== null);
  expect(placed.root.querySelector('.shown-value')).toBeNull();
});

test('the page of a letter’s link never asks who is signed in', async () => {
  const placed = await place('/unsubscribe/uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye');
  comeBack();
  // Later than the page would ask.
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(asked(placed, '/session')).toBe(0);
});

test('bearer: nothing leaves before getToken is set, then the page comes without a reload', async () => {
  const answer = createFetch(createBackend());
  const sent: (string | null)[] = [];
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    sent.push(new Headers(init.headers).get('Authorization'));
    return answer(new URL(input, 'http://mock.invalid'), init);
  });
  const element = document.createElement('activecloud-privacy');
  element.setAttribute('auth', 'bearer');
  element.setAttribute('routing', 'memory');
  element.setAttribute('locale', 'ru');
  const expired = vi.fn();
  element.addEventListener('privacy-session-expired', expired);
  document.body.append(element);
  onTestFinished(() => element.remove());
  await vi.waitUntil(() => element.shadowRoot?.querySelector('[aria-busy="true"]') ?? false);
  expect(sent).toEqual([]);
  element.getToken = () => Promise.resolve('mock-owner');
  await vi.waitUntil(() => element.shadowRoot?.querySelector('.flow, [tabindex="-1"].h1') ?? false);
  expect(new Set(sent)).toEqual(new Set(['Bearer mock-owner']));
  expect(expired).not.toHaveBeenCalled();
});

test('bearer: a token that cannot be had is an ended session, and the next one goes on', async () => {
  const placed = await place('/policy', {
    auth: 'bearer',
    getToken: () => Promise.reject(new Error('expired')),
  });
  expect(placed.heading()).toBe('Нужно войти снова');
  expect(placed.requests).toEqual([]);
  placed.update({ getToken: () => Promise.resolve('mock-owner') });
  comeBack();
  await shows(placed, 'Действует политика');
});

/** What left with a key, below the API base. */
const keysOf = ({ writes }: Awaited<ReturnType<typeof placeSigned>>, call: RegExp) =>
  writes.filter(one => call.test(one.call)).map(one => one.key);

test('signed out while answering: the text stays, and is sent once with the same key', async () => {
  const placed = await placeSigned('/requests/rq-needs-user');
  const answer = await field(placed, /^Ваш ответ$/);
  type(answer, 'Верный дом 4.');
  placed.door.open = false;
  control(placed, /^Ответить$/).click();
  await vi.waitUntil(() => banner(placed) !== null);
  expect(answer.value).toBe('Верный дом 4.');
  await signInAgain(placed);
  expect(answer.value).toBe('Верный дом 4.');
  control(placed, /^Ответить$/).click();
  await shows(placed, 'Ответ отправлен');
  const keys = keysOf(placed, /messages$/);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
});

test('signed out while a request is written: the draft is made when signed in again, once', async () => {
  const placed = await placeSigned('/requests/new/complaint', { as: { persona: 'new' } });
  const words = placed.root.querySelector<HTMLTextAreaElement>('textarea[name="words"]');
  if (!words) throw new Error('no field');
  placed.door.open = false;
  type(words, 'Звонят каждый день.');
  await vi.waitUntil(() => placed.root.querySelector('[data-save="failed"]') !== null);
  expect(banner(placed)).not.toBeNull();
  await signInAgain(placed);
  await vi.waitUntil(() => placed.root.querySelector('[data-save="saved"]') !== null);
  expect(words.value).toBe('Звонят каждый день.');
  const keys = keysOf(placed, /^POST \/requests$/);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  const made = placed.backend.db().requests.filter(one => JSON.stringify(one.details).includes('Звонят'));
  expect(made).toHaveLength(1);
});

test('signed out while a copy is asked for: what was chosen stays, and one copy is made', async () => {
  const placed = await placeSigned('/exports/new');
  confirmed(placed, inMinutes(10));
  const before = placed.backend.db().exports.length;
  const chosen = () =>
    [...placed.root.querySelectorAll<HTMLInputElement>('input:checked')].map(one => one.value);
  control(placed, /^Собрать копию$/).focus();
  const wanted = chosen();
  placed.door.open = false;
  control(placed, /^Собрать копию$/).click();
  await vi.waitUntil(() => banner(placed) !== null);
  await signInAgain(placed);
  expect(chosen()).toEqual(wanted);
  control(placed, /^Собрать копию$/).click();
  await vi.waitUntil(() => /^Копия|^Собираем/.test(placed.heading()));
  const keys = keysOf(placed, /^POST \/exports$/);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  expect(placed.backend.db().exports.length - before).toBe(1);
});

test('signed out while all mailings are stopped: nothing pretends, and it is done once', async () => {
  const placed = await placeSigned('/mailings');
  placed.door.open = false;
  control(placed, /^Остановить все рассылки$/).click();
  await shows(placed, 'Вход закончился');
  await vi.waitUntil(() => placed.root.querySelector('[role="switch"][aria-checked="true"]') !== null);
  await signInAgain(placed);
  control(placed, /^Остановить все рассылки$/).click();
  await vi.waitUntil(() => placed.root.querySelector('[role="switch"][aria-checked="true"]') === null);
  const keys = keysOf(placed, /unsubscribe-all$/);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
});

test.each([
  ['another user', '/requests/rq-needs-user', /Лесн|vera|104728|дом 14/],
  ['another user', '/data/account', /Лесн|v•+@|104728|Пермь/],
  ['another user', '/requests/new/complaint?draft=rq-draft-2', /Лесн|vera|104728/],
  // It is the same person: what is hers alone may stay.
  ['another account', '/data/account', /Северный ветер|104728/],
])('%s signed in meanwhile: nothing of the former remains of %s', async (who, path, former) => {
  const as: As = { persona: 'owner' };
  const placed = await placeSigned(path, { as });
  const changed = vi.fn();
  placed.element.addEventListener('privacy-account-changed', changed);
  const text = () => plain(placed.root.textContent ?? '');
  if (!path.includes('draft')) expect(text()).toMatch(former);
  const reply = placed.root.querySelector('textarea');
  if (reply) type(reply, 'Слова Веры Лесной');
  const writes = placed.writes.length;
  if (who === 'another user') as.persona = 'person';
  else sessionOfUser(placed.backend.db().session, 'u-owner').accountId = 'acc-2';
  comeBack();
  await vi.waitUntil(() => changed.mock.calls.length === 1);
  await vi.waitUntil(
    () => placed.heading() !== '' && placed.root.querySelector('[aria-busy="true"]') === null,
  );
  expect(text()).not.toMatch(former);
  expect([...placed.root.querySelectorAll('textarea')].map(one => one.value).join('')).not.toContain('Веры');
  expect(JSON.stringify(history.state)).not.toMatch(/Лесн|vera/);
  // What the former had typed is not sent in the name of the next.
  expect(placed.writes.length).toBe(writes);
});
