import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportStatus, RequestStatus } from './ids.ts';
import { CONSENT_STATUSES, EXPORT_STATUSES, REQUEST_STATUSES, SUBSCRIPTION_STATES } from './ids.ts';
import type { Machine, RequestFacts, StateOf } from './states.ts';
import {
  CONSENT_TRANSITIONS,
  EXPORT_TRANSITIONS,
  REQUEST_TRANSITIONS,
  SUBSCRIPTION_CHANNELS,
  SUBSCRIPTION_TRANSITIONS,
  appealUntil,
  canUndo,
  derivedExportStatus,
  derivedRequestStatus,
  hasFiles,
  isFinal,
  isUnderWay,
  maySwitch,
  allowedTransitions,
  needsRenewal,
  standingConsent,
  transition,
  undoUntil,
} from './states.ts';

/** Every state × every move of a machine: `state –move→ state` for what is allowed. */
const allowedCells = <M extends Machine>(
  machine: M,
  states: readonly StateOf[M][],
  table: readonly { readonly action: string }[],
): string[] => {
  const names = [...new Set(table.map(row => row.action))];
  return states.flatMap(state =>
    names.flatMap(action => {
      const made = transition(machine, state, action);
      if (!made.ok) expect(made.allowed).toEqual(allowedTransitions(machine, state));
      return made.ok ? [`${state} –${action}→ ${made.to}`] : [];
    }),
  );
};

describe('the machines, cell by cell', () => {
  it('request', () => {
    expect(allowedCells('request', REQUEST_STATUSES, REQUEST_TRANSITIONS)).toEqual([
      'draft –submit→ submitted',
      'draft –prepare→ awaiting_owner',
      'awaiting_owner –approve→ submitted',
      'awaiting_owner –decline→ withdrawn',
      'awaiting_owner –withdraw→ withdrawn',
      'submitted –withdraw→ withdrawn',
      'submitted –take→ in_work',
      'in_work –withdraw→ withdrawn',
      'in_work –ask→ needs_user',
      'in_work –answer→ answered',
      'in_work –refuse→ answered',
      'needs_user –withdraw→ withdrawn',
      'needs_user –reply→ in_work',
      'needs_user –answer→ answered',
      'needs_user –refuse→ answered',
      'answered –appeal→ appealed',
      'answered –close→ closed',
      'appealed –take→ in_work',
    ]);
  });

  it('export', () => {
    expect(allowedCells('export', EXPORT_STATUSES, EXPORT_TRANSITIONS)).toEqual([
      'awaiting_owner –approve→ queued',
      'awaiting_owner –decline→ cancelled',
      'awaiting_owner –cancel→ cancelled',
      'queued –cancel→ cancelled',
      'queued –collect→ collecting',
      'collecting –cancel→ cancelled',
      'collecting –pack→ packing',
      'packing –cancel→ cancelled',
      'packing –finish→ ready',
      'packing –finish-partly→ partly_ready',
      'packing –fail→ failed',
      'ready –revoke→ revoked',
      'ready –lose-ground→ revoked',
      'ready –expire→ expired',
      'partly_ready –retry→ collecting',
      'partly_ready –revoke→ revoked',
      'partly_ready –lose-ground→ revoked',
      'partly_ready –expire→ expired',
      'failed –retry→ collecting',
    ]);
  });

  it('subscription', () => {
    expect(allowedCells('subscription', SUBSCRIPTION_STATES, SUBSCRIPTION_TRANSITIONS)).toEqual([
      'on –switch-off→ off',
      'on –switch-off-by-staff→ off',
      'on –switch-off-by-import→ off',
      'on –lose-ground→ off',
      'off –switch-on→ on',
      'off –undo→ on',
    ]);
  });

  it('consent', () => {
    expect(allowedCells('consent', CONSENT_STATUSES, CONSENT_TRANSITIONS)).toEqual([
      'given –withdraw→ withdrawn',
    ]);
  });

  it('end where docs/domain.md says they end', () => {
    expect(REQUEST_STATUSES.filter(state => isFinal('request', state))).toEqual(['closed', 'withdrawn']);
    expect(EXPORT_STATUSES.filter(state => isFinal('export', state))).toEqual([
      'expired',
      'revoked',
      'cancelled',
    ]);
    expect(SUBSCRIPTION_STATES.filter(state => isFinal('subscription', state))).toEqual([]);
    expect(CONSENT_STATUSES.filter(state => isFinal('consent', state))).toEqual(['withdrawn']);
  });
});

describe('moves', () => {
  it('are told by who may make them', () => {
    expect(allowedTransitions('request', 'submitted', 'customer')).toEqual(['withdraw']);
    expect(allowedTransitions('request', 'awaiting_owner', 'owner')).toEqual(['approve', 'decline']);
    expect(allowedTransitions('subscription', 'off', 'staff')).toEqual([]);
    expect(allowedTransitions('subscription', 'off', 'system')).toEqual([]);
    expect(allowedTransitions('subscription', 'on', 'staff')).toEqual(['switch-off-by-staff']);
  });

  it('that are not allowed name those that are', () => {
    expect(transition('request', 'answered', 'withdraw')).toEqual({
      ok: false,
      allowed: ['appeal', 'close'],
    });
    expect(transition('request', 'closed', 'appeal')).toEqual({ ok: false, allowed: [] });
    expect(transition('export', 'ready', 'no such action')).toMatchObject({ ok: false });
  });

  it('never leave a final state, whatever is tried', () => {
    const names = [...REQUEST_TRANSITIONS, ...EXPORT_TRANSITIONS].map(row => row.action);
    const tries = fc.array(fc.constantFrom(...names), { maxLength: 40 });
    const walk = <M extends Machine>(machine: M, start: StateOf[M], path: readonly string[]) => {
      let state = start;
      let ended: StateOf[M] | undefined;
      for (const action of path) {
        const made = transition(machine, state, action);
        if (made.ok) state = made.to;
        if (ended !== undefined) expect(state).toBe(ended);
        if (isFinal(machine, state)) ended = state;
      }
    };
    fc.assert(
      fc.property(tries, path => {
        walk('request', 'draft', path);
        walk('export', 'awaiting_owner', path);
      }),
    );
    const finals = [
      ...(['closed', 'withdrawn'] as const).map(s =>
        names.map(action => transition('request', s, action).ok),
      ),
      ...(['expired', 'revoked', 'cancelled'] as const).map(s =>
        names.map(action => transition('export', s, action).ok),
      ),
    ].flat();
    expect(new Set(finals)).toEqual(new Set([false]));
  });

  it('reach every state from the first one', () => {
    const reach = <M extends Machine>(machine: M, start: StateOf[M]): ReadonlySet<StateOf[M]> => {
      const seen = new Set([start]);
      for (const state of seen) {
        for (const action of allowedTransitions(machine, state)) {
          const made = transition(machine, state, action);
          if (made.ok) seen.add(made.to);
        }
      }
      return seen;
    };
    expect(reach('request', 'draft')).toEqual(new Set(REQUEST_STATUSES));
    expect(reach('export', 'awaiting_owner')).toEqual(new Set(EXPORT_STATUSES));
  });
});

describe('a request on reading', () => {
  const facts = (more: Partial<RequestFacts>): RequestFacts => ({
    kind: 'access',
    status: 'in_work',
    ...more,
  });
  const statusAt = (now: string, more: Partial<RequestFacts>) =>
    derivedRequestStatus(facts(more), now).status;

  it('is closed after the thirtieth day from the answer, not before', () => {
    const answered = { status: 'answered', answeredAt: '2026-02-02T09:00:00Z' } as const;
    expect(appealUntil(answered.answeredAt)).toBe('2026-03-04');
    expect(statusAt('2026-03-04T20:59:59Z', answered)).toBe('answered');
    expect(statusAt('2026-03-04T21:00:00Z', answered)).toBe('closed');
    expect(statusAt('2026-06-01', { ...answered, status: 'appealed' })).toBe('appealed');
    expect(statusAt('2026-06-01', { status: 'answered' })).toBe('answered');
  });

  it('is overdue the day after its date, in every open state and in no other', () => {
    const overdueAt = (now: string, status: RequestStatus) =>
      derivedRequestStatus(facts({ status, dueBy: '2026-02-16' }), now).overdue;
    expect(REQUEST_STATUSES.filter(status => overdueAt('2026-02-16T21:00:00Z', status))).toEqual([
      'submitted',
      'in_work',
      'needs_user',
      'appealed',
    ]);
    expect(REQUEST_STATUSES.filter(status => overdueAt('2026-02-16T20:59:59Z', status))).toEqual([]);
    expect(derivedRequestStatus(facts({}), '2030-01-01').overdue).toBe(false);
  });

  describe('an erasure', () => {
    const erasure = { kind: 'erasure', status: 'submitted', submittedAt: '2026-02-02T09:00:00Z' } as const;
    const holdAt = (now: string, more: Partial<RequestFacts> = {}) =>
      derivedRequestStatus(facts({ ...erasure, ...more }), now).hold;

    it('holds for 72 hours to the second', () => {
      expect(holdAt('2026-02-05T08:59:59Z')).toEqual({ kind: 'running', until: '2026-02-05T09:00:00.000Z' });
      expect(holdAt('2026-02-05T09:00:00Z')).toEqual({ kind: 'over', at: '2026-02-05T09:00:00.000Z' });
    });

    it('does not hold when the customer does not want to wait', () => {
      const waived = { holdWaivedAt: '2026-02-03T10:00:00Z' };
      expect(holdAt('2026-02-03T10:00:00Z', waived)).toEqual({
        kind: 'over',
        at: '2026-02-03T10:00:00.000Z',
      });
      expect(holdAt('2026-02-03T09:59:00Z', waived)).toMatchObject({ kind: 'running' });
    });

    it('is the only one that holds, and only until it is taken', () => {
      expect(holdAt('2026-02-03', { status: 'in_work' })).toEqual({ kind: 'none' });
      expect(holdAt('2026-02-03', { status: 'withdrawn' })).toEqual({ kind: 'none' });
      expect(holdAt('2026-02-03', { kind: 'restriction' })).toEqual({ kind: 'none' });
    });
  });
});

describe('an export on reading', () => {
  const at = (now: string, status: ExportStatus, expiresAt?: string) =>
    derivedExportStatus({ status, readyAt: '2026-02-02T09:00:00Z', expiresAt }, now);

  it('expires fourteen days after it became ready', () => {
    const expiresAt = '2026-02-16T09:00:00.000Z';
    expect(at('2026-02-16T08:59:59Z', 'ready')).toEqual({ status: 'ready', expiresAt });
    expect(at('2026-02-16T09:00:00Z', 'ready')).toEqual({ status: 'expired', expiresAt });
    expect(at('2026-02-16T09:00:00Z', 'partly_ready')).toEqual({ status: 'expired', expiresAt });
  });

  it('may live longer, never shorter', () => {
    expect(at('2026-02-20', 'ready', '2026-03-02T09:00:00Z').status).toBe('ready');
    expect(at('2026-02-10', 'ready', '2026-02-09T09:00:00Z')).toMatchObject({
      status: 'ready',
      expiresAt: '2026-02-16T09:00:00.000Z',
    });
  });

  it('does not expire unless there is something to download', () => {
    const left = EXPORT_STATUSES.filter(status => at('2027-01-01', status).status === status);
    expect(left).toEqual(EXPORT_STATUSES.filter(status => status !== 'ready' && status !== 'partly_ready'));
    expect(at('2027-01-01', 'collecting')).toEqual({ status: 'collecting' });
    expect(derivedExportStatus({ status: 'queued' }, '2027-01-01')).toEqual({ status: 'queued' });
  });
});

describe('a subscription', () => {
  it('is switched off from anywhere, on only by the customer signed in', () => {
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

it('a consent is asked for again when its text is another, a withdrawn one is not', () => {
  expect(needsRenewal({ status: 'given', version: '1' }, '2')).toBe(true);
  expect(needsRenewal({ status: 'given', version: '2' }, '2')).toBe(false);
  expect(needsRenewal({ status: 'withdrawn', version: '1' }, '2')).toBe(false);
});

describe('an export by its state', () => {
  it('is under way until it ends, has files only while ready, and no state is both', () => {
    expect(EXPORT_STATUSES.filter(isUnderWay)).toEqual(['awaiting_owner', 'queued', 'collecting', 'packing']);
    expect(EXPORT_STATUSES.filter(hasFiles)).toEqual(['ready', 'partly_ready']);
    // What can still be downloaded can be revoked, and only that.
    expect(
      EXPORT_STATUSES.filter(status => allowedTransitions('export', status, 'customer').includes('revoke')),
    ).toEqual(EXPORT_STATUSES.filter(hasFiles));
  });
});

describe('the consent that stands', () => {
  const consent = (version: string, status: 'given' | 'withdrawn', purpose = 'advertising') => ({
    purpose,
    status,
    version,
  });
  it('is the newest text that was given and not taken back', () => {
    const old = consent('2024-1', 'given');
    const fresh = consent('2026-1', 'given');
    expect(standingConsent([old, fresh, consent('2027-1', 'withdrawn')], 'advertising')).toBe(fresh);
    expect(standingConsent([old], 'advertising')).toBe(old);
    expect(standingConsent([consent('2026-1', 'given', 'other')], 'advertising')).toBeUndefined();
  });
});
