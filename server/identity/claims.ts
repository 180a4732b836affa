import { problem } from '../../core/problem.ts';

/** What a panel says of a token: the payload of a JWT (RFC 7519), or the answer of its introspection (RFC 7662, 2.2). */
export type Claims = Readonly<Record<string, unknown>>;

/** Who a token says is signed in. */
export interface SignedIn {
  readonly userId: string;
  /** The session of the panel; it outlives the renewal of a token. Empty where the panel names none. */
  readonly session: string;
  /** The panel's id of the employee who acts as the person (`act`, RFC 8693, 4.1). */
  readonly employee?: string;
  /** When the person last gave a secret, where the panel says so. */
  readonly signedInAt?: Date;
  /** When the token ends (`exp`), where the panel says so. */
  readonly expiresAt?: Date;
  /** What the token opens, with spaces between (`scope`, RFC 8693, 4.2), where it says so. */
  readonly scope?: string;
}

/** Clocks of two machines may differ by this. */
export const CLOCK_TOLERANCE_S = 5;
/** Ids of people: visible characters, so that they stand in settings and keys as they are. */
const ID = /^[\x21-\x7e]{1,120}$/;

/**
 * The person whom checked claims name.
 * @param impersonation whether the panel has sessions of employees who act as a customer; without it they are refused
 * @throws Problem `session-expired` for claims without a usable subject, or with an `act` that is not accepted
 */
export function signedInOf(claims: Claims, impersonation: boolean, now: Date): SignedIn {
  const { sub, act, sid, scope, exp, auth_time: authTime } = claims;
  const end = typeof exp === 'number' ? { expiresAt: new Date(exp * 1000) } : {};
  if (typeof sub !== 'string' || !ID.test(sub)) throw problem('session-expired');
  const session = typeof sid === 'string' ? sid : '';
  if (act !== undefined) {
    const employee = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
    if (!impersonation || typeof employee !== 'string' || !ID.test(employee))
      throw problem('session-expired');
    // The secret that the panel has asked for was the employee's: it confirms nothing for the customer.
    return { userId: sub, session, employee, ...end };
  }
  return {
    userId: sub,
    session,
    ...end,
    ...(typeof scope === 'string' ? { scope } : {}),
    ...(typeof authTime === 'number' && authTime * 1000 <= now.getTime() + CLOCK_TOLERANCE_S * 1000
      ? { signedInAt: new Date(authTime * 1000) }
      : {}),
  };
}
