import { expect, test } from 'vitest';
import { place, plain, shows } from './place.ts';

/** The policy page, with another answer about requests and incidents. */
const placePolicy = (change: (answer: Record<string, unknown>) => void) =>
  place('/policy', {
    as: { persona: 'owner', now: '2026-11-30T09:00:00Z' },
    fault: async ({ url }, go) => {
      const answer = await go();
      if (!url.endsWith('/accountability')) return answer;
      const body = (await answer.json()) as Record<string, unknown>;
      change(body);
      return Response.json(body, { headers: answer.headers });
    },
  });

test('the policy page has who answers, how soon, how often in time, and refusals by law', async () => {
  const placed = await placePolicy(() => undefined);
  await shows(placed, 'Как мы отвечаем на обращения');
  const text = plain(placed.root.textContent ?? '');
  expect(text).toContain('Обычно отвечаем за5 дней');
  expect(text).toContain('В срок125 ответов из 126');
  expect(text).toContain('4 отказа: 152-ФЗ, ст. 14 ч. 8');
  expect(text).toContain('Часы работыНе опубликованы.');
  expect(text).toContain('На 30 ноября 2026 г. в журнале нет случаев');
});

test('with few answers the page has only their number', async () => {
  const placed = await placePolicy(body => {
    body['requests'] = { from: '2025-11-30', answered: 3, refusals: [] };
  });
  await shows(placed, 'С 30 ноября 2025 г. дано 3 ответа.');
});

test('an incident is shown with its day and what was done', async () => {
  const placed = await placePolicy(body => {
    body['incidents'] = [
      {
        id: 'i-1',
        on: '2026-10-02',
        what: 'Письмо ушло не тому клиенту',
        done: 'Сообщили обоим.',
        categories: [],
      },
    ];
  });
  await shows(placed, 'Письмо ушло не тому клиенту');
  expect(plain(placed.root.textContent ?? '')).toContain('2 октября 2026 г.');
});
