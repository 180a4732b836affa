import type { ConsentRow, ObjectionRow, ToolObjectionRow } from './consents/state.ts';
import type { SubscriptionRow } from './mailings/state.ts';
import type { RequestRow } from './requests/state.ts';

/**
 * A decision of a person that has to outlive every backup: after a restore it is applied again. It names no address and no
 * words of theirs.
 */
export interface Decision {
  readonly userId: string;
  readonly kind: 'subscription' | 'consent' | 'objection' | 'tool-objection' | 'erasure';
  /** The topic, the purpose, the purpose and the tool, or the id of the request. */
  readonly subject: string;
  /** What stands from now on; `none` where there was a row and is none any more. */
  readonly state: string;
}

/** A decision with the instant it was made at, RFC 3339. */
export interface LedgerEntry extends Decision {
  readonly at: string;
}

/** Rows that hold decisions; tables that a write has not touched are left out. */
export interface DecidedRows {
  readonly subscriptions?: readonly SubscriptionRow[];
  readonly consents?: readonly ConsentRow[];
  readonly objections?: readonly ObjectionRow[];
  readonly toolObjections?: readonly ToolObjectionRow[];
  readonly requests?: readonly RequestRow[];
}

/** An erasure is decided when its answer erases anything. */
const isErased = ({ kind, status, outcomes }: RequestRow): boolean =>
  kind === 'erasure' && status === 'answered' && outcomes.some(outcome => outcome.kind !== 'refused');

/** What stands by these rows. Of several consents to one purpose the last one counts. */
export const decisionsIn = (rows: DecidedRows): Decision[] => [
  ...(rows.subscriptions ?? []).map(({ userId, topic, state }): Decision => ({
    userId,
    kind: 'subscription',
    subject: topic,
    state,
  })),
  ...(rows.consents ?? []).map(({ userId, purpose, version, status }): Decision => ({
    userId,
    kind: 'consent',
    subject: purpose,
    state: `${status} ${version}`,
  })),
  ...(rows.objections ?? []).map(({ userId, purpose, state }): Decision => ({
    userId,
    kind: 'objection',
    subject: purpose,
    state,
  })),
  ...(rows.toolObjections ?? []).map(({ userId, purpose, tool }): Decision => ({
    userId,
    kind: 'tool-objection',
    subject: `${purpose} ${tool}`,
    state: 'made',
  })),
  ...(rows.requests ?? []).filter(isErased).map(({ id, preparedBy }): Decision => ({
    userId: preparedBy.id,
    kind: 'erasure',
    subject: id,
    state: 'done',
  })),
];

const keyOf = ({ userId, kind, subject }: Decision): string => `${userId} ${kind} ${subject}`;

/** What stands, by person, kind and subject. */
export const standing = (decisions: readonly Decision[]): Map<string, Decision> =>
  new Map(decisions.map(decision => [keyOf(decision), decision]));

/** The decisions that a write has made: what stands differently after it. A handler cannot forget one. */
export function decisionsBetween(before: DecidedRows, after: DecidedRows): Decision[] {
  const [was, is] = [standing(decisionsIn(before)), standing(decisionsIn(after))];
  const changed = [...is].filter(([key, { state }]) => was.get(key)?.state !== state).map(([, one]) => one);
  const gone = [...was].filter(([key]) => !is.has(key)).map(([, one]) => ({ ...one, state: 'none' }));
  return [...changed, ...gone];
}
