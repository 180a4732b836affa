import { describe, expect, it } from 'vitest';
import { CALENDARS } from './calendars.ts';
import { effectiveDate } from './clocks.ts';
import { canExtend, extend } from './extension.ts';
import { RIGHT_KINDS } from './ids.ts';
import { aCase, clock, clocks, due, granted } from './spec-deadlines.ts';

describe('an extension', () => {
  const access = clock(aCase('access'), 'ru-information');
  const input = {
    by: 5,
    reason: 'the archive is on paper',
    now: '2026-02-10T09:00:00Z',
    jurisdiction: 'RU',
  } as const;

  it('is allowed for the rules that have one', () => {
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

  it('counts the whole period from its start: 10 + 5 working days end on 2026-02-24', () => {
    const extended = extend(access, input, CALENDARS);
    expect(extended).toEqual({
      ok: true,
      deadline: { ...access, extendedDate: '2026-02-24', staffDate: '2026-02-24' },
    });
    if (!extended.ok) return;
    expect(extended.deadline).toEqual(
      clock(aCase('access', { extensions: { 'ru-information': granted(5) } }), 'ru-information'),
    );
    expect(effectiveDate(extended.deadline)).toBe('2026-02-24');
    expect(extend(extended.deadline, input, CALENDARS)).toEqual({ ok: false, reason: 'already-extended' });
  });

  it('needs a reason and a length that the rule allows', () => {
    expect(extend(access, { ...input, reason: ' ' }, CALENDARS)).toEqual({ ok: false, reason: 'no-reason' });
    expect(extend(access, { ...input, now: '2026-02-16' }, CALENDARS)).toEqual({
      ok: false,
      reason: 'past-due',
    });
    for (const by of [0, 6, 1.5, -1]) {
      expect(extend(access, { ...input, by }, CALENDARS)).toEqual({ ok: false, reason: 'too-long' });
    }
    expect(() => clocks(aCase('access', { extensions: { 'ru-information': granted(6) } }))).toThrow(
      RangeError,
    );
    expect(() => clocks(aCase('access', { extensions: { policy: granted(1) } }))).toThrow(RangeError);
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

  it('extends a refusal with the answer, because both have the same date', () => {
    const refused = { ...withNotice('2026-02-10'), refused: true };
    expect(clock(refused, 'ru-refusal')).toMatchObject({ date: '2026-02-16', extendedDate: '2026-02-24' });
  });
});
