import { expect, test } from 'vitest';
import { CALENDARS } from './calendars.ts';
import { countedDays, unconfirmedYears, unknownYears, weekdayOf, weeksOf } from './day-count.ts';
import { deadlinesFor } from './deadlines.ts';
import type { RightKind } from './ids.ts';

const clock = (rule: string, kind: RightKind, receivedAt: string, more = {}) => {
  const found = deadlinesFor(
    { kind, scope: 'person', jurisdiction: rule.startsWith('by') ? 'BY' : 'RU', receivedAt, ...more },
    CALENDARS,
  ).find(deadline => deadline.rule === rule);
  if (!found) throw new Error(`no clock ${rule}`);
  return found;
};

test('ten working days are numbered up to the due date, and the day of receipt has no number', () => {
  const days = countedDays(clock('ru-information', 'access', '2026-02-02T07:00:00Z'), CALENDARS, 'RU');
  expect(days[0]).toEqual({ date: '2026-02-02', off: 'start' });
  expect(days[1]).toEqual({ date: '2026-02-03', n: 1 });
  expect(days.at(-1)).toEqual({ date: '2026-02-16', n: 10 });
  expect(days.filter(day => day.off === 'weekend').map(day => day.date)).toEqual([
    '2026-02-07',
    '2026-02-08',
    '2026-02-14',
    '2026-02-15',
  ]);
});

test('a holiday on a weekday is marked as a holiday, and an extension continues the numbers', () => {
  const days = countedDays(
    clock('ru-information', 'access', '2026-02-02T07:00:00Z', {
      extensions: { 'ru-information': { by: 5, noticeReachedAt: '2026-02-03' } },
    }),
    CALENDARS,
    'RU',
  );
  expect(days.find(day => day.off === 'holiday')).toEqual({ date: '2026-02-23', off: 'holiday' });
  expect(days.at(-1)).toEqual({ date: '2026-02-24', n: 15 });
});

test('a working Saturday counts and is marked as working', () => {
  const days = countedDays(clock('by-information', 'access', '2026-04-17T07:00:00Z'), CALENDARS, 'BY');
  expect(days.find(day => day.date === '2026-04-25')).toEqual({ date: '2026-04-25', n: 4, working: true });
  expect(days.at(-1)).toEqual({ date: '2026-04-27', n: 5 });
});

test('calendar days count every day', () => {
  const days = countedDays(clock('policy', 'access', '2026-02-02T07:00:00Z'), CALENDARS, 'RU');
  expect(days).toHaveLength(31);
  expect(days.at(-1)).toEqual({ date: '2026-03-04', n: 30 });
  expect(days.filter(day => day.n === undefined)).toHaveLength(1);
});

test('`weeksOf` gives whole weeks that begin on Monday', () => {
  const weeks = weeksOf(
    countedDays(
      clock('ru-correction', 'rectification', '2026-02-05T07:00:00Z', { proofAt: '2026-02-05T07:00:00Z' }),
      CALENDARS,
      'RU',
    ),
  );
  expect(weeks.map(week => week.length)).toEqual([7, 7, 7]);
  expect(weeks[0]?.map(day => day?.date.slice(8))).toEqual([
    undefined,
    undefined,
    undefined,
    '05',
    '06',
    '07',
    '08',
  ]);
  expect(weeksOf([])).toEqual([]);
  expect(weekdayOf('2026-11-23')).toBe(0);
  expect(weekdayOf('1969-12-28')).toBe(6);
});

test('`unknownYears` has the years without a calendar and those with an unconfirmed one', () => {
  const days = countedDays(clock('ru-information', 'access', '2026-12-28T07:00:00Z'), CALENDARS, 'RU');
  const held = CALENDARS.filter(({ year }) => year === 2026);
  expect(unknownYears(days, held, 'RU')).toEqual(['2027']);
  expect(unknownYears(days.slice(0, 2), held, 'RU')).toEqual([]);
  expect(unknownYears(days, CALENDARS, 'RU')).toEqual([]);
  expect(unconfirmedYears(days, CALENDARS, 'RU')).toEqual(['2027']);
  expect(unconfirmedYears(days.slice(0, 2), CALENDARS, 'RU')).toEqual([]);
});
