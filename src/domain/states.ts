import type { Instant, PlainDate } from './calendar.ts';
import { epochMs, moscowDate } from './calendar.ts';
import { addDays } from './calendar-steps.ts';
import { holdUntil } from './hold.ts';
import type { ConsentStatus, ExportStatus, RequestStatus, RightKind, SubscriptionState } from './ids.ts';

/** Who makes a transition; `system` stands for time, progress, and consequences of other actions. */
export type Actor = 'customer' | 'staff' | 'owner' | 'system';

/** One row of a state machine: the action leads from any of these states to one state. */
export interface Transition<S extends string = string> {
  readonly action: string;
  readonly from: readonly S[];
  readonly to: S;
  readonly by: Actor;
}

/**
 * Requests (docs/domain.md#request-states). A draft is deleted without a transition. `extended`, `overdue`,
 * `blockedData` and `legalHold` are marks, not states. Clocks do not stop while the operator waits for the customer, so
 * staff may answer from `needs_user`. An appeal is taken by another member of staff than the one who answered.
 */
export const REQUEST_TRANSITIONS: readonly Transition<RequestStatus>[] = [
  { action: 'submit', from: ['draft'], to: 'submitted', by: 'customer' },
  { action: 'prepare', from: ['draft'], to: 'awaiting_owner', by: 'customer' },
  { action: 'approve', from: ['awaiting_owner'], to: 'submitted', by: 'owner' },
  { action: 'decline', from: ['awaiting_owner'], to: 'withdrawn', by: 'owner' },
  {
    action: 'withdraw',
    from: ['awaiting_owner', 'submitted', 'in_work', 'needs_user'],
    to: 'withdrawn',
    by: 'customer',
  },
  { action: 'take', from: ['submitted', 'appealed'], to: 'in_work', by: 'staff' },
  { action: 'ask', from: ['in_work'], to: 'needs_user', by: 'staff' },
  { action: 'reply', from: ['needs_user'], to: 'in_work', by: 'customer' },
  { action: 'answer', from: ['in_work', 'needs_user'], to: 'answered', by: 'staff' },
  { action: 'refuse', from: ['in_work', 'needs_user'], to: 'answered', by: 'staff' },
  { action: 'appeal', from: ['answered'], to: 'appealed', by: 'customer' },
  { action: 'close', from: ['answered'], to: 'closed', by: 'system' },
];

/**
 * Exports (docs/domain.md#export-states). An export starts as `queued`, or as `awaiting_owner` when an admin prepared
 * it.
 */
export const EXPORT_TRANSITIONS: readonly Transition<ExportStatus>[] = [
  { action: 'approve', from: ['awaiting_owner'], to: 'queued', by: 'owner' },
  { action: 'decline', from: ['awaiting_owner'], to: 'cancelled', by: 'owner' },
  {
    action: 'cancel',
    from: ['awaiting_owner', 'queued', 'collecting', 'packing'],
    to: 'cancelled',
    by: 'customer',
  },
  { action: 'collect', from: ['queued'], to: 'collecting', by: 'system' },
  { action: 'pack', from: ['collecting'], to: 'packing', by: 'system' },
  { action: 'finish', from: ['packing'], to: 'ready', by: 'system' },
  { action: 'finish-partly', from: ['packing'], to: 'partly_ready', by: 'system' },
  { action: 'fail', from: ['packing'], to: 'failed', by: 'system' },
  { action: 'retry', from: ['partly_ready', 'failed'], to: 'collecting', by: 'customer' },
  { action: 'revoke', from: ['ready', 'partly_ready'], to: 'revoked', by: 'customer' },
  { action: 'lose-ground', from: ['ready', 'partly_ready'], to: 'revoked', by: 'system' },
  { action: 'expire', from: ['ready', 'partly_ready'], to: 'expired', by: 'system' },
];

/**
 * Subscriptions (docs/domain.md#mailings, docs/domain.md#subscription-states). Only the customer switches on; staff and
 * imports can only switch off. `lose-ground`: the advertising consent was withdrawn, or the customer objected to
 * `offers`. `undo`: see `canUndo`.
 */
export const SUBSCRIPTION_TRANSITIONS: readonly Transition<SubscriptionState>[] = [
  { action: 'switch-on', from: ['off'], to: 'on', by: 'customer' },
  { action: 'undo', from: ['off'], to: 'on', by: 'customer' },
  { action: 'switch-off', from: ['on'], to: 'off', by: 'customer' },
  { action: 'switch-off-by-staff', from: ['on'], to: 'off', by: 'staff' },
  { action: 'switch-off-by-import', from: ['on'], to: 'off', by: 'system' },
  { action: 'lose-ground', from: ['on'], to: 'off', by: 'system' },
];

/**
 * Consents (docs/domain.md#subscription-states). `withdrawn` is final; giving it again creates another consent with its
 * own text and time.
 */
export const CONSENT_TRANSITIONS: readonly Transition<ConsentStatus>[] = [
  { action: 'withdraw', from: ['given'], to: 'withdrawn', by: 'customer' },
];

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

/**
 * True while an export can still become ready by itself or by a decision of the owner. Source:
 * docs/domain.md#export-states.
 */
export const isUnderWay = (status: ExportStatus): boolean =>
  status === 'awaiting_owner' || status === 'queued' || status === 'collecting' || status === 'packing';

/** True when an export has files to download. Source: docs/domain.md#export-states. */
export const hasFiles = (status: ExportStatus): boolean => status === 'ready' || status === 'partly_ready';

/**
 * The number of days after the answer in which an appeal is possible; then the request is closed
 * (docs/domain.md#request-states).
 */
export const APPEAL_DAYS = 30;

/** The last day (Moscow) for an appeal; the day of the answer is not counted. Source: docs/domain.md#request-states. */
export const appealUntil = (answeredAt: Instant): PlainDate => addDays(moscowDate(answeredAt), APPEAL_DAYS);

/** The stored facts of a request that its state at a time depends on. */
export interface RequestFacts {
  readonly kind: RightKind;
  readonly status: RequestStatus;
  readonly submittedAt?: Instant | undefined;
  /** When the customer chose «удалить без ожидания» (erase without waiting). */
  readonly holdWaivedAt?: Instant | undefined;
  readonly answeredAt?: Instant | undefined;
  /** The date in force of the governing clock: of the request, or of its appeal. */
  readonly dueBy?: PlainDate | undefined;
}

/** The state of a request at a time. */
export interface DerivedRequest {
  readonly status: RequestStatus;
  /** The 72 hours of an erasure, RFC 3339 UTC: running, or over, so that work may start. */
  readonly hold:
    | { readonly kind: 'none' }
    | { readonly kind: 'running'; readonly until: string }
    | { readonly kind: 'over'; readonly at: string };
  /**
   * True when the request is not answered and today (Moscow) is after `dueBy`. No clock stops, not even in
   * `needs_user`.
   */
  readonly overdue: boolean;
}

const OPEN: ReadonlySet<RequestStatus> = new Set(['submitted', 'in_work', 'needs_user', 'appealed']);

const holdOf = (facts: RequestFacts, now: Instant): DerivedRequest['hold'] => {
  if (facts.kind !== 'erasure' || facts.status !== 'submitted' || facts.submittedAt === undefined) {
    return { kind: 'none' };
  }
  const full = epochMs(holdUntil(facts.submittedAt));
  const end = facts.holdWaivedAt === undefined ? full : Math.min(full, epochMs(facts.holdWaivedAt));
  const at = new Date(end).toISOString();
  return epochMs(now) < end ? { kind: 'running', until: at } : { kind: 'over', at };
};

/**
 * The state of a request at `now`: closed when the time for an appeal is over, its hold, whether it is overdue. It is
 * computed on reading; no timer stores it. Throws `RangeError` on an invalid instant. Source: docs/domain.md#counting,
 * docs/domain.md#request-states.
 */
export const derivedRequestStatus = (facts: RequestFacts, now: Instant): DerivedRequest => {
  const closed =
    facts.status === 'answered' &&
    facts.answeredAt !== undefined &&
    moscowDate(now) > appealUntil(facts.answeredAt);
  return {
    status: closed ? 'closed' : facts.status,
    hold: holdOf(facts, now),
    overdue: facts.dueBy !== undefined && OPEN.has(facts.status) && moscowDate(now) > facts.dueBy,
  };
};

/** The least number of days for which a ready export can be downloaded (docs/domain.md#export-states). */
export const EXPORT_DAYS = 14;

/** The stored facts of an export that its state at a time depends on. */
export interface ExportFacts {
  readonly status: ExportStatus;
  /** When it last became `ready` or `partly_ready`. */
  readonly readyAt?: Instant | undefined;
  /** A later end, when the operator allows more than `EXPORT_DAYS`; an earlier one is ignored. */
  readonly expiresAt?: Instant | undefined;
}

/** The state of an export at a time; `expiresAt` (RFC 3339, UTC) is present while ready and after it expired. */
export interface DerivedExport {
  readonly status: ExportStatus;
  readonly expiresAt?: string;
}

/**
 * The state of an export at `now`: expired 14 days (or more, as given) after it became ready. Throws `RangeError` on an
 * invalid instant. Source: docs/domain.md#export-states.
 */
export const derivedExportStatus = (facts: ExportFacts, now: Instant): DerivedExport => {
  const mayExpire = allowedTransitions('export', facts.status).includes('expire');
  if (facts.readyAt === undefined || !(mayExpire || facts.status === 'expired')) {
    return { status: facts.status };
  }
  const least = epochMs(facts.readyAt) + EXPORT_DAYS * 24 * 3_600_000;
  const end = facts.expiresAt === undefined ? least : Math.max(least, epochMs(facts.expiresAt));
  const over = mayExpire && epochMs(now) >= end;
  return { status: over ? 'expired' : facts.status, expiresAt: new Date(end).toISOString() };
};

/** The minutes in which a change of a subscription can be undone (docs/domain.md#mailings). */
export const UNDO_MINUTES = 10;

/** The instant (RFC 3339, UTC) until which a change of a subscription can be undone. Source: docs/domain.md#mailings. */
export const undoUntil = (changedAt: Instant): string =>
  new Date(epochMs(changedAt) + UNDO_MINUTES * 60_000).toISOString();

/** True while a change can be undone; after that, switching on is a new consent. Source: docs/domain.md#mailings. */
export const canUndo = (changedAt: Instant, now: Instant): boolean =>
  epochMs(now) <= epochMs(undoUntil(changedAt));

/** The channels through which a subscription is changed (docs/domain.md#subscription-states). */
export const SUBSCRIPTION_CHANNELS = ['account', 'letter-link', 'one-click', 'staff', 'import'] as const;
/** One of `SUBSCRIPTION_CHANNELS`. */
export type SubscriptionChannel = (typeof SUBSCRIPTION_CHANNELS)[number];

/** Whether a subscription may be switched, or why not. */
export type SwitchAnswer =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'only-the-customer' | 'sign-in-needed' };

/**
 * Whether a subscription may be switched to a state through this channel. Off: through any channel. On: only by the
 * customer, signed in, in the account area; the link of an email can only undo (`canUndo`). Source:
 * docs/domain.md#mailings, docs/domain.md#subscription-states.
 */
export const maySwitch = (
  to: SubscriptionState,
  channel: SubscriptionChannel,
  signedIn: boolean,
): SwitchAnswer => {
  if (to === 'off') return { ok: true };
  if (channel === 'staff' || channel === 'import') return { ok: false, reason: 'only-the-customer' };
  return signedIn && channel === 'account' ? { ok: true } : { ok: false, reason: 'sign-in-needed' };
};

/** The part of a consent that `standingConsent` needs. */
export interface ConsentFacts {
  readonly purpose: string;
  readonly status: ConsentStatus;
  readonly version: string;
}

/**
 * The consent in force for a purpose: given and not withdrawn; of several, the one with the newest text. An earlier
 * text stays in force until it is withdrawn, also when a newer one is offered. Source:
 * docs/domain.md#subscription-states.
 */
export const standingConsent = <T extends ConsentFacts>(
  consents: readonly T[],
  purpose: string,
): T | undefined =>
  consents
    .filter(one => one.purpose === purpose && one.status === 'given')
    .toSorted((a, b) => b.version.localeCompare(a.version))[0];

/**
 * True when a given consent has to be requested again, because the current text has another version. A withdrawn one is
 * not requested again. Source: docs/domain.md#subscription-states.
 */
export const needsRenewal = (
  consent: { readonly status: ConsentStatus; readonly version: string },
  currentVersion: string,
): boolean => consent.status === 'given' && consent.version !== currentVersion;
