import { describe, expect, it } from 'vitest';
import { needsRenewal, standingConsent } from './consent-states.ts';
import { canUndo, maySwitch, SUBSCRIPTION_CHANNELS, undoUntil } from './subscription-states.ts';

describe('a subscription', () => {
  it('can be switched off through every channel, and on only by the customer who is signed in', () => {
    const on = SUBSCRIPTION_CHANNELS.flatMap(channel =>
      [true, false].map(signedIn => {
        expect(maySwitch('off', channel, signedIn)).toEqual({ ok: true });
        const answer = maySwitch('on', channel, signedIn);
        return `${channel} ${signedIn ? 'in' : 'out'}: ${answer.ok ? 'yes' : answer.reason}`;
      }),
    );
    expect(on).toEqual([
      'account in: yes',
      'account out: sign-in-needed',
      'letter-link in: sign-in-needed',
      'letter-link out: sign-in-needed',
      'one-click in: sign-in-needed',
      'one-click out: sign-in-needed',
      'staff in: only-the-customer',
      'staff out: only-the-customer',
      'import in: only-the-customer',
      'import out: only-the-customer',
    ]);
  });

  it('can be undone for ten minutes', () => {
    expect(undoUntil('2026-02-02T12:00:00+03:00')).toBe('2026-02-02T09:10:00.000Z');
    expect(canUndo('2026-02-02T09:00:00Z', '2026-02-02T09:10:00Z')).toBe(true);
    expect(canUndo('2026-02-02T09:00:00Z', '2026-02-02T09:10:01Z')).toBe(false);
  });
});

it('a consent needs renewal when its text has changed, a withdrawn consent does not', () => {
  expect(needsRenewal({ status: 'given', version: '1' }, '2')).toBe(true);
  expect(needsRenewal({ status: 'given', version: '2' }, '2')).toBe(false);
  expect(needsRenewal({ status: 'withdrawn', version: '1' }, '2')).toBe(false);
});

describe('the consent in force', () => {
  const consent = (version: string, status: 'given' | 'withdrawn', purpose = 'advertising') => ({
    purpose,
    status,
    version,
  });
  it('has the newest text that is given and not withdrawn', () => {
    const old = consent('2024-1', 'given');
    const fresh = consent('2026-1', 'given');
    expect(standingConsent([old, fresh, consent('2027-1', 'withdrawn')], 'advertising')).toBe(fresh);
    expect(standingConsent([old], 'advertising')).toBe(old);
    expect(standingConsent([consent('2026-1', 'given', 'other')], 'advertising')).toBeUndefined();
  });
});
