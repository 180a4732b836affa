import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, epochMs, isPlainDate, moscowDate } from './calendar.ts';
import { addDays, addMonths, addWorkingDays, isCalendarKnown, previousWorkingDay } from './calendar-steps.ts';
import { calendarGaps, CALENDARS } from './calendars.ts';
import { JURISDICTIONS } from './ids.ts';
import { isWorkingDay, workingDaysBetween } from './working-days.ts';

const dates = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map(d => d.toISOString().slice(0, 10));
const anyDate = dates('1900-01-01', '2100-12-31');
const nearDate = dates('2025-06-01', '2027-12-31');
const jurisdiction = fc.constantFrom(...JURISDICTIONS);

const workedIn = (year: number, law: 'RU' | 'BY') =>
  Array.from({ length: 365 }, (_, n) => addDays(`${year}-01-01`, n)).filter(date =>
    isWorkingDay(date, CALENDARS, law),
  ).length;

describe('plain dates', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '0999-01-01',
    '',
    '2026-01-01T',
  ])('reject %j', text => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });

  it('have 29 February in leap years only', () => {
    expect(isPlainDate('2028-02-29')).toBe(true);
    expect(isPlainDate('2100-02-29')).toBe(false);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('are clamped to the end of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-01-12', 3)).toBe('2026-04-12');
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  });

  it('reject fractions of a day or month, and results after the year 9999', () => {
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addMonths('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('9999-12-31', 12_000_000)).toThrow(RangeError);
  });

  it('are unchanged after adding and subtracting the same number of days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(addDays(addDays(date, n), -n)).toBe(date);
      }),
    );
  });

  it('stay within the target month when months are added', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, n) => {
        const [from, to] = [date, addMonths(date, n)].map(d => d.split('-').map(Number));
        expect((to?.[0] ?? 0) * 12 + (to?.[1] ?? 0)).toBe((from?.[0] ?? 0) * 12 + (from?.[1] ?? 0) + n);
        expect(to?.[2]).toBeLessThanOrEqual(from?.[2] ?? 0);
      }),
    );
  });
});

describe('the date in Moscow', () => {
  it('begins at 21:00 UTC of the day before', () => {
    expect(moscowDate('2026-02-01T20:59:59.999Z')).toBe('2026-02-01');
    expect(moscowDate('2026-02-01T21:00:00Z')).toBe('2026-02-02');
    expect(moscowDate('2026-02-02T00:30:00+05:00')).toBe('2026-02-01');
    expect(moscowDate(new Date('2026-12-31T21:00:00Z'))).toBe('2027-01-01');
  });

  it('of a plain date is that date, whose instant is its midnight in Moscow', () => {
    expect(moscowDate('2026-02-02')).toBe('2026-02-02');
    expect(epochMs('2026-02-02')).toBe(Date.parse('2026-02-01T21:00:00Z'));
  });

  it('agrees with the time zone database, also in years with another offset', () => {
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Moscow' });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1995-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        instant => {
          expect(moscowDate(instant)).toBe(zone.format(instant));
        },
      ),
    );
    expect(moscowDate('2013-07-01T20:30:00Z')).toBe('2013-07-02');
  });

  it.each([
    '',
    'yesterday',
    '2026-02-02T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-02-30',
    '2026-02-02T25:00:00Z',
  ])('throws on %j', text => {
    expect(() => moscowDate(text)).toThrow(RangeError);
  });

  it('throws on an invalid Date', () => {
    expect(() => moscowDate(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('calendars', () => {
  it('have real dates of their own year, each once, and none both as day off and as working weekend', () => {
    for (const { year, off, workingWeekends } of CALENDARS) {
      const all = [...off, ...workingWeekends];
      expect(new Set(all).size).toBe(all.length);
      for (const date of all) expect([isPlainDate(date), date.slice(0, 4)]).toEqual([true, String(year)]);
    }
    const keys = CALENDARS.map(({ jurisdiction: law, year }) => `${law} ${year}`);
    expect(keys).toEqual(['RU 2026', 'BY 2026', 'RU 2027', 'BY 2027']);
  });

  it('have the published number of working days in 2026', () => {
    expect(workedIn(2026, 'RU')).toBe(247);
    expect(workedIn(2026, 'BY')).toBe(254);
  });

  it('of 2027 have the days off that the laws name, and are not confirmed', () => {
    expect(workedIn(2027, 'RU')).toBe(249);
    expect(workedIn(2027, 'BY')).toBe(257);
    expect(isWorkingDay('2027-01-11', CALENDARS, 'RU')).toBe(true);
    expect(isWorkingDay('2027-05-03', CALENDARS, 'RU')).toBe(false);
    expect(isWorkingDay('2027-05-03', CALENDARS, 'BY')).toBe(true);
    expect(isWorkingDay('2027-05-11', CALENDARS, 'BY')).toBe(false);
    expect(addWorkingDays('2026-12-28', 10, CALENDARS, 'RU')).toEqual({
      date: '2027-01-20',
      calendarKnown: true,
      calendarConfirmed: false,
    });
    expect(CALENDARS.filter(calendar => calendar.confirmed).map(({ year }) => year)).toEqual([2026, 2026]);
  });

  it.each<[string, string[]]>([
    ['2026-09-30T20:59:00Z', []],
    ['2026-09-30T21:00:00Z', ['RU 2027 unconfirmed', 'BY 2027 unconfirmed']],
    ['2026-11-30', ['RU 2027 unconfirmed', 'BY 2027 unconfirmed']],
    ['2027-01-01', ['RU 2027 unconfirmed', 'BY 2027 unconfirmed']],
    ['2027-10-01', ['RU 2027 unconfirmed', 'BY 2027 unconfirmed', 'RU 2028 missing', 'BY 2028 missing']],
    ['2025-10-01', ['RU 2025 missing', 'BY 2025 missing']],
  ])('at %s have the gaps %j for the operator to fill or confirm', (now, gaps) => {
    expect(calendarGaps(now).map(({ jurisdiction: law, year, state }) => `${law} ${year} ${state}`)).toEqual(
      gaps,
    );
  });

  it('have no gap when they are confirmed', () => {
    const confirmed = CALENDARS.map(calendar => ({ ...calendar, confirmed: true }));
    expect(calendarGaps('2026-12-01', confirmed)).toEqual([]);
  });

  it('differ by jurisdiction', () => {
    expect(isWorkingDay('2026-01-07', CALENDARS, 'RU')).toBe(false);
    expect(isWorkingDay('2026-01-08', CALENDARS, 'RU')).toBe(false);
    expect(isWorkingDay('2026-01-08', CALENDARS, 'BY')).toBe(true);
    expect(isWorkingDay('2026-04-25', CALENDARS, 'BY')).toBe(true);
    expect(isWorkingDay('2026-04-25', CALENDARS, 'RU')).toBe(false);
    expect(isWorkingDay('2026-02-23', CALENDARS, 'BY')).toBe(true);
  });

  it('of an unknown year have only weekends as days off, and are marked as unknown', () => {
    expect(isCalendarKnown('2028-01-03', CALENDARS, 'RU')).toBe(false);
    expect(isWorkingDay('2028-01-03', CALENDARS, 'RU')).toBe(true);
    expect(isWorkingDay('2028-01-02', CALENDARS, 'RU')).toBe(false);
    expect(addWorkingDays('2027-12-30', 2, CALENDARS, 'RU')).toEqual({
      date: '2028-01-03',
      calendarKnown: false,
      calendarConfirmed: false,
    });
    expect(addWorkingDays('2026-12-29', 1, CALENDARS, 'RU')).toEqual({
      date: '2026-12-30',
      calendarKnown: true,
    });
    expect(addWorkingDays('2025-12-31', 1, CALENDARS, 'RU')).toEqual({
      date: '2026-01-12',
      calendarKnown: false,
    });
  });
});

describe('working days', () => {
  it.each([
    ['RU', '2026-02-02', 3, '2026-02-05'],
    ['RU', '2026-02-02', 7, '2026-02-11'],
    ['RU', '2026-02-02', 10, '2026-02-16'],
    ['RU', '2026-02-02', 15, '2026-02-24'],
    ['BY', '2026-02-02', 5, '2026-02-09'],
    ['BY', '2026-04-17', 5, '2026-04-27'],
    ['RU', '2026-02-02', 0, '2026-02-02'],
  ] as const)('%s from %s, %i → %s', (law, from, n, date) => {
    expect(addWorkingDays(from, n, CALENDARS, law)).toEqual({ date, calendarKnown: true });
  });

  it('counted backwards skip the holidays', () => {
    expect(previousWorkingDay('2026-03-09', CALENDARS, 'RU')).toBe('2026-03-06');
    expect(previousWorkingDay('2026-01-12', CALENDARS, 'RU')).toBe('2025-12-31');
    expect(previousWorkingDay('2026-02-03', CALENDARS, 'RU')).toBe('2026-02-02');
    expect(previousWorkingDay('2026-04-26', CALENDARS, 'BY')).toBe('2026-04-25');
  });

  it('reject a number that is negative or a fraction', () => {
    expect(() => addWorkingDays('2026-02-02', -1, CALENDARS, 'RU')).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-02', 1.5, CALENDARS, 'RU')).toThrow(RangeError);
  });

  it('end on a working day, and counting back gives the same number', () => {
    fc.assert(
      fc.property(nearDate, fc.integer({ min: 1, max: 60 }), jurisdiction, (from, n, law) => {
        const { date } = addWorkingDays(from, n, CALENDARS, law);
        expect(isWorkingDay(date, CALENDARS, law)).toBe(true);
        expect(workingDaysBetween(from, date, CALENDARS, law)).toBe(n);
        expect(workingDaysBetween(date, from, CALENDARS, law)).toBe(-n);
      }),
    );
  });

  it('never end earlier when more are added', () => {
    fc.assert(
      fc.property(nearDate, fc.nat(40), fc.nat(40), jurisdiction, (from, n, more, law) => {
        const [less, later] = [n, n + more].map(count => addWorkingDays(from, count, CALENDARS, law).date);
        expect(daysBetween(less ?? '', later ?? '')).toBeGreaterThanOrEqual(more);
      }),
    );
  });

  it('`previousWorkingDay` gives the nearest earlier working day', () => {
    fc.assert(
      fc.property(nearDate, jurisdiction, (date, law) => {
        const before = previousWorkingDay(date, CALENDARS, law);
        expect(isWorkingDay(before, CALENDARS, law)).toBe(true);
        expect(daysBetween(before, date)).toBeGreaterThan(0);
        expect(workingDaysBetween(before, addDays(date, -1), CALENDARS, law)).toBe(0);
      }),
    );
  });
});
