import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-steps.ts';
import { CALENDARS } from './calendars.ts';
import { effectiveDate } from './clocks.ts';
import { DEADLINE_RULES } from './deadline-rules.ts';
import { deadlinesFor } from './deadlines.ts';
import { cases, clock, clocks, due } from './spec-deadlines.ts';
import { isWorkingDay } from './working-days.ts';

describe('for any request', () => {
  it('a working-day clock never ends on a day off, and the staff’s date is never after the customer’s', () => {
    fc.assert(
      fc.property(cases, request => {
        for (const deadline of clocks(request)) {
          const end = effectiveDate(deadline);
          if (deadline.unit === 'workday')
            expect(isWorkingDay(end, CALENDARS, request.jurisdiction)).toBe(true);
          if (deadline.unit !== 'at-once' && deadline.staffDate > deadline.fromDate) {
            expect(isWorkingDay(deadline.staffDate, CALENDARS, request.jurisdiction)).toBe(true);
          }
          expect(deadline.staffDate <= end).toBe(true);
          expect(deadline.staffDate >= deadline.fromDate).toBe(true);
        }
      }),
    );
  });

  it('a longer period never gives an earlier date', () => {
    fc.assert(
      fc.property(cases, fc.nat(20), (request, more) => {
        const longer = DEADLINE_RULES.map(rule => Object.assign({}, rule, { n: rule.n + more }));
        const before = new Map(clocks(request).map(({ rule, date }) => [rule, date]));
        for (const { rule, date, unit } of deadlinesFor(request, CALENDARS, longer)) {
          if (unit === 'at-once') expect(date).toBe(before.get(rule));
          else expect(date >= addDays(before.get(rule) ?? '', more)).toBe(true);
        }
      }),
    );
  });

  it('the clocks are sorted, include the clock of the policy, and `dueBy` is never after it', () => {
    fc.assert(
      fc.property(cases, request => {
        const dates = clocks(request).map(effectiveDate);
        expect(dates).toEqual(dates.toSorted());
        expect(due(request) <= clock(request, 'policy').date).toBe(true);
      }),
    );
  });
});
