// What a step-up confirms, and by which method. Source: docs/domain.md#step-up.

/** What a person may have to confirm. */
export const STEP_UP_ACTIONS = [
  'show-passport',
  'show-message',
  'download-copy',
  'give-consent',
  'file-erasure',
  'file-erasure-without-hold',
  'add-passkey',
] as const;
/** One of `STEP_UP_ACTIONS`. */
export type StepUpAction = (typeof STEP_UP_ACTIONS)[number];

/** Wrong secrets of a person, of all methods together, within `WRONG_SECRETS_MINUTES`: one more is not checked. */
export const WRONG_SECRETS = 5;
/** How long a wrong secret counts, minutes. */
export const WRONG_SECRETS_MINUTES = 10;

/** Digits of a code that is sent by email. */
export const CODE_DIGITS = 6;
/** How long a code holds, minutes. */
export const CODE_MINUTES = 10;
/** How long a person must have had the address that a code goes to, days. */
export const ADDRESS_HELD_DAYS = 30;
/** Between two codes of a person, seconds. */
export const CODE_WAIT_SECONDS = 60;
/** Codes of a person within 24 hours. */
export const CODES_A_DAY = 10;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * What a code from an email may confirm. Whoever reads the mailbox would otherwise see a passport, or destroy what nobody could
 * bring back. A copy is not among them: its sensitive parts may hold a passport.
 */
const BY_EMAIL: ReadonlySet<StepUpAction> = new Set(['show-message', 'give-consent', 'file-erasure']);

/** What is known of a person and their sign-in when a code is asked for. */
export interface CodeCircumstances {
  readonly action: StepUpAction;
  /** The session of the sign-in; a code is bound to it. Undefined where the panel names none. */
  readonly session: string | undefined;
  /** The address in the operator's directory. */
  readonly address: string | undefined;
  /** Since when the person has had the address, RFC 3339; undefined where the directory does not know. */
  readonly heldSince: string | undefined;
  readonly now: Date;
}

/** Why no code can be sent. */
export type CodeObstacleReason = 'action' | 'session' | 'no-address' | 'address-age-unknown' | 'address-new';

/** Why no code can be sent, and from when one can. */
export interface CodeObstacle {
  readonly reason: CodeObstacleReason;
  /** Of `address-new`: RFC 3339. */
  readonly from?: string;
}

/**
 * Whether a code by email may confirm the action for this person.
 * @returns undefined when it may
 */
export function codeObstacle({
  action,
  session,
  address,
  heldSince,
  now,
}: CodeCircumstances): CodeObstacle | undefined {
  if (!BY_EMAIL.has(action)) return { reason: 'action' };
  if (session === undefined || session === '') return { reason: 'session' };
  if (address === undefined || address.trim() === '') return { reason: 'no-address' };
  const since = Date.parse(heldSince ?? '');
  if (Number.isNaN(since)) return { reason: 'address-age-unknown' };
  const from = since + ADDRESS_HELD_DAYS * DAY_MS;
  return now.getTime() < from ? { reason: 'address-new', from: new Date(from).toISOString() } : undefined;
}

/**
 * When the next code may be sent.
 * @param sentAt when the person's codes were sent, RFC 3339, the newest last
 * @returns undefined when it may be sent now
 */
export function nextCodeAt(sentAt: readonly string[], now: Date): Date | undefined {
  const times = sentAt.map(at => Date.parse(at));
  const ofDay = times.filter(at => at > now.getTime() - DAY_MS);
  const full = ofDay.length < CODES_A_DAY ? undefined : ofDay.at(-CODES_A_DAY);
  const next = Math.max(
    (times.at(-1) ?? 0) + CODE_WAIT_SECONDS * 1000,
    full === undefined ? 0 : full + DAY_MS,
  );
  return next > now.getTime() ? new Date(next) : undefined;
}

/** When a code ends that was sent at this instant. */
export const codeEndsAt = (sentAt: string | Date): Date =>
  new Date(new Date(sentAt).getTime() + CODE_MINUTES * MINUTE_MS);

/** Wrong secrets that still count. @param wrongAt when they were given, RFC 3339 */
export const countingSecrets = (wrongAt: readonly string[], now: Date): string[] =>
  wrongAt.filter(at => Date.parse(at) > now.getTime() - WRONG_SECRETS_MINUTES * MINUTE_MS);

/** Whether another secret is checked. */
export const mayTrySecret = (wrongAt: readonly string[], now: Date): boolean =>
  countingSecrets(wrongAt, now).length < WRONG_SECRETS;
