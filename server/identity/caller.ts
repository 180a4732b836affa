import { createHmac } from 'node:crypto';
import { problem } from '../../core/problem.ts';
import type { SecretKey } from '../keys/keys.ts';
import { type SignedIn, type TokenRules, verifyToken } from './jwt.ts';

/** What the server knows of the caller of a request. */
export interface Caller extends SignedIn {
  /** The token that writes must carry; undefined for a bearer, whom no browser signs in by itself. */
  readonly csrfToken: string | undefined;
}

/** How callers are recognized. */
export interface IdentityRules extends TokenRules {
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
 * @returns undefined where the request carries neither
 * @throws Problem `session-expired`, also for two cookies of one name
 */
export async function callerOf(
  request: Request,
  rules: IdentityRules,
  now: Date,
): Promise<Caller | undefined> {
  const authorization = request.headers.get('Authorization');
  if (authorization !== null) {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw problem('session-expired');
    return { ...(await verifyToken(token, rules, now)), csrfToken: undefined };
  }
  const [token, second] = valuesOf(request.headers.get('Cookie') ?? '', rules.cookie);
  if (second !== undefined) throw problem('session-expired');
  if (token === undefined) return undefined;
  const signedIn = await verifyToken(token, rules, now);
  const tokens = rules.csrfKeys.map(key => csrfTokenOf(key, signedIn));
  const sent = request.headers.get('X-CSRF-Token');
  return { ...signedIn, csrfToken: tokens.find(one => one === sent) ?? tokens[0] };
}
