import type { RequestStatus } from '../src/domain/ids.ts';
import type { RequestAction } from '../src/domain/requests.ts';

/**
 * What the person whose request it is may do in each state, written down from docs/domain.md#request-states and not from the code: the
 * domain, the mock and the page are each held to this table. `awaiting_owner` is seen by the owner of the account.
 */
export const MAY: Readonly<Record<RequestStatus, readonly RequestAction[]>> = {
  draft: ['submit', 'delete'],
  awaiting_owner: ['approve', 'decline'],
  submitted: ['message', 'withdraw'],
  in_work: ['message', 'withdraw'],
  needs_user: ['message', 'withdraw'],
  answered: ['appeal'],
  appealed: ['message'],
  closed: [],
  withdrawn: [],
};

/** All that can be asked of a request. */
export const ACTIONS: readonly RequestAction[] = [
  'submit',
  'delete',
  'withdraw',
  'message',
  'appeal',
  'approve',
  'decline',
];

/** A request of the persona `owner` in each state. */
export const SEEDED: Readonly<Record<RequestStatus, string>> = {
  draft: 'rq-draft-3',
  awaiting_owner: 'rq-awaiting-owner',
  submitted: 'rq-submitted',
  in_work: 'rq-in-work',
  needs_user: 'rq-needs-user',
  answered: 'rq-answered',
  appealed: 'rq-appealed',
  closed: 'rq-closed',
  withdrawn: 'rq-withdrawn',
};
