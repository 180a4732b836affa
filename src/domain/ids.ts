/**
 * The closed lists of the domain, each as an array and a union type. Categories, purposes, systems and recipients are
 * open lists of the API, plain `string` here.
 */

/** Roles of a user in an account, most rights first (docs/domain.md#roles). */
export const ROLES = ['owner', 'admin', 'finance', 'user'] as const;
/** A user's role in an account (docs/domain.md#roles). */
export type Role = (typeof ROLES)[number];

/** Whose data is meant: of the signed-in person, or of the whole account (docs/domain.md#roles). */
export const SCOPES = ['person', 'account'] as const;
/** One of `SCOPES`. */
export type Scope = (typeof SCOPES)[number];

/** The kind of the account holder; an individual entrepreneur is a natural person. */
export const ACCOUNT_KINDS = ['legal', 'natural'] as const;
/** One of `ACCOUNT_KINDS`. */
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/**
 * The jurisdictions with rules and calendars. The EU is added when counsel confirms its rules
 * (docs/domain.md#deadline-rules).
 */
export const JURISDICTIONS = ['RU', 'BY'] as const;
/** One of `JURISDICTIONS`. */
export type Jurisdiction = (typeof JURISDICTIONS)[number];

/** The legal bases the policy names, in the order of all lists (docs/domain.md#purposes). */
export const LEGAL_BASES = ['contract', 'legal-requirement', 'legitimate-interest', 'consent'] as const;
/** One of `LEGAL_BASES`. */
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** The eight rights (docs/domain.md#rights). */
export const RIGHT_KINDS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'consent-withdrawal',
  'complaint',
] as const;
/** One of `RIGHT_KINDS`. */
export type RightKind = (typeof RIGHT_KINDS)[number];

/** States of a rights request (docs/domain.md#request-states). */
export const REQUEST_STATUSES = [
  'draft',
  'awaiting_owner',
  'submitted',
  'in_work',
  'needs_user',
  'answered',
  'appealed',
  'closed',
  'withdrawn',
] as const;
/** One of `REQUEST_STATUSES`. */
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** States of an export (docs/domain.md#export-states). */
export const EXPORT_STATUSES = [
  'awaiting_owner',
  'queued',
  'collecting',
  'packing',
  'ready',
  'partly_ready',
  'failed',
  'expired',
  'revoked',
  'cancelled',
] as const;
/** One of `EXPORT_STATUSES`. */
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** States of a subscription: person × address × topic (docs/domain.md#subscription-states). */
export const SUBSCRIPTION_STATES = ['on', 'off'] as const;
/** One of `SUBSCRIPTION_STATES`. */
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** States of a consent. Giving it again creates another consent (docs/domain.md#subscription-states). */
export const CONSENT_STATUSES = ['given', 'withdrawn'] as const;
/** One of `CONSENT_STATUSES`. */
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

/** The outcomes an answer may have for one item (docs/domain.md#request-states). */
export const OUTCOME_KINDS = ['done', 'partly', 'refused', 'kept', 'forwarded'] as const;
/** One of `OUTCOME_KINDS`. */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];
