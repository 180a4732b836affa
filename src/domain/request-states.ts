import type { Instant, PlainDate } from './calendar.ts';
import { epochMs, moscowDate } from './calendar.ts';
import { addDays } from './calendar-steps.ts';
import { holdUntil } from './hold.ts';
import type { RequestStatus, RightKind } from './ids.ts';
import type { Transition } from './transition.ts';

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
 * The states in which the operator owes an answer. Source: docs/domain.md#request-states.
 */
export const UNANSWERED = [
  'submitted',
  'in_work',
  'needs_user',
  'appealed',
] as const satisfies RequestStatus[];

/** True while the operator owes an answer. Source: docs/domain.md#request-states. */
export const isUnanswered = (status: RequestStatus): boolean =>
  UNANSWERED.some(unanswered => unanswered === status);

/** True while an answer or the decision of the owner is awaited. Source: docs/domain.md#request-states. */
export const isOpen = (status: RequestStatus): boolean => status === 'awaiting_owner' || isUnanswered(status);

/** True when a request has ended and may be filed again with changes. Source: docs/domain.md#request-states. */
export const mayFileAgain = (status: RequestStatus): boolean => status === 'withdrawn' || status === 'closed';

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
    overdue: facts.dueBy !== undefined && isUnanswered(facts.status) && moscowDate(now) > facts.dueBy,
  };
};
