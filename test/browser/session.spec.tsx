import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackend, createFetch, type As } from '../../mocks/backend.ts';
import { sessionOfUser } from '../../core/session/state.ts';
import '../../src/element.ts';
import type { HostOptions } from '../../src/host.ts';
import { openSection, place, type Placed, plain, shows, until } from './place.ts';
import { control, field, find, press, pressNow, pressOn, ready, type } from './user.ts';

const ended = () =>
  Promise.resolve(
    new Response(
      JSON.stringify({ type: '/problems/session-expired', title: 'T', status: 401, requestId: 'r' }),
      { status: 401 },
    ),
  );

/** A page whose customer can be signed out and in again, and what it sent. */
async function placeSigned(path: string, options: HostOptions & { as?: As } = {}) {
  /** `rejects`: writes that are answered with 401 although the session is alive. */
  const session: { signedIn: boolean; rejects?: RegExp } = { signedIn: true };
  const writes: { call: string; key: string | null }[] = [];
  const placed = await place(path, {
    signInUrl: '/sign-in',
    ...options,
    fault: ({ method, url, headers }, go) => {
      const call = `${method} ${url.replace(/.*\/v1/, '')}`;
      if (method !== 'GET') writes.push({ call, key: headers.get('Idempotency-Key') });
      return session.signedIn && session.rejects?.test(call) !== true ? go() : ended();
    },
  });
  return { ...placed, session, writes };
}

const banner = ({ root }: Placed) => root.querySelector('[data-session]');
const asked = ({ requests }: Placed, path: string) =>
  requests.filter(line => line.replace(/.*\/v1/, '') === path).length;
const comeBack = () => dispatchEvent(new Event('focus'));

/** Signs in elsewhere and comes back to the page. */
async function signInAgain(placed: Awaited<ReturnType<typeof placeSigned>>) {
  placed.session.signedIn = true;
  comeBack();
  await until(() => banner(placed) === null);
}

test('after signing in in another tab the page continues, and the page of the host stays', async () => {
  const placed = await placeSigned('/data');
  const before = location.href;
  placed.session.signedIn = false;
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  const link = control(placed, 'link', /^Войти/) as HTMLAnchorElement;
  expect([link.pathname, link.target]).toEqual(['/sign-in', '_blank']);
  comeBack();
  await until(() => asked(placed, '/session') > 1);
  expect(banner(placed)).not.toBeNull();
  await signInAgain(placed);
  await shows(placed, 'Действует политика');
  expect(location.href).toBe(before);
});

test('a press queries the session again, although an older query of the session is still running', async () => {
  let sessions = 0;
  let letGo = () => {};
  const as: As = { persona: 'owner' };
  const placed = await place('/mailings', {
    as,
    fault: async ({ url }, go) => {
      if (!url.endsWith('/session')) return go();
      sessions += 1;
      const answer = await go();
      // The one that is under way when somebody signs in was answered before it.
      if (sessions === 2) await new Promise<void>(resolve => (letGo = resolve));
      return answer;
    },
  });
  as.scenario = 'session-expired';
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  comeBack();
  await until(() => sessions === 2);
  const changed = vi.fn();
  placed.element.addEventListener('privacy-account-changed', changed);
  Object.assign(as, { persona: 'person', scenario: 'normal' });
  await press(placed, 'button', /^Вход выполнен/);
  letGo();
  await shows(placed, 'Действует политика');
  expect(changed).toHaveBeenCalledTimes(1);
  expect(sessions).toBe(3);
});

test('the new customer is shown although the page that queried the session is left', async () => {
  const as: As = { persona: 'owner' };
  const placed = await place('/mailings', {
    as,
    fault: async ({ url }, go) => {
      const answer = await go();
      if (url.endsWith('/session') && as.persona === 'person')
        await new Promise(resolve => setTimeout(resolve, 200));
      return answer;
    },
  });
  const changed = vi.fn();
  placed.element.addEventListener('privacy-account-changed', changed);
  // What draws a failure is here from now on: the next one is drawn at once.
  as.scenario = 'error-500';
  await openSection(placed, 'Согласия');
  await until(() => placed.root.querySelector('[data-failure]') !== null);
  as.scenario = 'normal';
  await openSection(placed, 'Рассылки');
  await until(() => placed.root.querySelector('[role="switch"]') !== null);
  as.scenario = 'session-expired';
  // In the moment the failure is drawn; what the page before had asked for is given up a moment later.
  const pressed = new Promise<void>(resolve => {
    const watch = new MutationObserver(() => {
      if (!/Нужно войти снова/.test(placed.heading())) return;
      watch.disconnect();
      Object.assign(as, { persona: 'person', scenario: 'normal' });
      pressNow(control(placed, 'button', /^Вход выполнен/));
      resolve();
    });
    watch.observe(placed.root, { subtree: true, childList: true });
  });
  await openSection(placed, 'Политика');
  await pressed;
  await shows(placed, 'Действует политика');
  expect(changed).toHaveBeenCalledTimes(1);
});

test('after the sign-in of the host the page continues by itself', async () => {
  let signedIn = () => {};
  const onSessionExpired = vi.fn(() => new Promise<void>(resolve => (signedIn = resolve)));
  const placed = await placeSigned('/data', { onSessionExpired });
  placed.session.signedIn = false;
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  expect(onSessionExpired).toHaveBeenCalledTimes(1);
  placed.session.signedIn = true;
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
])('a sign-in of the host that %s leaves the link to sign in', async (_, onSessionExpired) => {
  const placed = await placeSigned('/data', { onSessionExpired });
  placed.session.signedIn = false;
  comeBack();
  await until(() => banner(placed)?.querySelector('a') !== null);
  await signInAgain(placed);
  expect(placed.heading()).toContain('видов данных о вас');
});

/** Presses what shows the passport, which asks for a step-up. */
const showPassport = (placed: Placed) => press(placed, 'button', /^Показать ?: Паспорт/);

const confirmed = ({ backend }: Placed, when: string) => {
  sessionOfUser(backend.db().session, 'u-owner').stepUpUntil = when;
};
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test('after the step-up of the host the action is repeated once, and the shown value is hidden when the step-up ends', async () => {
  const placed: Awaited<ReturnType<typeof placeSigned>> = await placeSigned('/data/account', {
    onStepUp: () => {
      confirmed(placed, inMinutes(10));
      return Promise.resolve();
    },
  });
  await showPassport(placed);
  const shown = () => placed.root.querySelector('.shown-value')?.textContent;
  await until(() => shown() !== undefined);
  expect(placed.writes.map(({ call }) => call)).toEqual(Array(2).fill('POST /register/account/reveals'));
  await until(() => asked(placed, '/session') === 2);
  confirmed(placed, inMinutes(-1));
  comeBack();
  await until(() => shown() === undefined);
});

test('where only the panel confirms, the dialog asks for a sign-in there, and for another try until it has happened', async () => {
  const PANEL = [{ id: 'panel', label: 'Вход в личный кабинет' }];
  let signedIn = false;
  let asking = 0;
  const refused = (status: number, name: string, extra: object) =>
    Promise.resolve(
      new Response(
        JSON.stringify({ type: `/problems/${name}`, title: 'T', status, requestId: 'r', ...extra }),
        {
          status,
          headers: { 'Content-Type': 'application/problem+json' },
        },
      ),
    );
  const placed: Placed = await place('/data/account', {
    fault: ({ method, url }, go) => {
      if (method === 'POST' && url.endsWith('/reveals') && !signedIn)
        return refused(403, 'step-up-required', { methods: PANEL });
      if (!url.endsWith('/session/step-up')) return go();
      asking += 1;
      if (!signedIn) {
        const errors = [{ pointer: '/method', code: 'not-confirmed', detail: 'D' }];
        return refused(400, 'validation', { errors });
      }
      confirmed(placed, inMinutes(10));
      return Promise.resolve(Response.json({ until: inMinutes(10) }));
    },
  });
  await showPassport(placed);
  const dialog = () => placed.root.querySelector('dialog');
  await until(() => dialog()?.textContent.includes('Войдите в личный кабинет заново') === true);
  expect(dialog()?.querySelector('input')).toBe(null);
  await press(placed, 'button', /^Подтвердить/);
  await until(
    () => dialog()?.querySelector('[role=alert]')?.textContent.includes('Нового входа пока нет') === true,
  );
  signedIn = true;
  await press(placed, 'button', /^Подтвердить/);
  await until(() => placed.root.querySelector('.shown-value') !== null);
  expect(asking).toBe(2);
});

test('a shown value is hidden when its step-up ends', async () => {
  const placed: Awaited<ReturnType<typeof placeSigned>> = await placeSigned('/data/account', {
    onStepUp: () => {
      confirmed(placed, new Date(Date.now() + 1500).toISOString());
      return Promise.resolve();
    },
  });
  await showPassport(placed);
  await until(() => placed.root.querySelector('.shown-value') !== null);
  await until(() => placed.root.querySelector('.shown-value') === null);
});

test('a shown value is hidden at once after an hour of absence, and the session is queried', async () => {
  const placed = await placeSigned('/data/account');
  confirmed(placed, inMinutes(10));
  // A sleeping tab: no timer of the page wakes it.
  vi.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
  await showPassport(placed);
  await until(() => placed.root.querySelector('.shown-value') !== null);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  placed.session.signedIn = false;
  document.dispatchEvent(new Event('visibilitychange'));
  await until(() => placed.root.querySelector('.shown-value') === null);
  await until(() => banner(placed) !== null);
});

test('signing out in another tab is noticed on return, and no shown value stays', async () => {
  const placed = await placeSigned('/data/account');
  confirmed(placed, inMinutes(10));
  await showPassport(placed);
  await until(() => placed.root.querySelector('.shown-value') !== null);
  placed.session.signedIn = false;
  comeBack();
  await until(() => banner(placed) !== null);
  expect(placed.root.querySelector('.shown-value')).toBeNull();
});

test('the page of an unsubscribe link never queries the session', async () => {
  const placed = await place('/unsubscribe/uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye');
  comeBack();
  // Later than the page would ask.
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(asked(placed, '/session')).toBe(0);
});

test('with bearer auth nothing is sent before getToken is set, then the page loads without a reload', async () => {
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
  await until(() => element.shadowRoot?.querySelector('[aria-busy="true"]') ?? false);
  expect(sent).toEqual([]);
  element.getToken = () => Promise.resolve('mock-owner');
  await until(() => element.shadowRoot?.querySelector('.flow, [tabindex="-1"].h1') ?? false);
  expect(new Set(sent)).toEqual(new Set(['Bearer mock-owner']));
  expect(expired).not.toHaveBeenCalled();
});

test('with bearer auth a rejected token is an ended session, and the next token continues', async () => {
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

/** Longer than anything that goes on by itself takes to leave. */
const quiet = () => new Promise(resolve => setTimeout(resolve, 400));

/** A page with an answer that met an ended session: the note stands, and nothing hangs. */
async function answerSignedOut(as: As = { persona: 'owner' }) {
  const placed = await placeSigned('/requests/rq-needs-user', { as });
  const answer = await field(placed, /^Ваш ответ$/);
  await type(answer, 'Верный дом 4.');
  placed.session.signedIn = false;
  await press(placed, 'button', 'Ответить');
  await shows(placed, 'всё продолжится с этого места');
  await until(() => banner(placed) !== null);
  expect(control(placed, 'button', 'Ответить').getAttribute('aria-disabled')).toBeNull();
  expect(answer.value).toBe('Верный дом 4.');
  return { ...placed, answer };
}

/** Whether what left is one action, tried so many times. */
function expectOneEffect(placed: Awaited<ReturnType<typeof placeSigned>>, call: RegExp, tries: number) {
  const keys = keysOf(placed, call);
  expect(keys).toEqual(Array(tries).fill(keys[0]));
  expect(keys[0]).not.toBeNull();
}

const repliesWith = ({ backend }: Placed, text: string) =>
  backend
    .db()
    .requests.flatMap(request => request.messages)
    .filter(message => message.text === text).length;

test('signed out during an answer: after signing in, the answer is sent by itself, once, with the same key', async () => {
  const placed = await answerSignedOut();
  await signInAgain(placed);
  await shows(placed, 'Ответ отправлен');
  await quiet();
  expectOneEffect(placed, /messages$/, 2);
  expect(repliesWith(placed, 'Верный дом 4.')).toBe(1);
  expect(placed.root.querySelector('[role="alert"] .note')).toBeNull();
});

test('signed out during an answer: a text that is changed since is sent only by a press', async () => {
  const placed = await answerSignedOut();
  await type(placed.answer, 'Верный дом 6.');
  await signInAgain(placed);
  await quiet();
  expectOneEffect(placed, /messages$/, 1);
  expect(placed.answer.value).toBe('Верный дом 6.');
  await press(placed, 'button', 'Ответить');
  await shows(placed, 'Ответ отправлен');
  expect([repliesWith(placed, 'Верный дом 4.'), repliesWith(placed, 'Верный дом 6.')]).toEqual([0, 1]);
});

test('signed out during an answer: nothing is sent after the page is left', async () => {
  const placed = await answerSignedOut();
  await openSection(placed, 'Политика');
  await shows(placed, 'Уйти без отправки');
  await press(placed, 'button', 'Уйти без отправки');
  await until(() => placed.heading() !== '' && placed.root.querySelector('textarea') === null);
  await signInAgain(placed);
  await shows(placed, 'Действует политика');
  await quiet();
  expectOneEffect(placed, /messages$/, 1);
});

test('signed out during an answer: another press is the same action, which is sent once', async () => {
  const placed = await answerSignedOut();
  await press(placed, 'button', 'Ответить');
  await until(() => keysOf(placed, /messages$/).length === 2);
  await quiet();
  await signInAgain(placed);
  await shows(placed, 'Ответ отправлен');
  await quiet();
  expectOneEffect(placed, /messages$/, 3);
  expect(repliesWith(placed, 'Верный дом 4.')).toBe(1);
});

test('signed out during an answer: a server that rejects the new session receives no repeated requests', async () => {
  const placed = await answerSignedOut();
  placed.session.rejects = /^POST/;
  placed.session.signedIn = true;
  comeBack();
  await until(() => keysOf(placed, /messages$/).length === 2);
  await quiet();
  await signInAgain(placed);
  await quiet();
  expectOneEffect(placed, /messages$/, 2);
});

test('signed out during an answer: nothing is sent as another customer', async () => {
  const as: As = { persona: 'owner' };
  const placed = await answerSignedOut(as);
  as.persona = 'person';
  await signInAgain(placed);
  await until(() => placed.root.querySelector('[aria-busy="true"]') === null);
  await quiet();
  expectOneEffect(placed, /messages$/, 1);
  // Nor when the first is back: it was asked for before somebody else was here.
  as.persona = 'owner';
  comeBack();
  await quiet();
  expectOneEffect(placed, /messages$/, 1);
});

test('signed out while writing a request: after signing in, one draft is created', async () => {
  const placed = await placeSigned('/requests/new/complaint', { as: { persona: 'new' } });
  const words = placed.root.querySelector<HTMLTextAreaElement>('textarea[name="words"]');
  if (!words) throw new Error('no field');
  placed.session.signedIn = false;
  await type(words, 'Звонят каждый день.');
  await until(() => placed.root.querySelector('[data-save="failed"]') !== null);
  await until(() => banner(placed) !== null);
  await signInAgain(placed);
  await until(() => placed.root.querySelector('[data-save="saved"]') !== null);
  expect(words.value).toBe('Звонят каждый день.');
  const keys = keysOf(placed, /^POST \/requests$/);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  const made = placed.backend.db().requests.filter(one => JSON.stringify(one.details).includes('Звонят'));
  expect(made).toHaveLength(1);
});

/** A request that is written and was to be filed when the session had ended, ahead of its last save or after it. */
async function fileSignedOut(ahead: boolean) {
  const placed = await placeSigned('/requests/new/access?draft=rq-draft&step=check');
  if (ahead) placed.session.signedIn = false;
  else placed.session.rejects = /submit$/;
  await press(placed, 'button', 'Отправить обращение');
  await until(() => banner(placed) !== null);
  await ready(placed, 'button', 'Отправить обращение');
  expect(keysOf(placed, /submit$/)).toHaveLength(ahead ? 0 : 1);
  delete placed.session.rejects;
  return placed;
}
const statusOf = ({ backend }: Placed, id: string) =>
  backend.db().requests.find(request => request.id === id)?.status;

test.each([
  ['ahead of its last save', true],
  ['after it', false],
])(
  'signed out while filing, %s: after signing in, the request is filed by itself, once',
  async (_, ahead) => {
    const placed = await fileSignedOut(ahead);
    await signInAgain(placed);
    await until(() => statusOf(placed, 'rq-draft') !== 'draft');
    await shows(placed, /Обращение .*(подано|принято|отправлено)/);
    await quiet();
    expectOneEffect(placed, /submit$/, ahead ? 1 : 2);
  },
);

test.each([
  ['ahead of its last save', true],
  ['after it', false],
])('signed out while filing, %s: nothing is filed after going back a step', async (_, ahead) => {
  const placed = await fileSignedOut(ahead);
  const former = placed.heading();
  await press(placed, 'button', 'Назад');
  await until(() => placed.heading() !== former);
  const tries = keysOf(placed, /submit$/).length;
  await signInAgain(placed);
  await quiet();
  expect(keysOf(placed, /submit$/)).toHaveLength(tries);
  expect(statusOf(placed, 'rq-draft')).toBe('draft');
});

test('signed out while ordering a copy: the choice stays, and one copy is made by itself', async () => {
  const placed = await placeSigned('/exports/new');
  await press(placed, 'button', 'Всё');
  confirmed(placed, inMinutes(10));
  const before = placed.backend.db().exports.length;
  const chosen = () =>
    [...placed.root.querySelectorAll<HTMLInputElement>('input:checked')].map(one => one.value);
  control(placed, 'button', 'Собрать копию').focus();
  const wanted = chosen();
  placed.session.signedIn = false;
  await press(placed, 'button', 'Собрать копию');
  await until(() => banner(placed) !== null);
  expect(chosen()).toEqual(wanted);
  await signInAgain(placed);
  await until(() => /^Копия|^Собираем/.test(placed.heading()));
  await quiet();
  expectOneEffect(placed, /^POST \/exports$/, 2);
  expect(placed.backend.db().exports.length - before).toBe(1);
});

test('signed out while ordering a copy: a changed choice is sent only by a press', async () => {
  const placed = await placeSigned('/exports/new');
  await press(placed, 'button', 'Всё');
  confirmed(placed, inMinutes(10));
  placed.session.signedIn = false;
  await press(placed, 'button', 'Собрать копию');
  await until(() => banner(placed) !== null);
  const chosen = placed.root.querySelector<HTMLElement>('input[name="categories"]:checked');
  if (chosen === null) throw new Error('nothing is chosen');
  await pressOn(chosen);
  await signInAgain(placed);
  await quiet();
  expectOneEffect(placed, /^POST \/exports$/, 1);
});

test('signed out while stopping all mailings: the switches stay on, and the action is repeated by itself, once', async () => {
  const placed = await placeSigned('/mailings');
  placed.session.signedIn = false;
  await press(placed, 'button', 'Остановить все рассылки');
  await shows(placed, 'Вход закончился');
  await until(() => placed.root.querySelector('[role="switch"][aria-checked="true"]') !== null);
  await signInAgain(placed);
  await until(() => keysOf(placed, /unsubscribe-all$/).length === 2);
  await until(() => placed.root.querySelector('[role="switch"][aria-checked="true"]') === null);
  await quiet();
  expectOneEffect(placed, /unsubscribe-all$/, 2);
});

test('signed in before the page notices: a press is sent, and the waiting action is not sent after it', async () => {
  const placed = await placeSigned('/mailings');
  placed.session.signedIn = false;
  await press(placed, 'button', 'Остановить все рассылки');
  await shows(placed, 'Вход закончился');
  await ready(placed, 'button', 'Остановить все рассылки');
  placed.session.signedIn = true;
  await press(placed, 'button', 'Остановить все рассылки');
  await until(() => placed.root.querySelector('[role="switch"][aria-checked="true"]') === null);
  await signInAgain(placed);
  await quiet();
  expectOneEffect(placed, /unsubscribe-all$/, 2);
});

test('signed out while refusing a tool: after signing in, the switch changes by itself', async () => {
  const placed = await placeSigned('/consents');
  const first = () => placed.root.querySelector<HTMLElement>('[role="switch"]');
  await until(() => first() !== null);
  placed.session.signedIn = false;
  await pressOn(find(placed, 'switch').first());
  await shows(placed, 'всё продолжится с этого места');
  await until(() => first()?.getAttribute('aria-checked') === 'true');
  await signInAgain(placed);
  await until(() => first()?.getAttribute('aria-checked') === 'false');
  await quiet();
  expect(keysOf(placed, /^PUT /)).toHaveLength(2);
  expect(placed.root.querySelector('[role="alert"] .note')).toBeNull();
});

test('signed out while giving a consent: after signing in, the consent is given by itself, once', async () => {
  const placed = await placeSigned('/exports/new?category=correspondence&scope=person');
  confirmed(placed, inMinutes(10));
  await press(placed, 'checkbox', /^Добавить текст писем/);
  await type(await field(placed, /^Фамилия, имя и отчество/), 'Лесная Вера Павловна');
  placed.session.signedIn = false;
  await press(placed, 'button', 'Даю согласие');
  await until(() => banner(placed) !== null);
  await ready(placed, 'button', 'Даю согласие');
  await signInAgain(placed);
  await shows(placed, 'Согласие записано');
  await quiet();
  expectOneEffect(placed, /^POST \/consents$/, 2);
});

test('signed out while acknowledging a policy: after signing in, the policy is acknowledged by itself, once', async () => {
  const placed = await placeSigned('/policy/demo-next');
  await shows(placed, 'Понятно');
  placed.session.signedIn = false;
  await press(placed, 'button', 'Понятно');
  await shows(placed, 'всё продолжится с этого места');
  await signInAgain(placed);
  await shows(placed, 'Вы отметили, что видели её');
  await quiet();
  expectOneEffect(placed, /acknowledge/, 2);
});

test.each([
  ['the page of the draft', '/requests/rq-draft-2', 'Удалить черновик'],
  ['the wizard', '/requests/new/erasure?draft=rq-draft-2', 'Удалить'],
])(
  'signed out while deleting a draft (%s): after signing in, the draft is deleted by itself',
  async (_, path, yes) => {
    const placed = await placeSigned(path);
    await shows(placed, 'Удалить черновик');
    await press(placed, 'button', 'Удалить черновик');
    await until(() => placed.root.querySelector('dialog[open]'));
    placed.session.signedIn = false;
    await press(find(placed, 'dialog'), 'button', yes);
    await until(() => keysOf(placed, /^DELETE /).length === 1);
    await until(() => banner(placed) !== null);
    await signInAgain(placed);
    await until(() => placed.root.querySelector('dialog[open]') === null);
    await quiet();
    // Deleted is deleted however often it is sent: it takes no key.
    expect(keysOf(placed, /^DELETE /)).toEqual([null, null]);
    expect(placed.backend.db().requests.some(({ id }) => id === 'rq-draft-2')).toBe(false);
  },
);

test('signed out while deleting a draft: a cancelled dialog keeps the draft', async () => {
  const placed = await placeSigned('/requests/new/erasure?draft=rq-draft-2');
  await shows(placed, 'Удалить черновик');
  await press(placed, 'button', 'Удалить черновик');
  await until(() => placed.root.querySelector('dialog[open]'));
  placed.session.signedIn = false;
  await press(placed, 'button', 'Удалить');
  await until(() => banner(placed) !== null);
  await press(placed, 'button', 'Оставить');
  await until(() => placed.root.querySelector('dialog[open]') === null);
  await signInAgain(placed);
  await quiet();
  expect(keysOf(placed, /^DELETE /)).toHaveLength(1);
  expect(placed.backend.db().requests.some(({ id }) => id === 'rq-draft-2')).toBe(true);
});

test('a failed page that loads by itself leaves the focus in the page of the host', async () => {
  const placed = await placeSigned('/data');
  placed.session.signedIn = false;
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  const search = document.createElement('input');
  document.body.append(search);
  search.focus();
  await signInAgain(placed);
  await shows(placed, 'Действует политика');
  await quiet();
  expect(document.activeElement).toBe(search);
});

test('signed in during a navigation: the page that was pressed last is shown', async () => {
  const placed = await placeSigned('/data');
  placed.session.signedIn = false;
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  placed.session.signedIn = true;
  await openSection(placed, 'Согласия');
  comeBack();
  await shows(placed, 'Вы дали 1 согласие');
  await quiet();
  expect(placed.heading()).toContain('согласие');
});

test('signed out between two contradicting actions: only the last one is repeated', async () => {
  const placed = await placeSigned('/exports/ex-awaiting-owner');
  placed.session.signedIn = false;
  await press(placed, 'button', 'Собрать');
  await until(() => banner(placed) !== null);
  await press(placed, 'button', 'Не собирать');
  await until(() => keysOf(placed, /decline$/).length === 1);
  await quiet();
  await signInAgain(placed);
  await shows(placed, 'Копию не собираем');
  await quiet();
  expect(placed.writes.map(({ call }) => call.replace(/.*\//, ''))).toEqual([
    'approve',
    'decline',
    'decline',
  ]);
});

test('signed out while stopping all mailings: the mailings of another customer stay on', async () => {
  const as: As = { persona: 'owner' };
  const placed = await placeSigned('/mailings', { as });
  placed.session.signedIn = false;
  await press(placed, 'button', 'Остановить все рассылки');
  await shows(placed, 'Вход закончился');
  as.persona = 'person';
  await signInAgain(placed);
  await quiet();
  expectOneEffect(placed, /unsubscribe-all$/, 1);
});

test.each([
  ['another user', '/requests/rq-needs-user', /Лесн|vera|104728|дом 14/],
  ['another user', '/data/account', /Лесн|v•+@|104728|Пермь/],
  ['another user', '/requests/new/complaint?draft=rq-draft-2', /Лесн|vera|104728/],
  // It is the same person: what is hers alone may stay.
  ['another account', '/data/account', /Северный ветер|104728/],
])('%s signed in: the page %s shows nothing of the former customer', async (who, path, former) => {
  const as: As = { persona: 'owner' };
  const placed = await placeSigned(path, { as });
  const changed = vi.fn();
  placed.element.addEventListener('privacy-account-changed', changed);
  const text = () => plain(placed.root.textContent ?? '');
  if (!path.includes('draft')) expect(text()).toMatch(former);
  const reply = placed.root.querySelector('textarea');
  if (reply) await type(reply, 'Слова Веры Лесной');
  const writes = placed.writes.length;
  if (who === 'another user') as.persona = 'person';
  else sessionOfUser(placed.backend.db().session, 'u-owner').accountId = 'acc-2';
  comeBack();
  await until(() => changed.mock.calls.length === 1);
  await until(() => placed.heading() !== '' && placed.root.querySelector('[aria-busy="true"]') === null);
  expect(text()).not.toMatch(former);
  expect([...placed.root.querySelectorAll('textarea')].map(one => one.value).join('')).not.toContain('Веры');
  expect(JSON.stringify(history.state)).not.toMatch(/Лесн|vera/);
  // What the former had typed is not sent in the name of the next.
  expect(placed.writes.length).toBe(writes);
});

/** A page of the window's own address, which is put back after. */
async function placeInWindow(path: string, as: As) {
  const [address, title] = [location.href, document.title];
  onTestFinished(() => {
    history.replaceState(null, '', address);
    document.title = title;
  });
  history.replaceState(null, '', `#/privacy${path}`);
  return placeSigned(path, { as, routing: 'hash' });
}

test.each([
  ['/requests/rq-needs-user', 'rq-needs-user'],
  ['/requests/new/erasure?draft=rq-draft-2&step=preview', 'rq-draft-2'],
])(
  'another user signed in: address, history and title have nothing of the former page %s',
  async (path, id) => {
    const as: As = { persona: 'owner' };
    const placed = await placeInWindow(path, as);
    expect(location.hash).toContain(id);
    const former = placed.heading();
    const typed = placed.root.querySelector('textarea');
    if (typed) await type(typed, 'Слова Веры Лесной');
    const pages = history.length;
    let requestsForFormer: number | undefined;
    placed.element.addEventListener('privacy-account-changed', () => {
      requestsForFormer = asked(placed, `/requests/${id}`);
    });
    as.persona = 'person';
    comeBack();
    await until(() => /^#\/privacy\/?$/.test(location.hash));
    await until(() => placed.heading() !== '' && placed.heading() !== former);
    // Entries further back are the browser's, and no page can erase them; the one that is shown is replaced.
    expect(history.length).toBe(pages);
    expect(`${location.href} ${JSON.stringify(history.state)} ${document.title}`).not.toContain(id);
    expect(document.title).not.toContain(former);
    // Nothing of the former's is asked for in the name of the next.
    expect(asked(placed, `/requests/${id}`)).toBe(requestsForFormer);
    expect(plain(placed.root.textContent ?? '')).not.toMatch(/Такой страницы/);
  },
);

test('another user signed in: a page without data of a customer in its address stays', async () => {
  const as: As = { persona: 'owner' };
  const placed = await placeInWindow('/data', as);
  const text = () => placed.root.querySelector('.content')?.textContent ?? '';
  const former = text();
  as.persona = 'person';
  comeBack();
  await until(() => placed.heading() !== '' && text() !== former && asked(placed, '/register') > 1);
  await quiet();
  expect(location.hash).toBe('#/privacy/data');
});

/** A page whose session ends after `seconds`, by the server's clock; `last` makes it last longer. */
async function placeEnding(seconds: number, options: HostOptions = {}) {
  let endsAt = Date.now() + seconds * 1000;
  const placed = await place('/policy', {
    signInUrl: '/sign-in',
    ...options,
    fault: async ({ url }, go) => {
      if (Date.now() >= endsAt) return ended();
      const answer = await go();
      if (!url.endsWith('/session')) return answer;
      const session = (await answer.json()) as object;
      return Response.json({
        ...session,
        now: new Date().toISOString(),
        expiresAt: new Date(endsAt).toISOString(),
      });
    },
  });
  const last = (more: number) => {
    endsAt += more * 1000;
  };
  return { ...placed, last, dialog: () => placed.root.querySelector('dialog') };
}

test('two minutes before a session ends a warning comes, and one press makes the session last', async () => {
  const placed: Awaited<ReturnType<typeof placeEnding>> = await placeEnding(122, {
    onExtendSession: () => {
      placed.last(3600);
      return Promise.resolve();
    },
  });
  const before = control(placed, 'link', /^Данные/);
  before.focus();
  expect(placed.dialog()).toBeNull();
  await until(() => placed.dialog() !== null);
  const dialog = placed.dialog();
  expect(dialog?.getAttribute('role')).toBe('alertdialog');
  expect(dialog?.querySelector('[role="status"]')?.textContent).toBe('Осталось 2 минуты.');
  expect(dialog?.textContent).toContain('Черновики сохранены');
  await press(placed, 'button', 'Продолжить сеанс');
  await until(() => placed.dialog() === null);
  await shows(placed, 'Сеанс продлён');
  expect(placed.root.activeElement).toBe(before);
});

test('a session that the panel has renewed before the warning has no warning', async () => {
  const placed = await placeEnding(122);
  const reads = asked(placed, '/session');
  placed.last(3600);
  await until(() => asked(placed, '/session') > reads);
  await quiet();
  expect(placed.dialog()).toBeNull();
});

test('a warning that is closed does not come again; where the host cannot prolong the session, the warning leads to the sign-in', async () => {
  const placed = await placeEnding(3);
  await until(() => placed.dialog() !== null);
  expect(placed.dialog()?.textContent).toContain('Чтобы сеанс не закончился, войдите ещё раз');
  expect(placed.dialog()?.querySelector('a')?.getAttribute('href')).toBe('/sign-in');
  await press(placed, 'button', 'Закрыть');
  await until(() => placed.dialog() === null);
  comeBack();
  await quiet();
  expect(placed.dialog()).toBeNull();
});

test('when the time of the warning has passed, the page asks to sign in again and stays', async () => {
  const placed = await placeEnding(3);
  await until(() => placed.dialog() !== null);
  await until(() => banner(placed) !== null);
  expect(placed.dialog()).toBeNull();
  expect(placed.heading()).toMatch(/^Действует политика/);
});
