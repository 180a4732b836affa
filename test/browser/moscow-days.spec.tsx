import { expect, test } from 'vitest';
import { moscowDate } from '../../src/domain/calendar.ts';
import { place, plain, until } from './place.ts';

const INSTANT = /"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?Z"/g;
const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** `22.07.2026` and `22 июля` of a date: how a page may write it. */
const written = (date: string): string[] => {
  const [year = '', month = '', day = ''] = date.split('-');
  return [`${day}.${month}.${year}`, `${Number(day)} ${MONTHS[Number(month) - 1]}`];
};

test.each([
  '/data/recordings',
  '/data/calls',
  '/data/account',
  '/data?view=deletions',
  '/access-log',
  '/access-log?view=disclosures',
  '/requests',
  '/requests/rq-answered',
  '/exports',
  '/exports/ex-ready-full',
  '/mailings',
  '/consents',
  '/statement',
  '/',
])('%s: events at 00:30 in Moscow have the date of Moscow, not of UTC', async path => {
  const [utc, known] = [new Set<string>(), new Set<string>()];
  const placed = await place(path, {
    as: { persona: 'owner', now: '2026-11-30T09:00:00Z' },
    fault: async (_, go) => {
      const answer = await go();
      if (answer.headers.get('Content-Type')?.includes('json') !== true) return answer;
      const text = (await answer.text()).replaceAll(INSTANT, (_whole, day: string) => {
        utc.add(day);
        const at = `${day}T22:30:00.000Z`;
        known.add(moscowDate(at));
        return `"${at}"`;
      });
      // Dates without a time are Moscow's already.
      for (const [day] of text.matchAll(/(?<=")\d{4}-\d\d-\d\d(?=")/g)) known.add(day);
      return new Response(text, { status: answer.status, headers: answer.headers });
    },
  });
  // The data-flow picture below the view is not asked for.
  await until(() => placed.root.querySelector('.bone:not(.flow-place .bone)') === null);
  const text = plain(placed.root.querySelector('main')?.textContent ?? placed.root.textContent ?? '');
  const right = new Set([...known].flatMap(written));
  const wrong = [...utc].flatMap(written).filter(date => !right.has(date));
  expect(wrong.length).toBeGreaterThan(0);
  expect(wrong.filter(date => new RegExp(`(?<!\\d)${date}`).test(text))).toEqual([]);
});
