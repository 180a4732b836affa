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

/** Until when the user's fresh sign-in holds, when it does. */
export function stepUpUntil(state: SessionState, userId: string, now: Date): string | undefined {
  const until = state[userId]?.stepUpUntil;
  return until !== undefined && Date.parse(until) > now.getTime() ? until : undefined;
}
