import { describe, expect, it } from 'vitest';
import { CALENDARS } from './calendars.ts';
import { governing } from './clocks.ts';
import { DEADLINE_RULES } from './deadline-rules.ts';
import type { DeadlineCase } from './deadlines.ts';
import { appealDeadlinesFor, deadlinesFor, pendingFor } from './deadlines.ts';
import type { RightKind } from './ids.ts';
import { JURISDICTIONS, RIGHT_KINDS } from './ids.ts';
import { aCase, clock, clockDates, clocks, due, granted } from './spec-deadlines.ts';

describe('the clocks at filing, Russia', () => {
  it.each<[RightKind, Partial<DeadlineCase>, string[]]>([
    ['access', {}, ['ru-information 2026-02-16', 'policy 2026-03-04']],
    ['rectification', {}, ['ru-blocking 2026-02-02', 'policy 2026-03-04']],
    [
      'rectification',
      { proofAt: '2026-02-02T09:00:00Z' },
      ['ru-blocking 2026-02-02', 'ru-correction 2026-02-11', 'policy 2026-03-04'],
    ],
    ['erasure', {}, ['ru-stop 2026-02-16', 'policy 2026-03-04']],
    [
      'erasure',
      { withdrawnAt: '2026-01-10', purposeReachedAt: '2026-02-03' },
      [
        'ru-consent-withdrawn 2026-02-09',
        'ru-stop 2026-02-16',
        'policy 2026-03-04',
        'ru-purpose-reached 2026-03-05',
      ],
    ],
    [
      'erasure',
      { proofAt: '2026-02-02T09:00:00Z' },
      ['ru-unneeded-destroy 2026-02-11', 'ru-stop 2026-02-16', 'policy 2026-03-04'],
    ],
    [
      'erasure',
      { proofAt: '2026-02-09' },
      ['ru-stop 2026-02-16', 'ru-unneeded-destroy 2026-02-18', 'policy 2026-03-04'],
    ],
    [
      'access',
      { refused: true },
      ['ru-information 2026-02-16', 'ru-refusal 2026-02-16', 'policy 2026-03-04'],
    ],
    ['restriction', {}, ['ru-blocking 2026-02-02', 'ru-stop 2026-02-16', 'policy 2026-03-04']],
    ['objection', {}, ['ru-stop 2026-02-16', 'policy 2026-03-04']],
    ['portability', {}, ['policy 2026-03-04']],
    ['consent-withdrawal', {}, ['ru-consent-withdrawn 2026-03-04', 'policy 2026-03-04']],
    [
      'consent-withdrawal',
      { withdrawnAt: '2026-01-30T09:00:00Z' },
      ['ru-consent-withdrawn 2026-03-01', 'policy 2026-03-04'],
    ],
    ['complaint', {}, ['policy 2026-03-04']],
    ['complaint', { unlawful: true }, ['ru-blocking-unlawful 2026-02-02', 'policy 2026-03-04']],
    ['complaint', { detectedAt: '2026-02-02' }, ['policy 2026-03-04']],
    ['complaint', { proofAt: '2026-02-02' }, ['ru-unneeded-destroy 2026-02-11', 'policy 2026-03-04']],
    [
      'complaint',
      { unlawful: true, detectedAt: '2026-02-02' },
      [
        'ru-blocking-unlawful 2026-02-02',
        'ru-unlawful-stop 2026-02-05',
        'ru-unlawful-destroy 2026-02-16',
        'policy 2026-03-04',
      ],
    ],
  ])('%s %j', (kind, more, dates) => {
    expect(clockDates(aCase(kind, more))).toEqual(dates);
  });

  it.each<[RightKind, string, Partial<DeadlineCase>?]>([
    ['access', '2026-02-16'],
    ['rectification', '2026-03-04'],
    ['rectification', '2026-02-11', { proofAt: '2026-02-02T09:00:00Z' }],
    ['erasure', '2026-02-16'],
    ['erasure', '2026-02-11', { proofAt: '2026-02-02T09:00:00Z' }],
    ['restriction', '2026-02-16'],
    ['portability', '2026-03-04'],
    ['objection', '2026-02-16'],
    ['consent-withdrawal', '2026-03-04'],
    ['complaint', '2026-03-04'],
    ['complaint', '2026-03-04', { unlawful: true }],
  ])('%s is due by %s %j', (kind, date, more) => {
    expect(due(aCase(kind, more))).toBe(date);
  });

  it('a proof sent before filing counts from the filing, a later one from its own day', () => {
    expect(clock(aCase('rectification', { proofAt: '2026-01-20' }), 'ru-correction')).toMatchObject({
      fromDate: '2026-02-02',
      date: '2026-02-11',
    });
    expect(clock(aCase('rectification', { proofAt: '2026-02-12' }), 'ru-correction')).toMatchObject({
      fromDate: '2026-02-12',
      date: '2026-02-24',
    });
  });

  it('counts "3 working days" by the stricter reading while that reading is not confirmed', () => {
    const friday = aCase('complaint', { unlawful: true, detectedAt: '2026-02-06' });
    expect(clock(friday, 'ru-unlawful-stop')).toMatchObject({
      date: '2026-02-09',
      unit: 'day',
      confirmed: false,
    });
    const settled = DEADLINE_RULES.map(rule =>
      rule.id === 'ru-unlawful-stop' ? Object.assign({}, rule, { confirmed: true }) : rule,
    );
    expect(deadlinesFor(friday, CALENDARS, settled).find(d => d.rule === 'ru-unlawful-stop')).toMatchObject({
      date: '2026-02-11',
      unit: 'workday',
    });
  });

  it('count from the day of receipt in Moscow', () => {
    expect(clock(aCase('access', { receivedAt: '2026-02-01T21:30:00Z' }), 'policy').fromDate).toBe(
      '2026-02-02',
    );
    expect(clock(aCase('access', { receivedAt: '2026-02-01T20:30:00Z' }), 'policy').fromDate).toBe(
      '2026-02-01',
    );
  });

  it('give the customer a day off as it is, and staff the working day before', () => {
    expect(clock(aCase('portability', { receivedAt: '2026-02-07' }), 'policy')).toEqual({
      rule: 'policy',
      date: '2026-03-09',
      staffDate: '2026-03-06',
      law: 'policy',
      article: 'rights',
      confirmed: true,
      from: 'receipt',
      fromDate: '2026-02-07',
      n: 30,
      unit: 'day',
      calendarKnown: true,
    });
  });

  it('give staff the first day when the period has no working day', () => {
    // Detected on 31 December 2026: the three days end on 3 January, and all of them are days off.
    const found = clock(
      aCase('complaint', { unlawful: true, detectedAt: '2026-12-30T21:00:00Z' }),
      'ru-unlawful-stop',
    );
    expect(found).toMatchObject({ fromDate: '2026-12-31', date: '2027-01-03', staffDate: '2026-12-31' });
  });

  it('keep immediate blocking on the same day, also on a Saturday', () => {
    expect(clock(aCase('restriction', { receivedAt: '2026-02-07' }), 'ru-blocking')).toMatchObject({
      date: '2026-02-07',
      staffDate: '2026-02-07',
    });
  });

  it('are marked when a year has no calendar', () => {
    expect(clock(aCase('access', { receivedAt: '2027-12-20' }), 'policy').calendarKnown).toBe(false);
    expect(clock(aCase('access', { receivedAt: '2027-12-20' }), 'ru-information').calendarKnown).toBe(false);
    expect(clock(aCase('access', { receivedAt: '2026-11-20' }), 'policy').calendarKnown).toBe(true);
  });
});

describe('the clocks at filing, Belarus', () => {
  it.each<[RightKind, Partial<DeadlineCase>, string[]]>([
    ['access', {}, ['by-information 2026-02-09', 'policy 2026-03-04']],
    [
      'access',
      { disclosures: true },
      ['by-information 2026-02-09', 'by-disclosures 2026-02-17', 'policy 2026-03-04'],
    ],
    ['access', { receivedAt: '2026-04-17' }, ['by-information 2026-04-27', 'policy 2026-05-17']],
    ['rectification', {}, ['by-change 2026-02-17', 'policy 2026-03-04']],
    ['erasure', {}, ['by-stop-delete 2026-02-17', 'policy 2026-03-04']],
    ['restriction', {}, ['by-stop-delete 2026-02-17', 'policy 2026-03-04']],
    ['objection', {}, ['by-stop-delete 2026-02-17', 'policy 2026-03-04']],
    ['consent-withdrawal', {}, ['by-consent-withdrawn 2026-02-17', 'policy 2026-03-04']],
    ['portability', {}, ['policy 2026-03-04']],
    ['complaint', { unlawful: true }, ['policy 2026-03-04']],
  ])('%s %j', (kind, more, dates) => {
    const request = aCase(kind, { jurisdiction: 'BY', ...more });
    expect(clockDates(request)).toEqual(dates);
    expect(due(request)).toBe(dates[0]?.split(' ')[1]);
  });

  it('are confirmed for the policy only', () => {
    for (const kind of RIGHT_KINDS) {
      for (const { law, confirmed } of clocks(aCase(kind, { jurisdiction: 'BY' }))) {
        expect(confirmed).toBe(law === 'policy');
      }
    }
  });
});

describe('an account-scope case', () => {
  it.each(RIGHT_KINDS)('%s has the clock of the policy only', kind => {
    const full = { unlawful: true, detectedAt: '2026-02-02', proofAt: '2026-02-02', disclosures: true };
    for (const jurisdiction of JURISDICTIONS) {
      const request = aCase(kind, { ...full, scope: 'account', jurisdiction });
      expect(clockDates(request)).toEqual(['policy 2026-03-04']);
      expect(pendingFor(request)).toEqual([]);
    }
  });
});

describe('an individual entrepreneur', () => {
  it.each(RIGHT_KINDS)(
    '%s: the clocks of the law hold in both scopes, because the account belongs to a natural person',
    kind => {
      for (const jurisdiction of JURISDICTIONS) {
        const own = aCase(kind, { jurisdiction, accountKind: 'natural' });
        expect(clockDates({ ...own, scope: 'account' })).toEqual(clockDates(own));
        expect(pendingFor({ ...own, scope: 'account' })).toEqual(pendingFor(own));
      }
    },
  );

  it('has ten working days for an erasure of the whole account, and a company has thirty days', () => {
    const whole = aCase('erasure', { scope: 'account' });
    expect(due({ ...whole, accountKind: 'natural' })).toBe('2026-02-16');
    expect(due({ ...whole, accountKind: 'legal' })).toBe('2026-03-04');
    expect(due({ ...aCase('erasure'), accountKind: 'legal' })).toBe('2026-02-16');
  });
});

describe('clocks that wait for their event', () => {
  it('are listed without a date', () => {
    const names = (request: DeadlineCase) => pendingFor(request).map(({ rule, from }) => `${rule} ${from}`);
    expect(names(aCase('rectification'))).toEqual(['ru-correction proof']);
    expect(names(aCase('rectification', { proofAt: '2026-02-02' }))).toEqual([]);
    expect(names(aCase('complaint', { unlawful: true }))).toEqual([
      'ru-unlawful-stop detection',
      'ru-unlawful-destroy detection',
      'ru-unneeded-destroy proof',
    ]);
    expect(names(aCase('complaint'))).toEqual(['ru-unneeded-destroy proof']);
    expect(names(aCase('erasure'))).toEqual([
      'ru-unneeded-destroy proof',
      'ru-consent-withdrawn withdrawal',
      'ru-purpose-reached purpose-reached',
    ]);
    expect(names(aCase('consent-withdrawal'))).toEqual(['ru-purpose-reached purpose-reached']);
    expect(pendingFor(aCase('rectification'))[0]).not.toHaveProperty('date');
  });
});

describe('an appeal', () => {
  it('may be extended by its own extension', () => {
    const request = aCase('access', { receivedAt: '2025-11-01' });
    const [first] = appealDeadlinesFor(request, '2026-02-02', CALENDARS, DEADLINE_RULES, {
      'ru-information': granted(5, '2026-02-10'),
    });
    expect(first).toMatchObject({ rule: 'ru-information', extendedDate: '2026-02-24' });
  });

  it('has the same clocks from its own day, without the earlier extension', () => {
    const request = aCase('rectification', {
      receivedAt: '2025-11-01',
      proofAt: '2025-11-05',
    });
    const again = appealDeadlinesFor(request, '2026-02-02', CALENDARS);
    expect(again.map(({ rule, date }) => `${rule} ${date}`)).toEqual([
      'ru-blocking 2026-02-02',
      'ru-correction 2026-02-11',
      'policy 2026-03-04',
    ]);
    const extended = aCase('access', {
      receivedAt: '2025-11-01',
      extensions: { 'ru-information': granted(5) },
    });
    expect(governing(appealDeadlinesFor(extended, '2026-02-02', CALENDARS))).toEqual(
      governing(clocks(aCase('access'))),
    );
  });

  it('has no clock for an event that has not happened', () => {
    const request = aCase('rectification', { receivedAt: '2025-11-01' });
    expect(appealDeadlinesFor(request, '2026-02-02', CALENDARS).map(d => d.rule)).toEqual([
      'ru-blocking',
      'policy',
    ]);
  });
});
