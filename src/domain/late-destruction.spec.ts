import { describe, expect, it } from 'vitest';
import type { DeadlineCase } from './deadlines.ts';
import type { RightKind } from './ids.ts';
import { lateDestructionOf } from './late-destruction.ts';
import { aCase, clockDates, clocks, granted } from './spec-deadlines.ts';

describe('a late destruction', () => {
  const late = (request: DeadlineCase, now: string) => lateDestructionOf(request.kind, clocks(request), now);

  it('has no date before the first date is missed', () => {
    expect(late(aCase('erasure'), '2026-02-16T20:59:00Z')).toBeUndefined();
    expect(clockDates(aCase('erasure')).join(' ')).not.toContain('late');
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
