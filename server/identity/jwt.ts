import { decodeProtectedHeader, jwtVerify } from 'jose';
import { problem } from '../../core/problem.ts';
import type { PanelKey } from './keys.ts';

/** How tokens of the panel are checked. */
export interface TokenRules {
  readonly keys: readonly PanelKey[];
  readonly issuer: string;
  readonly audience: string;
  /** Whether the panel has sessions of employees who act as a customer, and says so in `act`; without it they are refused. */
  readonly impersonation?: boolean;
  /** Is called with the id of a key that is none of `keys`, for a line of the log. */
  readonly onUnknownKey?: (kid: string) => void;
}

/** Who a token says is signed in. */
export interface SignedIn {
  readonly userId: string;
  /** The session of the panel; it outlives the renewal of a token. Empty where the panel names none. */
  readonly session: string;
  /** The panel's id of the employee who acts as the person (`act`, RFC 8693, 4.1). */
  readonly employee?: string;
  /** When the person last gave a secret, where the panel says so. */
  readonly signedInAt?: Date;
  /** When the token ends (`exp`). */
  readonly expiresAt: Date;
  /** What the token opens, with spaces between (`scope`, RFC 8693, 4.2), where it says so. */
  readonly scope?: string;
}

/** Clocks of two machines may differ by this. */
const CLOCK_TOLERANCE_S = 5;
/** Members of a header that would let a token bring its own key or rules (RFC 7515, 4.1). */
const REFUSED_HEADERS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'];
/** What an id of a key has to look like to be written into a log: a token comes from anybody. */
const KEY_ID = /^[\w.:-]{1,64}$/;
/** Ids of people: visible characters, so that they stand in settings and keys as they are. */
const ID = /^[\x21-\x7e]{1,120}$/;

/**
 * Checks a token of the panel (RFC 7519): its signature with the one algorithm of its key, issuer, audience, times and subject.
 * @throws Problem `session-expired` for any fault
 */
export async function verifyToken(token: string, rules: TokenRules, now: Date): Promise<SignedIn> {
  const claims = await claimsOf(token, rules, now).catch(() => {
    throw problem('session-expired');
  });
  const { sub = '', act, sid, scope, exp = 0, auth_time: authTime } = claims;
  const expiresAt = new Date(exp * 1000);
  if (!ID.test(sub)) throw problem('session-expired');
  const session = typeof sid === 'string' ? sid : '';
  if (act !== undefined) {
    const employee = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
    if (rules.impersonation !== true || typeof employee !== 'string' || !ID.test(employee))
      throw problem('session-expired');
    // The secret that the panel has asked for was the employee's: it confirms nothing for the customer.
    return { userId: sub, session, employee, expiresAt };
  }
  return {
    userId: sub,
    session,
    expiresAt,
    ...(typeof scope === 'string' ? { scope } : {}),
    ...(typeof authTime === 'number' && authTime * 1000 <= now.getTime() + CLOCK_TOLERANCE_S * 1000
      ? { signedInAt: new Date(authTime * 1000) }
      : {}),
  };
}

async function claimsOf(token: string, { keys, issuer, audience, onUnknownKey }: TokenRules, now: Date) {
  const header = decodeProtectedHeader(token);
  if (REFUSED_HEADERS.some(name => name in header)) throw new Error('a header that is not accepted');
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) {
    onUnknownKey?.(KEY_ID.test(header.kid ?? '') ? String(header.kid) : 'no usable id');
    throw new Error('no such key');
  }
  const { payload } = await jwtVerify(token, key.key, {
    algorithms: [key.alg],
    issuer,
    audience,
    currentDate: now,
    clockTolerance: CLOCK_TOLERANCE_S,
    requiredClaims: ['iss', 'aud', 'sub', 'exp'],
  });
  return payload;
}
