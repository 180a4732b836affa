import { expect, test } from 'vitest';
import { place, shows, until } from './place.ts';
import { find, press, pressOn, ready } from './user.ts';

/** A draft of a request, on the question before the last page; saves go through, wait or fail as `saves` says. */
async function placeDraft() {
  const line: { saves: 'through' | 'wait' | 'fail' } = { saves: 'through' };
  const placed = await place('/requests/new/access?draft=rq-draft&step=words', {
    fault: async ({ method }, go) => {
      if (method !== 'PATCH') return go();
      await until(() => line.saves !== 'wait');
      return line.saves === 'through' ? go() : new Response('', { status: 503 });
    },
  });
  const filed = () =>
    placed.backend.db().requests.find(request => request.id === 'rq-draft')?.status !== 'draft';
  const sent = () => placed.requests.filter(request => /^POST .*submit$/.test(request)).length;
  return { ...placed, line, filed, sent };
}

test('a press during a save files the request after the save', async () => {
  const placed = await placeDraft();
  placed.line.saves = 'wait';
  await press(placed, 'button', 'Дальше');
  await until(() => placed.root.querySelector('form[data-step="check"]') !== null);
  expect(placed.root.querySelector('[data-save="saving"]')).not.toBeNull();
  await pressOn(find(placed, 'button', 'Отправить обращение'), { times: 2 });
  placed.line.saves = 'through';
  await until(placed.filed);
  await shows(placed, 'Обращение принято');
  expect(placed.sent()).toBe(1);
});

test('a request with a failed save is reported as not sent, also after a later save; another press files it', async () => {
  const placed = await placeDraft();
  placed.line.saves = 'fail';
  await press(placed, 'button', 'Дальше');
  await until(() => placed.root.querySelector('[data-save="failed"]') !== null);
  await press(placed, 'button', 'Отправить обращение');
  await ready(placed, 'button', 'Отправить обращение');
  await shows(placed, 'Обращение ещё не отправлено');
  placed.line.saves = 'through';
  dispatchEvent(new Event('online'));
  await until(() => placed.root.querySelector('[data-save="saved"]') !== null);
  await shows(placed, 'Обращение ещё не отправлено');
  expect([placed.filed(), placed.sent()]).toEqual([false, 0]);
  await press(placed, 'button', 'Отправить обращение');
  await until(placed.filed);
  expect(placed.sent()).toBe(1);
});

/** A refusal of the version that was named, whichever it is: something on the way spoils the tag. */
const stale = () =>
  new Response(
    JSON.stringify({
      type: '/problems/stale',
      title: 'Есть новая версия',
      status: 412,
      requestId: 'req-412',
    }),
    { status: 412, headers: { 'Content-Type': 'application/problem+json' } },
  );

test('a rejected version that is the version of the server is reported once, with two ways to continue', async () => {
  let spoiled = true;
  const placed = await place('/requests/new/access?draft=rq-draft&step=words', {
    fault: ({ method }, go) => (method === 'PATCH' && spoiled ? Promise.resolve(stale()) : go()),
  });
  const saves = () => placed.requests.filter(request => request.startsWith('PATCH')).length;
  await press(placed, 'button', 'Дальше');
  await shows(placed, 'Черновик не сохраняется');
  await shows(placed, 'req-412');
  expect(saves()).toBe(2);
  expect(placed.root.textContent).not.toContain('Есть новая версия');
  await until(() => placed.root.activeElement?.getAttribute('role') === 'alert');
  // Filing cannot pass it by, and says why.
  await press(placed, 'button', 'Отправить обращение');
  await until(() => placed.root.querySelector('.note[data-tone="bad"]') !== null);
  await press(placed, 'button', 'Сохранить поверх');
  await until(() => saves() > 5);
  await shows(placed, 'Черновик не сохраняется');
  spoiled = false;
  await press(placed, 'button', 'Сохранить поверх');
  await until(() => placed.root.querySelector('[data-save="saved"]') !== null);
  await press(placed, 'button', 'Отправить обращение');
  await shows(placed, 'Обращение принято');
});

test('a new draft takes the content when the old draft cannot be saved', async () => {
  const placed = await place('/requests/new/access?draft=rq-draft&step=words', {
    fault: ({ method, url }, go) =>
      method === 'PATCH' && url.includes('rq-draft') ? Promise.resolve(stale()) : go(),
  });
  const drafts = () => placed.backend.db().requests.filter(({ status }) => status === 'draft').length;
  const before = drafts();
  await press(placed, 'button', 'Дальше');
  await press(placed, 'button', 'Сохранить как новый черновик');
  await until(() => placed.root.querySelector('[data-save="saved"]') !== null);
  expect(drafts()).toBe(before + 1);
});

test('a request is filed although a proxy changes the ETag, when the content is the same', async () => {
  const placed = await place('/requests/new/access?draft=rq-draft&step=words', {
    fault: ({ url, headers }, go) =>
      url.endsWith('/submit') && headers.has('If-Match') ? Promise.resolve(stale()) : go(),
  });
  await press(placed, 'button', 'Дальше');
  await until(() => placed.root.querySelector('[data-save="saved"]') !== null);
  await press(placed, 'button', 'Отправить обращение');
  await shows(placed, 'Обращение принято');
  expect(placed.requests.filter(request => request.endsWith('/submit'))).toHaveLength(2);
});
