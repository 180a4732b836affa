import { describe, expect, it } from 'vitest';
import { CALENDARS } from './calendars.ts';
import { isSettled } from './clocks.ts';
import type { DeadlineRule } from './deadline-rules.ts';
import type { DeadlineCase } from './deadlines.ts';
import { deadlinesFor } from './deadlines.ts';
import { aCase, granted } from './spec-deadlines.ts';

/** The vectors of the law's table, written by hand: rule, jurisdiction, day of receipt, due day, staff's day. */
describe('the vectors of the deadlines', () => {
  const dated = (
    n: number,
    unit: 'workday' | 'day',
    receivedAt: string,
    jurisdiction: 'RU' | 'BY' = 'RU',
    more: Partial<DeadlineCase> = {},
  ) => {
    const rule: DeadlineRule = {
      id: 'vector',
      jurisdiction: 'any',
      kinds: ['access'],
      n,
      unit,
      from: 'receipt',
      extension: 5,
      law: 'vector',
      article: '',
      confirmed: true,
    };
    return deadlinesFor(aCase('access', { receivedAt, jurisdiction, ...more }), CALENDARS, [rule])[0];
  };

  it.each<[string, 'RU' | 'BY', number, 'workday' | 'day', string, string]>([
    ['3 working days', 'RU', 3, 'workday', '2026-02-02', '2026-02-05'],
    ['7 working days', 'RU', 7, 'workday', '2026-02-02', '2026-02-11'],
    ['10 working days', 'RU', 10, 'workday', '2026-02-02', '2026-02-16'],
    ['30 days', 'RU', 30, 'day', '2026-02-02', '2026-03-04'],
    ['30 days to a day off', 'RU', 30, 'day', '2026-02-07', '2026-03-09'],
    ['10 working days into 2027', 'RU', 10, 'workday', '2026-12-28', '2027-01-20'],
    ['5 working days', 'BY', 5, 'workday', '2026-02-02', '2026-02-09'],
    ['15 days', 'BY', 15, 'day', '2026-02-02', '2026-02-17'],
    ['5 working days over Radunitsa', 'BY', 5, 'workday', '2026-04-17', '2026-04-27'],
  ])('%s, %s: %i %s from %s → %s', (_name, law, n, unit, from, to) => {
    expect(dated(n, unit, from, law)?.date).toBe(to);
  });

  it('10 working days, extended by 5: due on 2026-02-24', () => {
    expect(dated(10, 'workday', '2026-02-02', 'RU', { extensions: { vector: granted(5) } })).toMatchObject({
      date: '2026-02-16',
      extendedDate: '2026-02-24',
    });
  });

  it('the date for staff is the working day before a day off', () => {
    expect(dated(30, 'day', '2026-02-07')?.staffDate).toBe('2026-03-06');
  });

  it('a period that ends in 2027 is known and not confirmed', () => {
    const last = dated(10, 'workday', '2026-12-28');
    expect(last).toMatchObject({ calendarKnown: true, calendarConfirmed: false });
    expect(last && isSettled(last)).toBe(false);
    // The first request that reaches into 2027 by ten working days is filed on 17.12.2026.
    expect(dated(10, 'workday', '2026-12-16')).toMatchObject({ date: '2026-12-30' });
    expect(dated(10, 'workday', '2026-12-16')).not.toHaveProperty('calendarConfirmed');
    expect(dated(10, 'workday', '2026-12-17')).toMatchObject({
      date: '2027-01-11',
      calendarConfirmed: false,
    });
    // Calendar days do not depend on a calendar of working days.
    expect(dated(30, 'day', '2026-12-17')).not.toHaveProperty('calendarConfirmed');
  });
});
