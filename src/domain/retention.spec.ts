import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-steps.ts';
import type { RetentionRule } from './retention.ts';
import {
  addPeriod,
  deletionsWithin,
  formatPeriod,
  keptByLawUntil,
  periodOf,
  retentionOf,
  termOf,
} from './retention.ts';

const period = fc.record({
  years: fc.nat(99),
  months: fc.nat(999),
  weeks: fc.nat(999),
  days: fc.nat(9999),
});
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
  .map(instant => instant.toISOString().slice(0, 10));

describe('ISO 8601 periods', () => {
  it.each([
    ['P3M', { years: 0, months: 3, weeks: 0, days: 0 }, '2026-04-12'],
    ['P1W', { years: 0, months: 0, weeks: 1, days: 0 }, '2026-01-19'],
    ['P7D', { years: 0, months: 0, weeks: 0, days: 7 }, '2026-01-19'],
    ['P5Y', { years: 5, months: 0, weeks: 0, days: 0 }, '2031-01-12'],
    ['P1Y6M', { years: 1, months: 6, weeks: 0, days: 0 }, '2027-07-12'],
    ['P0D', { years: 0, months: 0, weeks: 0, days: 0 }, '2026-01-12'],
  ])('%s after 2026-01-12', (iso, parsed, end) => {
    expect(periodOf(iso)).toEqual(parsed);
    expect(formatPeriod(parsed)).toBe(iso);
    expect(addPeriod('2026-01-12', parsed)).toBe(end);
  });

  it('months are added before days', () => {
    expect(addPeriod('2026-01-31', { years: 0, months: 1, weeks: 0, days: 1 })).toBe('2026-03-01');
  });

  it.each(['', 'P', '3M', 'PT1H', 'P1DT1H', 'P1.5M', 'P-1D', 'P1M1Y', 'P3m', ' P3M', 'P9999Y', 'P1X'])(
    '%j is no period',
    iso => {
      expect(periodOf(iso)).toBeUndefined();
    },
  );

  it('a formatted period is parsed to the same period', () => {
    fc.assert(
      fc.property(period, parts => {
        expect(periodOf(formatPeriod(parts))).toEqual(parts);
      }),
    );
  });

  it('`periodOf` never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^P[\dYMWDT]*$/)), text => {
        const parsed = periodOf(text);
        if (parsed !== undefined) expect(periodOf(formatPeriod(parsed))).toEqual(parsed);
      }),
    );
  });
});

describe('a deletion date', () => {
  const recording: RetentionRule = { kind: 'fixed', period: 'P3M', startsAt: { event: 'recorded' } };

  it('has its formula', () => {
    expect(retentionOf(recording, '2026-01-12')).toEqual({
      state: 'computed',
      date: '2026-04-12',
      start: '2026-01-12',
      period: { years: 0, months: 3, weeks: 0, days: 0 },
    });
  });

  it('counts from the start of the rule when the record has none', () => {
    const dated: RetentionRule = { ...recording, startsAt: { event: 'recorded', date: '2026-02-01' } };
    expect(retentionOf(dated)).toMatchObject({ date: '2026-05-01', start: '2026-02-01' });
    expect(retentionOf(dated, '2026-01-12')).toMatchObject({ date: '2026-04-12' });
  });

  it('has the end of a longer retention only when it is later', () => {
    expect(retentionOf({ ...recording, until: '2026-06-01' }, '2026-01-12')).toMatchObject({
      date: '2026-04-12',
      keptUntil: '2026-06-01',
    });
    expect(retentionOf({ ...recording, until: '2026-04-12' }, '2026-01-12')).not.toHaveProperty('keptUntil');
  });

  it.each<[string, RetentionRule, string | undefined]>([
    ['start', recording, undefined],
    ['start', recording, 'once'],
    ['period', { kind: 'fixed' }, '2026-01-12'],
    ['period', { kind: 'fixed', period: 'soon' }, '2026-01-12'],
    ['law', { kind: 'while-contract-plus-law' }, '2026-01-12'],
    ['law', { kind: 'while-contract-plus-law', law: { title: '402-ФЗ' } }, '2026-01-12'],
    ['start', { kind: 'while-contract-plus-law', law: { title: '402-ФЗ', years: 5 } }, undefined],
    ['rule', { kind: 'while-contract-plus-law', law: { title: '402-ФЗ', years: 5 } }, '2026-01-12'],
    ['tool', { kind: 'set-by-tool', url: 'https://example.ru' }, '2026-01-12'],
    ['rule', { kind: 'unspecified' }, '2026-01-12'],
  ])('is not computed without the %s: %j', (missing, rule, start) => {
    expect(retentionOf(rule, start)).toEqual({ state: 'missing', missing });
  });

  it('is computed from `fixed` with a known start, and from no other kind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<RetentionRule['kind']>(
          'fixed',
          'while-contract-plus-law',
          'set-by-tool',
          'unspecified',
        ),
        fc.option(period.map(formatPeriod), { nil: undefined }),
        fc.option(date, { nil: undefined }),
        fc.option(fc.nat(99), { nil: undefined }),
        (kind, iso, start, years) => {
          const rule: RetentionRule = {
            kind,
            until: '2026-01-01',
            law: { title: 'law', ...(years === undefined ? {} : { years }) },
            ...(iso === undefined ? {} : { period: iso }),
          };
          const computed = retentionOf(rule, start).state === 'computed';
          expect(computed).toBe(kind === 'fixed' && iso !== undefined && start !== undefined);
        },
      ),
    );
  });

  it('is never before its start', () => {
    fc.assert(
      fc.property(date, period, (start, parts) => {
        expect(addPeriod(start, parts) >= start).toBe(true);
      }),
    );
  });
});

it('documents that a law retains are retained until the end of a year', () => {
  expect(keptByLawUntil(2025, 5)).toBe('2030-12-31');
  expect(keptByLawUntil(2026, 5)).toBe('2031-12-31');
  expect(() => keptByLawUntil(9999, 5)).toThrow(RangeError);
});

describe('`deletionsWithin`', () => {
  const week: RetentionRule = { kind: 'fixed', period: 'P1W' };
  const on = (deleted: string) => ({ rule: week, start: addDays(deleted, -7) });

  it('gives the dates within the window, both ends included, the soonest first', () => {
    const items = ['2026-03-03', '2026-02-02', '2026-02-01', '2026-05-03', '2026-05-04'].map(on);
    expect(deletionsWithin(items, '2026-02-02', 90).map(found => found.date)).toEqual([
      '2026-02-02',
      '2026-03-03',
      '2026-05-03',
    ]);
  });

  it('gives the item and the formula, and includes a reason to keep longer', () => {
    const held = { rule: { ...week, until: '2026-02-20' }, start: '2026-01-20', id: 'r1' };
    expect(deletionsWithin([held], '2026-02-02', 90)).toEqual([
      {
        item: held,
        date: '2026-02-20',
        start: '2026-01-20',
        period: { years: 0, months: 0, weeks: 1, days: 0 },
      },
    ]);
  });

  it('omits items without a date', () => {
    expect(deletionsWithin([{ rule: week }, { rule: { kind: 'unspecified' } }], '2026-02-02', 90)).toEqual(
      [],
    );
  });
});

describe('the retention of a record', () => {
  const rule: RetentionRule = { kind: 'fixed', period: 'P3M' };
  const hold = { reason: 'a dispute' };
  it.each([
    // The recording of 23 July 02:48 in Moscow: its UTC day is the one before.
    [
      { at: '2026-07-22T23:48:00Z', retention: rule, hold },
      '2026-11-30',
      { date: '2026-10-23', over: true, kept: 'a dispute' },
    ],
    [{ at: '2026-07-22T23:48:00Z', retention: rule }, '2026-10-23', { date: '2026-10-23', over: false }],
    [{ at: '2026-07-22T23:48:00Z', retention: rule }, '2026-10-24', { date: '2026-10-23', over: true }],
    [{ at: '2026-07-22T20:59:59Z', retention: rule }, '2026-09-01', { date: '2026-10-22', over: false }],
    [
      { at: '2026-07-22T23:48:00Z', deleteOn: '2026-12-01', retention: rule, hold },
      '2026-11-30',
      { date: '2026-12-01', over: false, kept: 'a dispute' },
    ],
    [
      { at: '2026-07-22T23:48:00Z', retention: { kind: 'unspecified' } as const },
      '2026-11-30',
      { over: false },
    ],
    [{ at: '2026-07-22T23:48:00Z', hold }, '2026-11-30', { over: false, kept: 'a dispute' }],
    [
      { at: '2026-07-22T23:48:00Z', retention: { ...rule, until: '2027-01-01' } },
      '2026-11-30',
      { date: '2027-01-01', over: false },
    ],
  ])('of %j on %s is %j', (record, today, expected) => {
    expect(termOf(record, today)).toEqual(expected);
  });
});
