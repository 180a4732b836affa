import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONSENT_STATUSES, EXPORT_STATUSES, REQUEST_STATUSES, SUBSCRIPTION_STATES } from './ids.ts';
import type { Machine, StateOf } from './states.ts';
import { CONSENT_TRANSITIONS } from './consent-states.ts';
import { EXPORT_TRANSITIONS } from './export-states.ts';
import { REQUEST_TRANSITIONS } from './request-states.ts';
import { allowedTransitions, isFinal, transition } from './states.ts';
import { SUBSCRIPTION_TRANSITIONS } from './subscription-states.ts';

/** Every allowed transition of a machine, as `state –action→ state`. */
const allowedCells = <M extends Machine>(
  machine: M,
  states: readonly StateOf[M][],
  table: readonly { readonly action: string }[],
): string[] => {
  const names = [...new Set(table.map(row => row.action))];
  return states.flatMap(state =>
    names.flatMap(action => {
      const result = transition(machine, state, action);
      if (!result.ok) expect(result.allowed).toEqual(allowedTransitions(machine, state));
      return result.ok ? [`${state} –${action}→ ${result.to}`] : [];
    }),
  );
};

describe('the transitions of a state machine', () => {
  it('of a request', () => {
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

  it('of an export', () => {
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

  it('of a subscription', () => {
    expect(allowedCells('subscription', SUBSCRIPTION_STATES, SUBSCRIPTION_TRANSITIONS)).toEqual([
      'on –switch-off→ off',
      'on –switch-off-by-staff→ off',
      'on –switch-off-by-import→ off',
      'on –lose-ground→ off',
      'off –switch-on→ on',
      'off –undo→ on',
    ]);
  });

  it('of a consent', () => {
    expect(allowedCells('consent', CONSENT_STATUSES, CONSENT_TRANSITIONS)).toEqual([
      'given –withdraw→ withdrawn',
    ]);
  });

  it('end in the final states of docs/domain.md', () => {
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

describe('the transitions of the state machines', () => {
  it('are listed by the actor who may make them', () => {
    expect(allowedTransitions('request', 'submitted', 'customer')).toEqual(['withdraw']);
    expect(allowedTransitions('request', 'awaiting_owner', 'owner')).toEqual(['approve', 'decline']);
    expect(allowedTransitions('subscription', 'off', 'staff')).toEqual([]);
    expect(allowedTransitions('subscription', 'off', 'system')).toEqual([]);
    expect(allowedTransitions('subscription', 'on', 'staff')).toEqual(['switch-off-by-staff']);
  });

  it('that are not allowed return the allowed ones', () => {
    expect(transition('request', 'answered', 'withdraw')).toEqual({
      ok: false,
      allowed: ['appeal', 'close'],
    });
    expect(transition('request', 'closed', 'appeal')).toEqual({ ok: false, allowed: [] });
    expect(transition('export', 'ready', 'no such action')).toMatchObject({ ok: false });
  });

  it('never leave a final state', () => {
    const names = [...REQUEST_TRANSITIONS, ...EXPORT_TRANSITIONS].map(row => row.action);
    const tries = fc.array(fc.constantFrom(...names), { maxLength: 40 });
    const walk = <M extends Machine>(machine: M, start: StateOf[M], path: readonly string[]) => {
      let state = start;
      let ended: StateOf[M] | undefined;
      for (const action of path) {
        const result = transition(machine, state, action);
        if (result.ok) state = result.to;
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
          const result = transition(machine, state, action);
          if (result.ok) seen.add(result.to);
        }
      }
      return seen;
    };
    expect(reach('request', 'draft')).toEqual(new Set(REQUEST_STATUSES));
    expect(reach('export', 'awaiting_owner')).toEqual(new Set(EXPORT_STATUSES));
  });
});
