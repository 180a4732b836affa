import axeSource from 'axe-core/axe.min.js?raw';
import { expect, onTestFinished, test } from 'vitest';
import { page as browserPage } from 'vitest/browser';
import type { As } from '../../mocks/backend.ts';
import { type Fault, place, type Placed, plain, proves, until } from './place.ts';
import { chooseOption, control, field, find, press, type } from './user.ts';

/** The code of the mock. */
const CODE = '246810';

interface Options {
  as?: As;
  locale?: 'ru' | 'en';
  fault?: Fault;
  name?: string;
}

/** The step-up over the consent to show correspondence. */
async function openDialog({ name = 'Лесная Вера Павловна', ...options }: Options = {}): Promise<Placed> {
  const en = options.locale === 'en';
  const placed = await place('/data/correspondence', options);
  await press(placed, 'button', en ? 'Give consent' : 'Дать согласие');
  await until(() => placed.root.querySelector('.consent input') !== null);
  await type(await field(placed, en ? /^Your full name/ : /^Фамилия, имя и отчество/), name);
  await press(placed, 'button', en ? 'I give consent' : 'Даю согласие');
  await until(() => placed.root.querySelector('dialog input') !== null);
  return placed;
}

const dialogOf = ({ root }: Placed): HTMLDialogElement => {
  const dialog = root.querySelector('dialog');
  if (dialog === null) throw new Error('no dialog');
  return dialog;
};
const textOf = (placed: Placed): string => plain(dialogOf(placed).textContent);
const statusOf = (placed: Placed): string =>
  plain(dialogOf(placed).querySelector('[role=status]')?.textContent ?? '');
const alertOf = (placed: Placed): string =>
  plain(dialogOf(placed).querySelector('[role=alert]')?.textContent ?? '');

function choose(placed: Placed, method: string): void {
  const select = dialogOf(placed).querySelector('select');
  if (select === null) throw new Error('no choice of methods');
  chooseOption(select, method);
}

const codeField = (placed: Placed) =>
  field(find(placed, 'dialog'), 'Код из письма') as Promise<HTMLInputElement>;

/** Has a code sent, and waits for its field. */
async function sendCode(placed: Placed): Promise<HTMLInputElement> {
  choose(placed, 'email-code');
  await press(placed, 'button', 'Прислать код на почту');
  return codeField(placed);
}

async function give(placed: Placed, code: string): Promise<void> {
  await type(await codeField(placed), code);
  await press(placed, 'button', 'Подтвердить');
}

const isProblem = (name: string, status: number, extra: object = {}) =>
  Promise.resolve(
    Response.json(
      { type: `/problems/${name}`, title: 'T', status, requestId: 'r', ...extra },
      { status, headers: { 'Content-Type': 'application/problem+json' } },
    ),
  );
const secretError = (code: string) =>
  isProblem('validation', 400, { errors: [{ pointer: '/secret', code, detail: 'D' }] });

interface Axe {
  run(context: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Where the dialog is inaccessible. */
async function violations(placed: Placed): Promise<string[]> {
  const script = document.createElement('script');
  script.text = axeSource;
  document.head.append(script);
  const { axe } = globalThis as unknown as { axe: Axe };
  const found = await axe.run(dialogOf(placed));
  script.remove();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

test('a code from an email confirms the action that was asked for', async () => {
  const placed = await openDialog();
  choose(placed, 'email-code');
  expect(textOf(placed)).toContain('Код придёт на v•••••@example.ru');
  expect(textOf(placed)).toContain('подтвердит на 10 минут только это действие');
  // Without a code there is nothing to type and nothing to confirm.
  expect(dialogOf(placed).querySelector('input')).toBeNull();
  expect(find(placed, 'button', 'Подтвердить').elements()).toEqual([]);
  await press(placed, 'button', 'Прислать код на почту');
  const input = await codeField(placed);
  await until(() => placed.root.activeElement === input);
  expect([input.inputMode, input.getAttribute('autocomplete'), input.type]).toEqual([
    'numeric',
    'one-time-code',
    'text',
  ]);
  expect(statusOf(placed)).toBe(
    'Код отправлен на v•••••@example.ru. Он действует 10 минут. Если письма нет, проверьте папку «Спам».',
  );
  await give(placed, CODE);
  await until(() => placed.root.querySelector('dialog') === null);
  await until(() =>
    placed.backend.db().consents.some(({ purpose }) => purpose === 'correspondence-disclosure'),
  );
  const sent = placed.requests
    .map(line => line.replace(/.*\/v1/, ''))
    .filter(line => line.includes('step-up'));
  expect(sent).toEqual(['/session/step-up/code', '/session/step-up']);
});

test('until another code may be sent the time is counted down, unannounced, and then its button is there', async () => {
  let next = 2;
  const placed = await openDialog({
    fault: async ({ url }, go) => {
      if (!url.endsWith('/step-up/code')) return go();
      const sentAt = new Date();
      const at = (seconds: number) => new Date(sentAt.getTime() + seconds * 1000).toISOString();
      const body = { sentTo: 'v•••••@example.ru', sentAt: at(0), nextAt: at(next), expiresAt: at(600) };
      next = 60;
      return Response.json(body, { status: 202 });
    },
  });
  await sendCode(placed);
  expect(textOf(placed)).toMatch(/Ещё один код можно запросить через 0:0[12]/);
  const timer = [...dialogOf(placed).querySelectorAll('p')].find(one => one.textContent.includes('через'));
  expect(timer?.closest('[role], [aria-live]')?.tagName).not.toBe('P');
  await press(placed, 'button', 'Прислать ещё один код');
  await until(() => /через (1:00|0:5\d)/.test(textOf(placed)));
  // The button is gone, the focus is not: it is in the field.
  await until(() => placed.root.activeElement === dialogOf(placed).querySelector('input'));
});

test('a wrong code is named at its field, which has the focus', async () => {
  const placed = await openDialog();
  const input = await sendCode(placed);
  await give(placed, '111111');
  await until(() => input.getAttribute('aria-invalid') === 'true');
  const described = input.getAttribute('aria-describedby') ?? '';
  expect(plain(placed.root.querySelector(`[id="${described}"]`)?.textContent ?? '')).toBe(
    'Не подошло. Проверьте и введите ещё раз.',
  );
  expect(placed.root.activeElement).toBe(input);
  await give(placed, CODE);
  await until(() => placed.root.querySelector('dialog') === null);
});

test('an expired code asks for a new one', async () => {
  const placed = await openDialog({
    fault: ({ url }, go) => (url.endsWith('/session/step-up') ? secretError('expired') : go()),
  });
  await sendCode(placed);
  await give(placed, CODE);
  await until(() => textOf(placed).includes('Этот код больше не действует. Запросите новый.'));
});

test('too many wrong codes are refused with the minutes to wait', async () => {
  const placed = await openDialog();
  await sendCode(placed);
  for (let time = 0; time < 5; time += 1) {
    await give(placed, `11111${time}`);
    const tried = () => placed.requests.filter(line => line.endsWith('/session/step-up')).length;
    await until(() => tried() === time + 1);
    await until(() => control(placed, 'button', 'Подтвердить').getAttribute('aria-disabled') === null);
  }
  await give(placed, CODE);
  await until(() => alertOf(placed).startsWith('Слишком много попыток. Попробуйте снова через 10 минут.'));
});

test('a code that was sent before the dialog was closed can still be given', async () => {
  const placed = await openDialog();
  await sendCode(placed);
  await press(placed, 'button', 'Не сейчас');
  await until(() => placed.root.querySelector('dialog') === null);
  await press(placed, 'button', 'Даю согласие');
  await until(() => placed.root.querySelector('dialog input') !== null);
  await sendCode(placed);
  expect(statusOf(placed)).toBe(
    'Новый код сейчас не отправить. Если письмо с кодом уже пришло, введите его.',
  );
  expect(textOf(placed)).toMatch(/через (1:00|0:5\d)/);
  await give(placed, CODE);
  await until(() => placed.root.querySelector('dialog') === null);
});

test('a press after a lost answer sends no second email', async () => {
  let lost = 0;
  const keys: (string | null)[] = [];
  const placed = await openDialog({
    fault: async ({ url, headers }, go) => {
      if (!url.endsWith('/step-up/code')) return go();
      keys.push(headers.get('Idempotency-Key'));
      const response = await go();
      if ((lost += 1) > 1) return response;
      throw new TypeError('lost');
    },
  });
  choose(placed, 'email-code');
  await press(placed, 'button', 'Прислать код на почту');
  await until(() => alertOf(placed).startsWith('Нет связи с сервером'));
  await press(placed, 'button', 'Прислать код на почту');
  await codeField(placed);
  expect(new Set(keys).size).toBe(1);
  expect(placed.backend.db().outbox.filter(({ template }) => template === 'step-up-code')).toHaveLength(1);
});

test('a password that was typed is not shown when another method is chosen', async () => {
  const placed = await openDialog();
  await type(await field(find(placed, 'dialog'), /Пароль/), 'secret-word');
  choose(placed, 'code');
  const input = await proves(() => {
    const found = dialogOf(placed).querySelector('input');
    if (found?.type !== 'text') throw new Error('no field for a code');
    return found;
  });
  expect(input.value).toBe('');
});

test('a passport offers no code', async () => {
  const placed = await place('/data/account');
  await press(placed, 'button', /^Показать ?: Паспорт/);
  await until(() => placed.root.querySelector('dialog select') !== null);
  const options = [...dialogOf(placed).querySelectorAll('option')].map(({ value }) => value);
  expect(options).toEqual(['password', 'code']);
  expect(textOf(placed)).not.toContain('письма');
});

test('a new address has no code yet, and the dialog has the day from which it will', async () => {
  const placed = await openDialog({ as: { persona: 'new' }, name: 'Светлова Дарья Игоревна' });
  expect(textOf(placed)).toContain('Адрес почты у вас меньше 30 дней. Код на него можно будет прислать с');
  const options = [...dialogOf(placed).querySelectorAll('option')].map(({ value }) => value);
  expect(options).toEqual(['password', 'code']);
});

test.each(['ru', 'en'] as const)('in 320 px nothing sticks out, and axe finds nothing: %s', async locale => {
  const before = [innerWidth, innerHeight] as const;
  await browserPage.viewport(320, 640);
  onTestFinished(() => browserPage.viewport(...before));
  const placed = await openDialog({ locale });
  const dialog = dialogOf(placed);
  const fits = () => expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
  choose(placed, 'email-code');
  fits();
  expect(await violations(placed)).toEqual([]);
  await press(placed, 'button', locale === 'en' ? 'Send a code by email' : 'Прислать код на почту');
  await until(() => dialog.querySelector('input') !== null);
  fits();
  expect(await violations(placed)).toEqual([]);
  if (locale === 'en') expect(/[а-яё]/i.test(dialog.textContent)).toBe(false);
});
