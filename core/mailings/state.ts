import type { components } from '../../src/api/generated/schema.ts';
import type { SubscriptionState } from '../../src/domain/ids.ts';
import type { Text } from '../problem.ts';

type Schema = components['schemas'];

/** A kind of service notice about an account. */
export type NoticeKind = Schema['NoticeKind'];

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
  /** It was not sent: the gate refused it, because the person has said no or has not said yes. */
  refused?: true;
}

/** The right to opt out that an email carries: an address and a topic, opaque, for ever. */
export interface TokenRow {
  token: string;
  userId: string;
  topic: string;
}

/** One setting of the recipients of a kind of service notice. */
export interface NoticeRouteChange {
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
  /** Id of the person who made it. */
  readonly by: string;
  /** Ids of people; none while the owner gets them. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Who of an account gets a kind of service notice; no row means the owner. */
export interface NoticeRouteRow {
  accountId: string;
  kind: NoticeKind;
  /** Ids of people; those who have left the account are passed over. None for the owner. */
  recipients: readonly string[];
  /** How often it was set: the version that an editor has seen. */
  version: number;
  /** The latest ones, oldest first. */
  changes: readonly NoticeRouteChange[];
}

/** What this area keeps in the mock's database. */
export interface MailingsSlice {
  mailings: {
    subscriptions: SubscriptionRow[];
    changes: ChangeRow[];
    letters: EmailRow[];
    tokens: TokenRow[];
    noticeRoutes: NoticeRouteRow[];
  };
}
