import type { components } from '../../src/api/generated/schema.ts';
import type { SubscriptionState } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';

type Schema = components['schemas'];

/** One person's switch for one topic; no row means off, and never on before. */
export interface SubscriptionRow {
  userId: string;
  topic: string;
  state: SubscriptionState;
  since: string;
}

/** A row of the ledger. `agoSeconds`: seeded as always this fresh, until it is touched; then `at` counts. */
export interface ChangeRow {
  id: string;
  userId: string;
  at: string;
  agoSeconds?: number;
  /** A topic, or `all`. */
  topic: string;
  before: Record<string, SubscriptionState>;
  to: SubscriptionState | 'mixed';
  by: Schema['MailingChange']['by']['kind'];
  via: Schema['MailingChange']['via'];
  /** The email's token it came by. */
  token?: string;
  undone?: boolean;
}

/** An email that was sent. */
export interface EmailRow {
  id: string;
  userId: string;
  at: string;
  topic?: string;
  kind: Schema['Letter']['kind'];
  subject: Text;
  why: Text;
  /** The service of the customer that the rule of its topic matched. */
  matched?: Text;
  delivery: Schema['Letter']['delivery'];
  /** Until when the mailing system sends it: it is on its way until then. */
  sendBy?: string;
  token?: string;
}

/** The right to opt out that an email carries: an address and a topic, opaque, for ever. */
export interface TokenRow {
  token: string;
  userId: string;
  topic: string;
}

/** What this area keeps in the mock's database. */
export interface MailingsSlice {
  mailings: {
    subscriptions: SubscriptionRow[];
    changes: ChangeRow[];
    letters: EmailRow[];
    tokens: TokenRow[];
  };
}
