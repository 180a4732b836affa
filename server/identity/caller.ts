import { createHmac } from 'node:crypto';
import { problem } from '../../core/problem.ts';
import type { SecretKey } from '../keys/keys.ts';
import type { SignedIn } from './claims.ts';

/** What the server knows of the caller of a request. */
export interface Caller extends SignedIn {
  /** The token that writes must carry; undefined for a bearer, whom no browser signs in by itself. */
  readonly csrfToken: string | undefined;
}

/**
 * Says who is signed in with a token.
 * @param fresh the panel is asked again, where it is asked at all
 * @throws Problem `session-expired` for a token that opens nothing; `maintenance` while that cannot be known
 */
export type TokenCheck = (token: string, now: Date, fresh: boolean) => Promise<SignedIn>;

/** How callers are recognized. */
export interface IdentityRules {
  readonly check: TokenCheck;
  /** The cookie that holds the panel's token. */
  readonly cookie: string;
  /** The first makes tokens; those that another one made are accepted. */
  readonly csrfKeys: readonly SecretKey[];
}

/** The token a page must send with each write: of the person and their session, so it outlives the renewal of a JWT. */
export const csrfTokenOf = (
  { secret }: SecretKey,
  { userId, session }: Pick<SignedIn, 'userId' | 'session'>,
): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([userId, session]))
    .digest('base64url');

/**
 * Values of a cookie in the order in which they came. A browser sends two of one name when they were set for different
 * domains or paths, and nothing says which of them the panel has set.
 */
const valuesOf = (header: string, name: string): string[] =>
  header
    .split(';')
    .map(pair => pair.trim())
    .filter(pair => pair.startsWith(`${name}=`))
    .map(pair => pair.slice(name.length + 1));

/**
 * Who sends a request: by bearer token (RFC 6750), else by the panel's cookie.
 * @param fresh see `TokenCheck`
 * @returns undefined where the request carries neither
 * @throws Problem `session-expired`, also for two cookies of one name; `maintenance` while the panel does not answer
 */
export async function callerOf(
  request: Request,
  rules: IdentityRules,
  now: Date,
  fresh: boolean,
): Promise<Caller | undefined> {
  const authorization = request.headers.get('Authorization');
  if (authorization !== null) {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw problem('session-expired');
    return { ...(await rules.check(token, now, fresh)), csrfToken: undefined };
  }
  const [token, second] = valuesOf(request.headers.get('Cookie') ?? '', rules.cookie);
  if (second !== undefined) throw problem('session-expired');
  if (token === undefined) return undefined;
  const signedIn = await rules.check(token, now, fresh);
  const tokens = rules.csrfKeys.map(key => csrfTokenOf(key, signedIn));
  const sent = request.headers.get('X-CSRF-Token');
  return { ...signedIn, csrfToken: tokens.find(one => one === sent) ?? tokens[0] };
}
