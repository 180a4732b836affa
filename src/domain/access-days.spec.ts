import { expect, test } from 'vitest';
import { logDays } from './access-days.ts';

const entry = (at: string, kind = 'staff') => ({ at, actor: { kind } });
const shape = (...entries: { at: string; actor: { kind: string } }[]) =>
  logDays(entries).map(({ day, runs }) => [
    day,
    ...runs.map(run => `${run.own ? 'own' : 'other'} ${run.entries.length}`),
  ]);

test('a day of the log is a day in Moscow, not in UTC', () => {
  expect(shape(entry('2026-11-29T21:30:00Z'), entry('2026-11-29T20:30:00Z'))).toEqual([
    ['2026-11-30', 'other 1'],
    ['2026-11-29', 'other 1'],
  ]);
});

test('consecutive own actions form one run; an action of another person splits it', () => {
  expect(
    shape(
      entry('2026-11-30T10:00:00Z', 'self'),
      entry('2026-11-30T09:00:00Z', 'self'),
      entry('2026-11-30T08:00:00Z'),
      entry('2026-11-30T07:00:00Z', 'self'),
    ),
  ).toEqual([['2026-11-30', 'own 2', 'other 1', 'own 1']]);
});

test('own actions of two days are two runs, and actions of other persons are never grouped', () => {
  expect(
    shape(
      entry('2026-11-30T10:00:00Z', 'self'),
      entry('2026-11-28T09:00:00Z', 'self'),
      entry('2026-11-28T08:00:00Z', 'system'),
      entry('2026-11-28T07:00:00Z', 'system'),
    ),
  ).toEqual([
    ['2026-11-30', 'own 1'],
    ['2026-11-28', 'own 1', 'other 1', 'other 1'],
  ]);
});

test('an empty log has no days', () => expect(logDays([])).toEqual([]));
