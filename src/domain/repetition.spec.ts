import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moscowDate } from './calendar.ts';
import { nextRepetition, REPETITION_INTERVALS, repetitionEnd } from './repetition.ts';

test.each([
  ['P1M', '2026-11-30T09:00:00.000Z', '2026-11-30T09:00:00.000Z', '2026-12-30T09:00:00.000Z'],
  // A short month does not move the months after it.
  ['P1M', '2026-01-31T09:00:00.000Z', '2026-01-31T09:00:00.000Z', '2026-02-28T09:00:00.000Z'],
  ['P1M', '2026-01-31T09:00:00.000Z', '2026-02-28T09:00:00.000Z', '2026-03-31T09:00:00.000Z'],
  ['P3M', '2026-11-30T09:00:00.000Z', '2026-11-30T09:00:00.000Z', '2027-02-28T09:00:00.000Z'],
  // 01:30 in Moscow is the day before in UTC.
  ['P1M', '2026-01-30T22:30:00.000Z', '2026-01-30T22:30:00.000Z', '2026-02-27T22:30:00.000Z'],
  // Two were missed: the next one comes at its own day.
  ['P1M', '2026-01-15T09:00:00.000Z', '2026-03-20T00:00:00.000Z', '2026-04-15T09:00:00.000Z'],
  ['P1M', '2026-01-15T09:00:00.000Z', '2027-01-14T00:00:00.000Z', '2027-01-15T09:00:00.000Z'],
  ['P3M', '2026-01-15T09:00:00.000Z', '2027-01-15T09:00:00.000Z', undefined],
] as const)('every %s from %s, after %s: %s', (every, start, now, next) => {
  expect(nextRepetition(start, every, now)).toBe(next);
});

test('a repetition moves on and ends within a year, on the day it began or the last of the month', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(...REPETITION_INTERVALS),
      (date, every) => {
        const start = date.toISOString();
        const days: string[] = [];
        for (let at: string | undefined = start; at !== undefined;) {
          days.push(moscowDate(at));
          const next = nextRepetition(start, every, at);
          expect(next === undefined || next > at).toBe(true);
          at = next;
        }
        expect(days).toHaveLength(every === 'P1M' ? 13 : 5);
        expect(days.at(-1)).toBe(moscowDate(repetitionEnd(start)));
        const [first = ''] = days;
        for (const day of days) expect(day.slice(8) <= first.slice(8)).toBe(true);
      },
    ),
  );
});
