import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import type { components } from '../../../core/generated/staff-schema.ts';
import { citation } from '../../../src/domain/citations.ts';
import { RIGHT_KINDS, type RightKind } from '../../../src/domain/ids.ts';
import { type DemoProgram, demoProgram, ROOT } from './demo-program.ts';

type Outcome = components['schemas']['Outcome'];
type Case = components['schemas']['Case'];

/** Each test goes on with what those before it have left. */
test.describe.configure({ mode: 'serial' });

const TEXTS = {
  ru: {
    next: 'Дальше',
    file: /^(Отправить обращение|Всё равно отправить)/,
    submitted: 'подано',
    inWork: 'в работе',
    needsAnswer: 'Нужен ваш ответ',
    reply: 'Ваш ответ',
    sendReply: 'Ответить',
    answered: 'есть ответ',
    closed: 'закрыто',
    tooLate: 'Время, чтобы попросить о пересмотре, прошло',
    outcome: {
      done: 'сделано',
      partly: 'частично',
      refused: 'отказано',
      kept: 'хранится по закону',
      forwarded: 'передано владельцу сервера',
    },
    email: {
      received: 'Мы получили ваше обращение',
      question: 'У нас вопрос по вашему обращению',
      message: 'Сообщение по вашему обращению',
      extended: 'Срок ответа на ваше обращение продлён',
      answered: 'Готов ответ на ваше обращение',
    },
  },
  en: {
    next: 'Next',
    file: /^(Send request|Send anyway)/,
    submitted: 'submitted',
    inWork: 'in progress',
    needsAnswer: 'Your answer is needed',
    reply: 'Your answer',
    sendReply: 'Send answer',
    answered: 'answered',
    closed: 'closed',
    tooLate: 'It is too late to ask for a review',
    outcome: {
      done: 'done',
      partly: 'partly',
      refused: 'refused',
      kept: 'kept as the law requires',
      forwarded: 'passed on to the server’s owner',
    },
    email: {
      received: 'We have received your request',
      question: 'We have a question about your request',
      message: 'A message about your request',
      extended: 'We need more time to answer your request',
      answered: 'Your request has been answered',
    },
  },
} as const;

/** A customer of the demo, signed in, with the module in their language. */
interface Customer {
  readonly page: Page;
  readonly module: Locator;
  readonly lang: 'ru' | 'en';
  readonly address: string;
  readonly name: string;
}

/** A request that was filed. */
interface Filed {
  readonly customer: Customer;
  readonly kind: RightKind;
  readonly id: string;
  readonly number: string;
}

let demo: DemoProgram;
let folder: string;
let russian: Customer;
let english: Customer;
const all: Filed[] = [];
/** What the pages have thrown. */
const errors: string[] = [];

/** Signs a person in as the panel does. @returns their name */
async function signIn(page: Page, person: string): Promise<string> {
  const response = await page.request.get(`${demo.origin}/demo/sign-in?person=${person}`);
  return ((await response.json()) as { name: string }).name;
}

async function customerOf(browser: Browser, person: string, lang: Customer['lang']): Promise<Customer> {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', error => errors.push(error.message));
  const name = await signIn(page, person);
  const address = `${person.replace('-', '')}@example.ru`;
  return { page, module: page.locator('activecloud-privacy'), lang, address, name };
}

test.beforeAll(async ({ browser }) => {
  demo = await demoProgram();
  folder = mkdtempSync(join(tmpdir(), 'privacy-answers-'));
  await demo.start('--without-telephony');
  // Both are accounts of natural persons, of whom the demo has no requests.
  russian = await customerOf(browser, 'u-60', 'ru');
  english = await customerOf(browser, 'u-90', 'en');
});
test.afterAll(async () => {
  await demo.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page of the module anew, in the language of the customer. */
async function open({ page, module, lang }: Customer, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${demo.origin}/account#/privacy${address}`);
  await module.evaluate((element, locale) => element.setAttribute('locale', locale), lang);
  await expect(module.locator('h1')).toBeVisible();
}

/** The API as the customer's page reads it. */
async function read<Body>({ page }: Customer, path: string): Promise<Body> {
  return (await (await page.request.get(`${demo.origin}/api/privacy/v1${path}`)).json()) as Body;
}

/** What a customer does on a step of the wizard: chooses `name=value`, or types into `name`. */
type Step = readonly [step: string, ...actions: readonly (readonly [name: string, value: string])[]];

/** Files a request in the wizard: every step in its order, then the last button. */
async function fileIn(customer: Customer, kind: RightKind, steps: readonly Step[]): Promise<Filed> {
  const { page, module, lang } = customer;
  const texts = TEXTS[lang];
  await open(customer, `/requests/new/${kind}`);
  for (const [step, ...actions] of steps) {
    await expect(module.locator(`form[data-step="${step}"]`)).toBeVisible();
    for (const [name, value] of actions) {
      const choice = module.locator(`[name="${name}"][value="${value}"]`);
      const text = module.locator(
        `textarea[name="${name}"], input[name="${name}"]:not([type=checkbox], [type=radio])`,
      );
      const given = await choice.or(text).first().getAttribute('value');
      if (given === value) await choice.check();
      else await text.fill(value);
    }
    // By keyboard: what a step still loads shifts its button from under a pointer.
    await expect(module.locator('[aria-busy="true"]')).toHaveCount(0);
    if (step !== 'check') await module.getByRole('button', { name: texts.next }).press('Enter');
  }
  await module.getByRole('button', { name: texts.file }).press('Enter');
  await expect(page).toHaveURL(/requests\/rq-\w+\?filed=1$/);
  const id = /rq-\w+/.exec(page.url())?.[0] ?? '';
  await status(customer, texts.submitted);
  const { number } = await read<{ number: string }>(customer, `/requests/${id}`);
  const filed = { customer, kind, id, number };
  all.push(filed);
  return filed;
}

/** The state that the open page of a request shows. */
const status = ({ module }: Customer, text: string): Promise<void> =>
  expect(module.locator('.case-state .chip').first()).toHaveText(text);

const run = promisify(execFile);

/** The command line of the staff, as they type it. @returns what it has printed */
async function staff(...args: string[]): Promise<string> {
  const { url, token } = (await (await fetch(`${demo.origin}/demo/staff`)).json()) as {
    url: string;
    token: string;
  };
  const { stdout } = await run(process.execPath, ['scripts/server.mjs', 'staff', ...args], {
    cwd: ROOT,
    env: { ...process.env, STAFF_URL: url, STAFF_TOKEN: token },
  });
  return stdout;
}

/** Answers each point of a request. */
async function answer({ id }: Filed, outcomes: readonly Outcome[], text?: string): Promise<void> {
  const file = join(folder, `${id}.json`);
  writeFileSync(file, JSON.stringify({ outcomes }));
  await staff('answer', id, '--file', file, ...(text === undefined ? [] : ['--text', text]));
}

/** The page of the request has the answer to each point: what came out, why, by which law and until when. */
async function expectAnswer({ customer, id }: Filed, outcomes: readonly Outcome[]): Promise<void> {
  const { module, lang } = customer;
  await open(customer, `/requests/${id}`);
  await status(customer, TEXTS[lang].answered);
  await expect(module.locator('.outcome')).toHaveCount(outcomes.length);
  for (const { label, kind, text, law, until } of outcomes) {
    const point = module.locator('.outcome', { hasText: label });
    await expect(point.locator('.chip')).toHaveText(TEXTS[lang].outcome[kind]);
    await expect(point).toContainText(text);
    if (law !== undefined) await expect(point).toContainText(citation(law, lang));
    if (until !== undefined) await expect(point).toContainText(until.slice(0, 4));
  }
}

interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const caught = async (): Promise<Email[]> =>
  (await (await fetch(`${demo.origin}/demo/mail`)).json()) as Email[];

/**
 * The mail catcher has these emails about the request and no other, in their order and in the customer's language. A subject
 * has nothing of the person or of the request.
 */
async function expectEmails(
  { customer, number }: Filed,
  kinds: readonly (keyof (typeof TEXTS)['ru']['email'])[],
): Promise<Email[]> {
  const { address, lang, name } = customer;
  const found = async () =>
    (await caught()).filter(({ to, text }) => to === address && text.includes(number));
  const wanted = kinds.map(kind => TEXTS[lang].email[kind]);
  await expect.poll(async () => (await found()).map(({ subject }) => subject)).toEqual(wanted);
  const emails = await found();
  for (const { subject, text } of emails) {
    for (const part of [number, ...name.split(' '), address]) expect(subject).not.toContain(part);
    if (lang === 'en') expect(text).not.toMatch(/\p{Script=Cyrillic}/u);
    else expect(text).toContain('личный кабинет');
  }
  return emails;
}

const REASON =
  'Часть писем лежит в архиве почты на другой площадке.\n' +
  'Его поднимают по заявке: «обычно неделя», но с 1 по 8 января площадка закрыта, поэтому просим ещё пять рабочих дней & ни днём больше.';

test('access: the term is extended with a reason, which the email has whole, and a part is forwarded', async () => {
  const filed = await fileIn(russian, 'access', [
    ['mode', ['mode', 'copy']],
    ['what', ['breadth', 'all'], ['period', 'all']],
    ['words', ['words', 'Нужны и письма за 2025 год.']],
    ['check'],
  ]);
  expect(await staff('queue')).toContain(filed.number);
  const seen = JSON.parse(await staff('show', filed.id, '--reason', 'ответ на обращение')) as Case;
  expect(seen.text).toContain('Нужны и письма за 2025 год.');
  await staff('take', filed.id);
  await staff('extend', filed.id, '--reason', REASON);
  await open(russian, `/requests/${filed.id}`);
  await status(russian, TEXTS.ru.inWork);
  await expect(
    russian.module.getByText('просим ещё пять рабочих дней & ни днём больше').first(),
  ).toBeVisible();
  const outcomes: Outcome[] = [
    { label: 'Копия данных', kind: 'done', text: 'Она лежит в разделе «Копии данных».' },
    { label: 'Почта на вашем сервере', kind: 'forwarded', text: 'Просьбу передали владельцу сервера.' },
  ];
  await answer(filed, outcomes, 'Копия готова.');
  await expectAnswer(filed, outcomes);
  await expect(russian.module.getByText('Копия готова.').first()).toBeVisible();
  const [, extended] = await expectEmails(filed, ['received', 'extended', 'answered']);
  expect(extended?.text).toContain(REASON);
});

test('rectification: what was wrong is corrected', async () => {
  const filed = await fileIn(russian, 'rectification', [
    ['what', ['categories', 'account']],
    ['values', ['items', 'account/email'], ['items.0.new', 'novyj@example.ru']],
    ['proof', ['words', 'Старый ящик закрыт.']],
    ['check'],
  ]);
  await staff('take', filed.id);
  const outcomes: Outcome[] = [{ label: 'Адрес почты', kind: 'done', text: 'Исправили сегодня.' }];
  await answer(filed, outcomes);
  await expectAnswer(filed, outcomes);
  await expectEmails(filed, ['received', 'answered']);
});

test('erasure: without the wait of 72 hours; what a law keeps is named with the law and the day', async () => {
  const filed = await fileIn(russian, 'erasure', [
    ['what', ['categories', 'analytics'], ['categories', 'services']],
    ['preview'],
    ['words', ['words', 'Больше не пользуюсь.']],
    ['hold', ['hold', 'now']],
    ['check', ['confirmation', 'УДАЛИТЬ']],
  ]);
  await staff('take', filed.id);
  const outcomes: Outcome[] = [
    { label: 'Посещения сайта', kind: 'done', text: 'Удалили.', category: 'analytics' },
    {
      label: 'Акты и счета',
      kind: 'kept',
      text: 'Бухгалтерские документы хранятся пять лет.',
      until: '2031-12-31',
      law: { law: '402-ФЗ', article: 'ст. 29' },
      category: 'services',
    },
  ];
  await answer(filed, outcomes);
  await expectAnswer(filed, outcomes);
  await expectEmails(filed, ['received', 'answered']);
});

test('restriction: a customer who reads English answers a question, and every email is in English', async () => {
  const filed = await fileIn(english, 'restriction', [
    ['what', ['categories', 'calls']],
    ['ground', ['ground', 'accuracy']],
    ['words', ['words', 'These are not my calls.']],
    ['check'],
  ]);
  await staff('take', filed.id);
  await staff('ask', filed.id, '--text', 'Which number do you call from?');
  await open(english, `/requests/${filed.id}`);
  const { module } = english;
  await expect(module.getByRole('heading', { name: TEXTS.en.needsAnswer })).toBeVisible();
  await expect(module.getByText('Which number do you call from?')).toBeVisible();
  await module.getByRole('textbox', { name: TEXTS.en.reply }).fill('From +7 000 0000090.');
  await module.getByRole('button', { name: TEXTS.en.sendReply }).click();
  await status(english, TEXTS.en.inWork);
  const asked = JSON.parse(await staff('show', filed.id, '--reason', 'ответ клиента')) as Case;
  expect(asked.messages.map(({ from, text }) => [from, text])).toContainEqual([
    'user',
    'From +7 000 0000090.',
  ]);
  const outcomes: Outcome[] = [
    {
      label: 'Calls',
      kind: 'partly',
      text: 'We use none of the recordings; the bills name them still.',
      law: { law: '402-ФЗ', article: 'ст. 29' },
    },
  ];
  await answer(filed, outcomes);
  await expectAnswer(filed, outcomes);
  await expectEmails(filed, ['received', 'question', 'answered']);
});

test('portability: a file for another company, which staff send (a copy for oneself is an export, without staff)', async () => {
  const filed = await fileIn(russian, 'portability', [
    ['what', ['categories', 'account']],
    ['format', ['format', 'csv']],
    ['recipient', ['recipient', 'other'], ['otherController', 'ООО «Новый хостинг»']],
    ['check'],
  ]);
  await staff('take', filed.id);
  await staff('message', filed.id, '--text', 'Файл собран, отправим его завтра.');
  const outcomes: Outcome[] = [{ label: 'Файл CSV', kind: 'done', text: 'Отправили ООО «Новый хостинг».' }];
  await answer(filed, outcomes);
  await expectAnswer(filed, outcomes);
  await expectEmails(filed, ['received', 'message', 'answered']);
});

test('objection: to offers it works at once, to another purpose staff refuse it and name the law', async () => {
  const filed = await fileIn(russian, 'objection', [
    ['purposes', ['purposes', 'offers'], ['purposes', 'statistics']],
    ['words', ['words', 'Не хочу, чтобы мои посещения считали.']],
    ['check'],
  ]);
  const objections = async () =>
    Object.fromEntries(
      (await read<{ objections: { purpose: string; state: string }[] }>(russian, '/consents')).objections.map(
        ({ purpose, state }) => [purpose, state],
      ),
    );
  expect(await objections()).toMatchObject({ offers: 'accepted', statistics: 'pending' });
  await staff('take', filed.id);
  const [text, law, article] = ['Без счёта посещений сайт не защитить.', '152-ФЗ', 'ст. 6 ч. 1 п. 7'];
  await staff('refuse', filed.id, '--reason', text, '--law', law, '--article', article);
  await expectAnswer(filed, [{ label: '', kind: 'refused', text, law: { law, article } }]);
  expect(await objections()).toMatchObject({ offers: 'accepted', statistics: 'refused' });
  await expectEmails(filed, ['received', 'answered']);
});

test('consent withdrawal: the consent ends with the filing, staff answer what was done', async () => {
  const { module } = russian;
  await open(russian, '/consents');
  await module
    .getByRole('button', { name: /^Прочитать и решить/ })
    .first()
    .click();
  await module.locator('[name=fullName]').fill(russian.name);
  await module.getByRole('button', { name: 'Даю согласие' }).click();
  await expect(module.getByRole('button', { name: 'Отозвать согласие' }).first()).toBeVisible();
  const consents = async () =>
    (await read<{ items: { id: string; status: string }[] }>(russian, '/consents')).items;
  const given = (await consents()).find(one => one.status === 'given');
  const filed = await fileIn(russian, 'consent-withdrawal', [
    ['consents', ['consents', given?.id ?? '']],
    ['words', ['words', 'Передумал.']],
    ['check'],
  ]);
  expect((await consents()).find(({ id }) => id === given?.id)?.status).toBe('withdrawn');
  await staff('take', filed.id);
  const outcomes: Outcome[] = [
    { label: 'Согласие', kind: 'done', text: 'Обработку прекратили в день отзыва.' },
  ];
  await answer(filed, outcomes);
  await expectAnswer(filed, outcomes);
  await expectEmails(filed, ['received', 'answered']);
  const ofConsent = (await caught()).filter(
    ({ to, subject }) => to === russian.address && /соглас/.test(subject),
  );
  expect(ofConsent.map(({ subject }) => subject)).toEqual(['Вы дали согласие', 'Вы отозвали согласие']);
});

test('complaint: one point is settled in part, the other refused with the law', async () => {
  const filed = await fileIn(russian, 'complaint', [
    ['words', ['words', 'Мне звонили с рекламой, хотя я отказался.']],
    ['addressee', ['addressee', 'controller'], ['unlawful', 'no']],
    ['check'],
  ]);
  await staff('take', filed.id);
  const outcomes: Outcome[] = [
    {
      label: 'Рекламный звонок',
      kind: 'partly',
      text: 'Номер убрали из списка; кто звонил, не нашли.',
      law: { law: '152-ФЗ', article: 'ст. 15 ч. 2' },
    },
    {
      label: 'Имя сотрудника',
      kind: 'refused',
      text: 'Это данные другого человека.',
      law: { law: '152-ФЗ', article: 'ст. 14 ч. 8' },
    },
  ];
  await answer(filed, outcomes);
  await expectAnswer(filed, outcomes);
  await expectEmails(filed, ['received', 'answered']);
});

test('31 days later each of the eight requests is closed, with its answer, and nobody was sent anything more', async () => {
  expect(all.map(({ kind }) => kind).toSorted()).toEqual(RIGHT_KINDS.toSorted());
  const before = await caught();
  await demo.stop();
  await demo.start('--without-telephony', '--days', '31');
  await signIn(russian.page, 'u-60');
  await signIn(english.page, 'u-90');
  for (const { customer, id } of all) {
    const { module, lang } = customer;
    await open(customer, `/requests/${id}`);
    await status(customer, TEXTS[lang].closed);
    await expect(module.locator('.outcome').first()).toBeVisible();
    await expect(module.getByText(TEXTS[lang].tooLate)).toBeVisible();
  }
  const [first] = all;
  expect((JSON.parse(await staff('show', first?.id ?? '', '--reason', 'проверка')) as Case).status).toBe(
    'closed',
  );
  const [openCases, list] = [await staff('queue'), await staff('queue', '--state', 'all')];
  for (const { number } of all) {
    expect(openCases).not.toContain(number);
    expect(list.split('\n').find(line => line.includes(number))).toContain('closed');
  }
  expect(await caught()).toEqual(before);
  expect(errors).toEqual([]);
});
