import { codeEndsAt, type StepUpAction } from '../../src/domain/step-up.ts';
import type { StoredKey } from './webauthn.ts';

/** A code that was sent by email. The code itself is nowhere: `Identity` computes it from the id. */
export interface CodeRow {
  id: string;
  /** When it was sent, RFC 3339. */
  at: string;
  /** What it may confirm, and in which session. */
  action: StepUpAction;
  session: string;
  used?: true;
}

/** An action that a code from an email has confirmed. */
interface ConfirmedAction {
  action: StepUpAction;
  session: string;
  /** RFC 3339. */
  until: string;
}

/** A passkey of a person. */
export interface PasskeyRow {
  id: string;
  /** The id that its authenticator knows it by, base64url. */
  credentialId: string;
  label: string;
  key: StoredKey;
  /** How often its authenticator has signed, where it counts. */
  counter: number;
  createdAt: string;
  usedAt?: string;
}

/** A challenge that a passkey has to sign. */
export interface ChallengeRow {
  /** Random, base64url. */
  challenge: string;
  at: string;
  for: 'registration' | 'step-up';
  session: string;
  used?: true;
}

/** What the core remembers of a user's sign-in. */
interface UserSession {
  /** The account they work in now, once they have switched. */
  accountId?: string;
  /** Until when their fresh sign-in holds. */
  stepUpUntil?: string;
  /** When wrong secrets were given. */
  wrongAt?: string[];
  /** Codes of the last 24 hours, the newest last. */
  codes?: CodeRow[];
  /** What codes have confirmed. */
  confirmed?: ConfirmedAction[];
  passkeys?: PasskeyRow[];
  /** Challenges of the last minutes, the newest last. */
  challenges?: ChallengeRow[];
}

/** Sign-ins by user. */
export type SessionState = Record<string, UserSession>;

/** What is remembered of a user; made when there is nothing. */
export const sessionOfUser = (state: SessionState, userId: string): UserSession => (state[userId] ??= {});

/** How long a fresh sign-in holds. */
export const STEP_UP_MINUTES = 10;

/**
 * Until when the user's fresh sign-in holds, when it does: one that was confirmed here, or one the panel has just made.
 * @param signedInAt when the panel last asked the person for their secret, where it says so
 */
export function stepUpUntil(
  state: SessionState,
  userId: string,
  now: Date,
  signedInAt?: Date,
): string | undefined {
  const confirmed = Date.parse(state[userId]?.stepUpUntil ?? '') || 0;
  const signedIn = signedInAt === undefined ? 0 : signedInAt.getTime() + STEP_UP_MINUTES * 60_000;
  const until = Math.max(confirmed, signedIn);
  return until > now.getTime() ? new Date(until).toISOString() : undefined;
}

/** What a code is for. */
interface CodePurpose {
  readonly action: StepUpAction;
  /** Undefined where the sign-in names no session: nothing is bound to it. */
  readonly session: string | undefined;
}

/** Whether a code from an email has confirmed the action in this session and still does. */
export const isConfirmedByCode = (
  state: SessionState,
  userId: string,
  { action, session }: CodePurpose,
  now: Date,
): boolean =>
  session !== undefined &&
  (state[userId]?.confirmed ?? []).some(
    one => one.action === action && one.session === session && Date.parse(one.until) > now.getTime(),
  );

/** The code that may confirm the action in this session now: the newest, if it was not used and has not ended. */
export function validCode(
  codes: readonly CodeRow[],
  { action, session }: CodePurpose,
  now: Date,
): CodeRow | undefined {
  const newest = codes.findLast(one => one.action === action && one.session === session);
  return newest === undefined || newest.used === true || codeEndsAt(newest.at) <= now ? undefined : newest;
}

/** Ends every confirmation of the user, and every code that was sent. @returns whether a confirmation still held */
export function endConfirmations(state: SessionState, userId: string, now: Date): boolean {
  const own = state[userId];
  if (own === undefined) return false;
  const held =
    stepUpUntil(state, userId, now) !== undefined ||
    (own.confirmed ?? []).some(({ until }) => Date.parse(until) > now.getTime());
  delete own.stepUpUntil;
  delete own.confirmed;
  delete own.challenges;
  for (const code of own.codes ?? []) code.used = true;
  return held;
}
