import { CONSENT_TRANSITIONS } from './consent-states.ts';
import { EXPORT_TRANSITIONS } from './export-states.ts';
import type { ConsentStatus, ExportStatus, RequestStatus, SubscriptionState } from './ids.ts';
import { REQUEST_TRANSITIONS } from './request-states.ts';
import { SUBSCRIPTION_TRANSITIONS } from './subscription-states.ts';
import type { Actor, Transition } from './transition.ts';

/** The states of each machine. */
export interface StateOf {
  readonly request: RequestStatus;
  readonly export: ExportStatus;
  readonly subscription: SubscriptionState;
  readonly consent: ConsentStatus;
}

/** The name of a state machine. */
export type Machine = keyof StateOf;

const MACHINES: { readonly [M in Machine]: readonly Transition<StateOf[M]>[] } = {
  request: REQUEST_TRANSITIONS,
  export: EXPORT_TRANSITIONS,
  subscription: SUBSCRIPTION_TRANSITIONS,
  consent: CONSENT_TRANSITIONS,
};

const from = <M extends Machine>(machine: M, state: StateOf[M]): readonly Transition<StateOf[M]>[] =>
  MACHINES[machine].filter(row => row.from.includes(state));

/** The actions allowed in a state, by anyone or by one actor. */
export const allowedTransitions = <M extends Machine>(machine: M, state: StateOf[M], by?: Actor): string[] =>
  from(machine, state)
    .filter(row => by === undefined || row.by === by)
    .map(row => row.action);

/** The result of a transition, or the allowed actions (for the problem `illegal-transition`). */
export type TransitionResult<S extends string> =
  { readonly ok: true; readonly to: S } | { readonly ok: false; readonly allowed: readonly string[] };

/** Performs a transition, or lists the actions that are allowed in the state. */
export const transition = <M extends Machine>(
  machine: M,
  state: StateOf[M],
  action: string,
): TransitionResult<StateOf[M]> => {
  const row = from(machine, state).find(candidate => candidate.action === action);
  return row === undefined
    ? { ok: false, allowed: allowedTransitions(machine, state) }
    : { ok: true, to: row.to };
};

/** True when no transition leaves the state. Source: docs/domain.md#states. */
export const isFinal = <M extends Machine>(machine: M, state: StateOf[M]): boolean =>
  from(machine, state).length === 0;
