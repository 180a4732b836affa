import { expect, test } from 'vitest';
import { control, place, press, ready, shows, until } from './place.ts';

/** A draft of a request, on the question before the last page; saves go through, wait or fail as `saves` says. */
async function placeDraft() {
  const line: { saves: 'through' | 'wait' | 'fail' } = { saves: 'through' };
  const placed = await place('/requests/new/access?draft=rq-draft&step=words', {
    weather: async ({ method }, go) => {
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

test('a press while the draft is being saved is not lost: it is filed when it is saved', async () => {
  const placed = await placeDraft();
  placed.line.saves = 'wait';
  await press(placed, /^Дальше$/);
  await until(() => placed.root.querySelector('form[data-step="check"]') !== null);
  expect(placed.root.querySelector('[data-save="saving"]')).not.toBeNull();
  control(placed, /^Отправить обращение$/).click();
  control(placed, /^Отправить обращение$/).click();
  placed.line.saves = 'through';
  await until(placed.filed);
  await shows(placed, 'Обращение принято');
  expect(placed.sent()).toBe(1);
});

test('not saved ahead of it, it is said to be not sent, also when the draft is saved later; a press files it', async () => {
  const placed = await placeDraft();
  placed.line.saves = 'fail';
  await press(placed, /^Дальше$/);
  await until(() => placed.root.querySelector('[data-save="failed"]') !== null);
  await press(placed, /^Отправить обращение$/);
  await ready(placed, /^Отправить обращение$/);
  await shows(placed, 'Обращение ещё не отправлено');
  placed.line.saves = 'through';
  dispatchEvent(new Event('online'));
  await until(() => placed.root.querySelector('[data-save="saved"]') !== null);
  await shows(placed, 'Обращение ещё не отправлено');
  expect([placed.filed(), placed.sent()]).toEqual([false, 0]);
  await press(placed, /^Отправить обращение$/);
  await until(placed.filed);
  expect(placed.sent()).toBe(1);
});
