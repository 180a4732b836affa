/** What the mock remembers of a user's sign-in. */
interface UserSession {
  /** The account they work in now, once they have switched. */
  accountId?: string;
  /** Until when their fresh sign-in holds. */
  stepUpUntil?: string;
  /** When wrong secrets were given. */
  wrongAt?: string[];
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
