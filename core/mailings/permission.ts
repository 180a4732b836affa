import type { SubscriptionState } from '../../src/domain/ids.ts';

/** A person of the directory as a recipient of one topic. */
export interface Recipient {
  readonly userId: string;
  /** Whether one of their accounts has a contract that has not ended: only customers are sent mailings. */
  readonly isCustomer: boolean;
  /** The consent to advertising; `none` where there has never been one. */
  readonly consent: 'given' | 'withdrawn' | 'none';
  /** Whether their objection to offers stands. */
  readonly objects: boolean;
  /** The switch of the topic; `none` where it was never touched, which is off. */
  readonly state: SubscriptionState | 'none';
}

/** What is known of an email address and a topic. */
export interface AddressFacts {
  /** Everybody who has this address; a mailbox may have several people. */
  readonly people: readonly Recipient[];
  /** Whether a «no» to the topic was said for this address, by whoever had it. */
  readonly suppressed: boolean;
}

/** Why an address may not be written to. */
export type RejectionReason =
  'unknown' | 'suppressed' | 'objection' | 'no-consent' | 'off' | 'not-a-customer' | 'duplicate';

/** Whether an address may be written to: for whom, or why not. */
export type Permission =
  | { readonly allowed: true; readonly userId: string }
  | { readonly allowed: false; readonly reason: RejectionReason };

const rejected = (reason: RejectionReason): Permission => ({ allowed: false, reason });

/** The «no» that a person has said and that stands. */
const ownNo = ({ objects, consent, state }: Recipient): RejectionReason | undefined => {
  if (objects) return 'objection';
  if (consent === 'withdrawn') return 'no-consent';
  return state === 'off' ? 'off' : undefined;
};

/**
 * Whether an email about a topic may go to an address. A «no» of anybody who has the address counts for the mailbox; a «yes» has to
 * be a person's own: a customer with the consent to advertising (38-ФЗ ст. 18) whose switch is on.
 */
export function permissionFor({ people, suppressed }: AddressFacts): Permission {
  if (suppressed) return rejected('suppressed');
  if (people.length === 0) return rejected('unknown');
  const no = people.map(ownNo).find(reason => reason !== undefined);
  if (no !== undefined) return rejected(no);
  const customers = people.filter(({ isCustomer }) => isCustomer);
  if (customers.length === 0) return rejected('not-a-customer');
  const consenting = customers.filter(({ consent }) => consent === 'given');
  if (consenting.length === 0) return rejected('no-consent');
  const recipient = consenting.find(({ state }) => state === 'on');
  return recipient === undefined ? rejected('off') : { allowed: true, userId: recipient.userId };
}
