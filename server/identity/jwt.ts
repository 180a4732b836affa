import { decodeProtectedHeader, jwtVerify } from 'jose';
import { problem } from '../../core/problem.ts';
import { CLOCK_TOLERANCE_S, signedInOf, type SignedIn } from './claims.ts';
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

/** Members of a header that would let a token bring its own key or rules (RFC 7515, 4.1). */
const REFUSED_HEADERS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'];
/** What an id of a key has to look like to be written into a log: a token comes from anybody. */
const KEY_ID = /^[\w.:-]{1,64}$/;

/**
 * Checks a token of the panel (RFC 7519): its signature with the one algorithm of its key, issuer, audience, times and subject.
 * @throws Problem `session-expired` for any fault
 */
export async function verifyToken(token: string, rules: TokenRules, now: Date): Promise<SignedIn> {
  const claims = await claimsOf(token, rules, now).catch(() => {
    throw problem('session-expired');
  });
  return signedInOf(claims, rules.impersonation === true, now);
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
