import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-steps.ts';
import { CALENDARS } from './calendars.ts';
import { clockProgress, daysLeft, governing } from './clocks.ts';
import type { DeadlineRule } from './deadline-rules.ts';
import type { Deadline } from './deadline.ts';
import { deadlinesFor, dueBy } from './deadlines.ts';
import { aCase, cases, clock, clocks, due, granted, instants } from './spec-deadlines.ts';

describe('the governing clock', () => {
  it('is the earliest clock of an answer; the immediate blocking never governs', () => {
    expect(governing(clocks(aCase('restriction')))?.rule).toBe('ru-stop');
    expect(governing(clocks(aCase('complaint', { unlawful: true })))?.rule).toBe('policy');
    expect(governing([])).toBeUndefined();
  });

  it('is the clock of the law when the policy has the same date', () => {
    expect(governing(clocks(aCase('consent-withdrawal')))?.rule).toBe('ru-consent-withdrawn');
  });

  it('is the clock of the policy when an extension over the holidays ends later', () => {
    const request = aCase('access', {
      receivedAt: '2025-12-26',
      extensions: { 'ru-information': granted(5) },
    });
    expect(clock(request, 'ru-information')).toMatchObject({
      date: '2026-01-20',
      extendedDate: '2026-01-27',
    });
    expect(due(request)).toBe('2026-01-25');
  });

  it('needs a rule: `dueBy` throws without one', () => {
    expect(() => dueBy(aCase('access'), CALENDARS, [])).toThrow(RangeError);
  });

  it('counts with an additional rule: a month of the EU, confirmed by counsel', () => {
    const eu: DeadlineRule = {
      id: 'eu-answer',
      jurisdiction: 'any',
      kinds: ['access'],
      n: 1,
      unit: 'month',
      from: 'receipt',
      extension: 2,
      law: 'GDPR',
      article: '12(3)',
      confirmed: false,
    };
    const request = aCase('access', { receivedAt: '2026-01-31', extensions: { 'eu-answer': granted(2) } });
    expect(deadlinesFor(request, CALENDARS, [eu])).toMatchObject([
      { date: '2026-02-28', extendedDate: '2026-04-30', staffDate: '2026-04-30' },
    ]);
    expect(deadlinesFor(aCase('access', { receivedAt: '2026-01-31' }), CALENDARS, [eu])).toMatchObject([
      { date: '2026-02-28', staffDate: '2026-02-27' },
    ]);
  });
});

describe('days left', () => {
  it('are «left», «today» or «overdue» by the day in Moscow', () => {
    expect(daysLeft('2026-02-16', '2026-02-14T09:00:00Z')).toEqual({ kind: 'left', days: 2 });
    expect(daysLeft('2026-02-16', '2026-02-15T21:00:00Z')).toEqual({ kind: 'today' });
    expect(daysLeft('2026-02-16', '2026-02-16T20:59:59Z')).toEqual({ kind: 'today' });
    expect(daysLeft('2026-02-16', '2026-02-16T21:00:00Z')).toEqual({ kind: 'overdue', days: 1 });
  });

  it('are never fewer than one', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -400, max: 400 }), (now, n) => {
        const left = daysLeft(addDays('2026-06-01', n), now);
        if (left.kind !== 'today') expect(left.days).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the progress of the two clocks', () => {
  const access = clock(aCase('access'), 'ru-information');
  const policy = clock(aCase('access'), 'policy');
  const progress = (deadline: Deadline, now: string) => clockProgress(deadline, now, CALENDARS, 'RU');

  it('is counted in the unit of their rule', () => {
    expect(progress(access, '2026-02-09')).toEqual({ elapsed: 5, total: 10, unit: 'workday', fraction: 0.5 });
    expect(progress(access, '2026-02-08')).toEqual({ elapsed: 4, total: 10, unit: 'workday', fraction: 0.4 });
    expect(progress(policy, '2026-02-17')).toEqual({ elapsed: 15, total: 30, unit: 'day', fraction: 0.5 });
  });

  it('is clamped between 0 and 1', () => {
    expect(progress(access, '2026-01-01')).toMatchObject({ elapsed: 0, fraction: 0 });
    expect(progress(access, '2026-02-02')).toMatchObject({ elapsed: 0, fraction: 0 });
    expect(progress(access, '2026-06-01')).toMatchObject({ elapsed: 10, total: 10, fraction: 1 });
  });

  it('has a larger total after an extension, and is full at once for blocking', () => {
    const extended = clock(
      aCase('access', { extensions: { 'ru-information': granted(5) } }),
      'ru-information',
    );
    expect(progress(extended, '2026-02-16')).toMatchObject({ elapsed: 10, total: 15 });
    expect(progress(clock(aCase('restriction'), 'ru-blocking'), '2026-02-02')).toMatchObject({
      total: 0,
      fraction: 1,
    });
  });

  it('never decreases with time', () => {
    fc.assert(
      fc.property(cases, instants, instants, (request, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        for (const deadline of clocks(request)) {
          const [one, two] = [earlier, later].map(now =>
            clockProgress(deadline, now, CALENDARS, request.jurisdiction),
          );
          expect(one?.elapsed).toBeLessThanOrEqual(two?.elapsed ?? -1);
          expect(two?.fraction).toBeLessThanOrEqual(1);
          expect(one?.fraction).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});
