import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from './calendar.ts';
import { addDays } from './calendar-steps.ts';
import { CALENDARS } from './calendars.ts';
import type { DeadlineRule } from './deadline-rules.ts';
import { DEADLINE_RULES } from './deadline-rules.ts';
import type { Deadline, DeadlineCase } from './deadlines.ts';
import { clockProgress, daysLeft, effectiveDate, governing, isSettled } from './clocks.ts';
import {
  appealDeadlinesFor,
  canExtend,
  deadlinesFor,
  dueBy,
  extend,
  holdUntil,
  lateDestructionOf,
  pendingFor,
} from './deadlines.ts';
import type { RightKind } from './ids.ts';
import { JURISDICTIONS, RIGHT_KINDS, SCOPES } from './ids.ts';

/** A case of a person in Russia, received on Monday 2026-02-02 at noon in Moscow. */
const aCase = (kind: RightKind, more: Partial<DeadlineCase> = {}): DeadlineCase => ({
  kind,
  scope: 'person',
  jurisdiction: 'RU',
  receivedAt: '2026-02-02T09:00:00Z',
  ...more,
});

/** An extension whose notice came on the day of filing. */
const granted = (by: number, noticeReachedAt = '2025-01-01') => ({ by, noticeReachedAt });

const clocks = (request: DeadlineCase) => deadlinesFor(request, CALENDARS);
const told = (request: DeadlineCase) => clocks(request).map(({ rule, date }) => `${rule} ${date}`);
const due = (request: DeadlineCase) => dueBy(request, CALENDARS);
const clock = (request: DeadlineCase, rule: string): Deadline => {
  const found = clocks(request).find(deadline => deadline.rule === rule);
  if (found === undefined) throw new Error(`no clock ${rule}`);
  return found;
};

const instants = fc.date({
  min: new Date('2025-06-01'),
  max: new Date('2027-12-01'),
  noInvalidDate: true,
});
const cases: fc.Arbitrary<DeadlineCase> = fc.record({
  kind: fc.constantFrom(...RIGHT_KINDS),
  scope: fc.constantFrom(...SCOPES),
  jurisdiction: fc.constantFrom(...JURISDICTIONS),
  receivedAt: instants,
  proofAt: fc.option(instants, { nil: undefined }),
  unlawful: fc.boolean(),
  detectedAt: fc.option(instants, { nil: undefined }),
  disclosures: fc.boolean(),
  withdrawnAt: fc.option(instants, { nil: undefined }),
  purposeReachedAt: fc.option(instants, { nil: undefined }),
});

describe('the rules', () => {
  it('are the table of the law and the policy', () => {
    const rows = DEADLINE_RULES.map(
      ({ id, n, unit, from, extension, law, article, confirmed, applies, destroys }) =>
        `${id}: ${n} ${unit} from ${from}, +${extension ?? 0}, ${law} ${article}, ${confirmed ? 'confirmed' : 'open'}${applies === undefined ? '' : `, ${applies}`}${destroys === undefined ? '' : `, destroys for ${destroys.join(' and ')}`}`,
    );
    expect(rows).toEqual([
      'ru-information: 10 workday from receipt, +5, 152-ФЗ ст. 14, 20 ч. 1, confirmed',
      'ru-refusal: 10 workday from receipt, +5, 152-ФЗ ст. 20 ч. 2, confirmed, refused',
      'ru-correction: 7 workday from proof, +0, 152-ФЗ ст. 20 ч. 3, 21 ч. 2, open',
      'ru-blocking: 0 at-once from receipt, +0, 152-ФЗ ст. 21 ч. 1, open',
      'ru-blocking-unlawful: 0 at-once from receipt, +0, 152-ФЗ ст. 21 ч. 1, open, unlawful',
      'ru-unlawful-stop: 3 workday from detection, +0, 152-ФЗ ст. 21 ч. 3, open, unlawful',
      'ru-unlawful-destroy: 10 workday from detection, +0, 152-ФЗ ст. 21 ч. 3, open, unlawful, destroys for complaint',
      'ru-unneeded-destroy: 7 workday from proof, +0, 152-ФЗ ст. 20 ч. 3, confirmed, destroys for erasure and complaint',
      'ru-stop: 10 workday from receipt, +5, 152-ФЗ ст. 21 ч. 5.1, open, destroys for erasure',
      'ru-consent-withdrawn: 30 day from withdrawal, +0, 152-ФЗ ст. 21 ч. 5, open, destroys for consent-withdrawal and erasure',
      'ru-purpose-reached: 30 day from purpose-reached, +0, 152-ФЗ ст. 21 ч. 4, open, destroys for consent-withdrawal and erasure',
      'by-information: 5 workday from receipt, +0, 99-З ст. 11, open',
      'by-change: 15 day from receipt, +0, 99-З ст. 11, open',
      'by-consent-withdrawn: 15 day from receipt, +0, 99-З ст. 10, open',
      'by-stop-delete: 15 day from receipt, +0, 99-З ст. 13, open',
      'by-disclosures: 15 day from receipt, +0, 99-З ст. 12, open, disclosures',
      'policy: 30 day from receipt, +0, policy rights, confirmed',
    ]);
  });

  it('have their own ids; every statutory one is for a person; the policy answers for all kinds', () => {
    expect(new Set(DEADLINE_RULES.map(rule => rule.id)).size).toBe(DEADLINE_RULES.length);
    for (const rule of DEADLINE_RULES) expect(rule.scope).toBe(rule.law === 'policy' ? undefined : 'person');
    expect(DEADLINE_RULES.find(rule => rule.id === 'policy')?.kinds).toEqual(RIGHT_KINDS);
  });
});

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
    expect(told(aCase(kind, more))).toEqual(dates);
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

  it('a proof that came before filing counts from filing, one that came later from its own day', () => {
    expect(clock(aCase('rectification', { proofAt: '2026-01-20' }), 'ru-correction')).toMatchObject({
      fromDate: '2026-02-02',
      date: '2026-02-11',
    });
    expect(clock(aCase('rectification', { proofAt: '2026-02-12' }), 'ru-correction')).toMatchObject({
      fromDate: '2026-02-12',
      date: '2026-02-24',
    });
  });

  it('counts "3 working days" by the stricter reading while the word is not confirmed', () => {
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

  it('reads the day of receipt in Moscow', () => {
    expect(clock(aCase('access', { receivedAt: '2026-02-01T21:30:00Z' }), 'policy').fromDate).toBe(
      '2026-02-02',
    );
    expect(clock(aCase('access', { receivedAt: '2026-02-01T20:30:00Z' }), 'policy').fromDate).toBe(
      '2026-02-01',
    );
  });

  it('shows the customer a day off as it is, the staff the working day before', () => {
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

  it('keeps blocking at once on the very day, a Saturday too', () => {
    expect(clock(aCase('restriction', { receivedAt: '2026-02-07' }), 'ru-blocking')).toMatchObject({
      date: '2026-02-07',
      staffDate: '2026-02-07',
    });
  });

  it('says when a year has no calendar', () => {
    expect(clock(aCase('access', { receivedAt: '2027-12-20' }), 'policy').calendarKnown).toBe(false);
    expect(clock(aCase('access', { receivedAt: '2027-12-20' }), 'ru-information').calendarKnown).toBe(false);
    expect(clock(aCase('access', { receivedAt: '2026-11-20' }), 'policy').calendarKnown).toBe(true);
  });
});

/** The vectors of the law's table, written by hand: rule, jurisdiction, day of receipt, due day, staff's day. */
describe('the vectors', () => {
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

  it('10 + 5 working days → 2026-02-24', () => {
    expect(dated(10, 'workday', '2026-02-02', 'RU', { extensions: { vector: granted(5) } })).toMatchObject({
      date: '2026-02-16',
      extendedDate: '2026-02-24',
    });
  });

  it('the staff’s own day is the working day before a day off', () => {
    expect(dated(30, 'day', '2026-02-07')?.staffDate).toBe('2026-03-06');
  });

  it('a period that reaches into 2027 is known and not settled', () => {
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
    // Calendar days do not lean on a calendar of working days.
    expect(dated(30, 'day', '2026-12-17')).not.toHaveProperty('calendarConfirmed');
  });
});

describe('an individual entrepreneur', () => {
  it.each(RIGHT_KINDS)('%s: the account is a natural person’s, so the law holds in both scopes', kind => {
    for (const jurisdiction of JURISDICTIONS) {
      const own = aCase(kind, { jurisdiction, accountKind: 'natural' });
      expect(told({ ...own, scope: 'account' })).toEqual(told(own));
      expect(pendingFor({ ...own, scope: 'account' })).toEqual(pendingFor(own));
    }
  });

  it('counts ten working days for an erasure of the whole account, a company thirty days', () => {
    const whole = aCase('erasure', { scope: 'account' });
    expect(due({ ...whole, accountKind: 'natural' })).toBe('2026-02-16');
    expect(due({ ...whole, accountKind: 'legal' })).toBe('2026-03-04');
    expect(due({ ...aCase('erasure'), accountKind: 'legal' })).toBe('2026-02-16');
  });
});

describe('the notice of an extension', () => {
  const withNotice = (noticeReachedAt?: string) =>
    aCase('access', {
      extensions: {
        'ru-information': { by: 5, ...(noticeReachedAt === undefined ? {} : { noticeReachedAt }) },
      },
    });

  it.each<[string, string | undefined, string]>([
    ['never reached the person', undefined, '2026-02-16'],
    ['reached the person on the eve', '2026-02-15T20:59:00Z', '2026-02-24'],
    ['reached the person on the due day', '2026-02-15T21:00:00Z', '2026-02-16'],
    ['reached the person after the due day', '2026-02-18T09:00:00Z', '2026-02-16'],
    ['reached the person at once', '2026-02-10T09:00:00Z', '2026-02-24'],
  ])('%s', (_name, reached, date) => {
    expect(due(withNotice(reached))).toBe(date);
  });

  it('moves a refusal with the answer, since it is the same date', () => {
    const refused = { ...withNotice('2026-02-10'), refused: true };
    expect(clock(refused, 'ru-refusal')).toMatchObject({ date: '2026-02-16', extendedDate: '2026-02-24' });
  });
});

describe('a destruction that is late', () => {
  const late = (request: DeadlineCase, now: string) => lateDestructionOf(request.kind, clocks(request), now);

  it('has no date of its own before the first one is missed', () => {
    expect(late(aCase('erasure'), '2026-02-16T20:59:00Z')).toBeUndefined();
    expect(told(aCase('erasure')).join(' ')).not.toContain('late');
  });

  it.each<[RightKind, Partial<DeadlineCase>, string, string | undefined]>([
    ['erasure', {}, '2026-02-17', '2026-02-16 → 2026-08-16'],
    ['erasure', { proofAt: '2026-02-02' }, '2026-02-12', '2026-02-11 → 2026-08-11'],
    ['erasure', { extensions: { 'ru-stop': granted(5) } }, '2026-02-20', undefined],
    ['erasure', { extensions: { 'ru-stop': granted(5) } }, '2026-02-25', '2026-02-24 → 2026-08-24'],
    ['consent-withdrawal', {}, '2026-03-05', '2026-03-04 → 2026-09-04'],
    ['consent-withdrawal', { receivedAt: '2026-08-01' }, '2026-09-01', '2026-08-31 → 2027-02-28'],
    ['complaint', { unlawful: true, detectedAt: '2026-02-02' }, '2026-02-17', '2026-02-16 → 2026-08-16'],
    ['restriction', {}, '2026-03-30', undefined],
    ['objection', {}, '2026-03-30', undefined],
    ['access', {}, '2026-03-30', undefined],
    ['erasure', { scope: 'account' }, '2026-04-30', undefined],
    ['erasure', { jurisdiction: 'BY' }, '2026-04-30', undefined],
  ])('%s %j at %s: %s', (kind, more, now, dates) => {
    const found = late(aCase(kind, more), now);
    expect(found && `${found.missed} → ${found.until}`).toBe(dates);
    if (found !== undefined) expect(found).toMatchObject({ article: 'ст. 21 ч. 6', confirmed: false });
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
    expect(told(request)).toEqual(dates);
    expect(due(request)).toBe(dates[0]?.split(' ')[1]);
  });

  it('stands on nothing confirmed but the policy', () => {
    for (const kind of RIGHT_KINDS) {
      for (const { law, confirmed } of clocks(aCase(kind, { jurisdiction: 'BY' }))) {
        expect(confirmed).toBe(law === 'policy');
      }
    }
  });
});

describe('an account-scope case', () => {
  it.each(RIGHT_KINDS)('%s has the policy’s clock only', kind => {
    const full = { unlawful: true, detectedAt: '2026-02-02', proofAt: '2026-02-02', disclosures: true };
    for (const jurisdiction of JURISDICTIONS) {
      const request = aCase(kind, { ...full, scope: 'account', jurisdiction });
      expect(told(request)).toEqual(['policy 2026-03-04']);
      expect(pendingFor(request)).toEqual([]);
    }
  });
});

describe('clocks that wait for their event', () => {
  it('are named without a date', () => {
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

describe('which clock governs', () => {
  it('is the earliest answer, not the blocking at once', () => {
    expect(governing(clocks(aCase('restriction')))?.rule).toBe('ru-stop');
    expect(governing(clocks(aCase('complaint', { unlawful: true })))?.rule).toBe('policy');
    expect(governing([])).toBeUndefined();
  });

  it('is the law when the policy says the same day', () => {
    expect(governing(clocks(aCase('consent-withdrawal')))?.rule).toBe('ru-consent-withdrawn');
  });

  it('passes to the policy when an extension over the holidays goes further', () => {
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

  it('asks for a rule', () => {
    expect(() => dueBy(aCase('access'), CALENDARS, [])).toThrow(RangeError);
  });

  it('takes another rule as data: a month of the EU, when counsel confirms it', () => {
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

describe('extension', () => {
  const access = clock(aCase('access'), 'ru-information');
  const ask = {
    by: 5,
    reason: 'the archive is on paper',
    now: '2026-02-10T09:00:00Z',
    jurisdiction: 'RU',
  } as const;

  it('is for the rows that have one', () => {
    const extendable = RIGHT_KINDS.flatMap(kind => [
      ...clocks(aCase(kind, { proofAt: '2026-02-02', unlawful: true, detectedAt: '2026-02-02' })),
      ...clocks(aCase(kind, { jurisdiction: 'BY', disclosures: true })),
    ]).filter(deadline => canExtend(deadline, '2026-02-02').ok);
    expect([...new Set(extendable.map(deadline => deadline.rule))]).toEqual(['ru-information', 'ru-stop']);
  });

  it('is granted once, up to five working days, before the due date', () => {
    expect(canExtend(access, '2026-02-15T20:59:00Z')).toEqual({ ok: true, upTo: 5 });
    expect(canExtend(access, '2026-02-15T21:00:00Z')).toEqual({ ok: false, reason: 'past-due' });
    expect(canExtend(access, '2026-02-10', true)).toEqual({ ok: false, reason: 'already-extended' });
    const policy = clock(aCase('access'), 'policy');
    expect(canExtend(policy, '2026-02-10')).toEqual({ ok: false, reason: 'not-extendable' });
  });

  it('counts the whole period anew: 10 + 5 → 2026-02-24', () => {
    const extended = extend(access, ask, CALENDARS);
    expect(extended).toEqual({
      ok: true,
      deadline: { ...access, extendedDate: '2026-02-24', staffDate: '2026-02-24' },
    });
    if (!extended.ok) return;
    expect(extended.deadline).toEqual(
      clock(aCase('access', { extensions: { 'ru-information': granted(5) } }), 'ru-information'),
    );
    expect(effectiveDate(extended.deadline)).toBe('2026-02-24');
    expect(extend(extended.deadline, ask, CALENDARS)).toEqual({ ok: false, reason: 'already-extended' });
  });

  it('wants a reason and a length the rule allows', () => {
    expect(extend(access, { ...ask, reason: ' ' }, CALENDARS)).toEqual({ ok: false, reason: 'no-reason' });
    expect(extend(access, { ...ask, now: '2026-02-16' }, CALENDARS)).toEqual({
      ok: false,
      reason: 'past-due',
    });
    for (const by of [0, 6, 1.5, -1]) {
      expect(extend(access, { ...ask, by }, CALENDARS)).toEqual({ ok: false, reason: 'too-long' });
    }
    expect(() => clocks(aCase('access', { extensions: { 'ru-information': granted(6) } }))).toThrow(
      RangeError,
    );
    expect(() => clocks(aCase('access', { extensions: { policy: granted(1) } }))).toThrow(RangeError);
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

  it('starts the same clocks from its own day, without the old extension', () => {
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

  it('does not invent an event that has not come', () => {
    const request = aCase('rectification', { receivedAt: '2025-11-01' });
    expect(appealDeadlinesFor(request, '2026-02-02', CALENDARS).map(d => d.rule)).toEqual([
      'ru-blocking',
      'policy',
    ]);
  });
});

describe('days left', () => {
  it('says left, today or overdue, by the day in Moscow', () => {
    expect(daysLeft('2026-02-16', '2026-02-14T09:00:00Z')).toEqual({ kind: 'left', days: 2 });
    expect(daysLeft('2026-02-16', '2026-02-15T21:00:00Z')).toEqual({ kind: 'today' });
    expect(daysLeft('2026-02-16', '2026-02-16T20:59:59Z')).toEqual({ kind: 'today' });
    expect(daysLeft('2026-02-16', '2026-02-16T21:00:00Z')).toEqual({ kind: 'overdue', days: 1 });
  });

  it('is never a number below one', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -400, max: 400 }), (now, n) => {
        const left = daysLeft(addDays('2026-06-01', n), now);
        if (left.kind !== 'today') expect(left.days).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the bars of the two clocks', () => {
  const access = clock(aCase('access'), 'ru-information');
  const policy = clock(aCase('access'), 'policy');
  const progress = (deadline: Deadline, now: string) => clockProgress(deadline, now, CALENDARS, 'RU');

  it('run in the unit of their rule', () => {
    expect(progress(access, '2026-02-09')).toEqual({ elapsed: 5, total: 10, unit: 'workday', fraction: 0.5 });
    expect(progress(access, '2026-02-08')).toEqual({ elapsed: 4, total: 10, unit: 'workday', fraction: 0.4 });
    expect(progress(policy, '2026-02-17')).toEqual({ elapsed: 15, total: 30, unit: 'day', fraction: 0.5 });
  });

  it('stop at both ends', () => {
    expect(progress(access, '2026-01-01')).toMatchObject({ elapsed: 0, fraction: 0 });
    expect(progress(access, '2026-02-02')).toMatchObject({ elapsed: 0, fraction: 0 });
    expect(progress(access, '2026-06-01')).toMatchObject({ elapsed: 10, total: 10, fraction: 1 });
  });

  it('grow with an extension, and are full at once for blocking', () => {
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

  it('never go back as time goes', () => {
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

describe('whatever the case', () => {
  it('a working-day clock never ends on a day off, staff never later than the customer is told', () => {
    fc.assert(
      fc.property(cases, request => {
        for (const deadline of clocks(request)) {
          const end = effectiveDate(deadline);
          if (deadline.unit === 'workday')
            expect(isWorkingDay(end, CALENDARS, request.jurisdiction)).toBe(true);
          if (deadline.unit !== 'at-once') {
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

  it('the clocks come sorted, the policy’s always among them, and `dueBy` is never after it', () => {
    fc.assert(
      fc.property(cases, request => {
        const dates = clocks(request).map(effectiveDate);
        expect(dates).toEqual(dates.toSorted());
        expect(due(request) <= clock(request, 'policy').date).toBe(true);
      }),
    );
  });
});

it('an erasure holds for 72 hours', () => {
  expect(holdUntil('2026-02-02T12:00:00+03:00')).toBe('2026-02-05T09:00:00.000Z');
});
