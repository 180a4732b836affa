import { createHmac, randomBytes } from 'node:crypto';
import { problem, type Problem } from '../../core/problem.ts';
import { type Breaker, type BreakerOptions, createBreaker } from '../sources/breaker.ts';
import type { TokenCheck } from './caller.ts';
import { type Claims, CLOCK_TOLERANCE_S, type SignedIn, signedInOf } from './claims.ts';

/** Where the panel is asked who is signed in (RFC 7662), and as whom. */
export interface IntrospectionEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How its answers are checked: as the claims of a JWT are. */
export interface IntrospectionRules extends IntrospectionEndpoint {
  readonly issuer: string;
  readonly audience: string;
  /** Whether the panel has sessions of employees who act as a customer; without it they are refused. */
  readonly impersonation: boolean;
}

/** What is called with the panel's answers, for logs and metrics. None is given a token. */
export interface IntrospectionEvents {
  onAnswer?(seconds: number): void;
  onFailure?(thrown: unknown, seconds: number): void;
  /** The panel calls a token active and says something of it that is not accepted. */
  onRefused?(why: RefusedClaim): void;
  onBreaker?(open: boolean): void;
}

/** What is wrong with an answer that calls a token active. */
export type RefusedClaim = 'iss' | 'aud' | 'exp' | 'nbf' | 'sub or act';

/** A call may take so long, with its body, ms. */
const CALL_MS = 2000;
/** A session that the panel has ended is refused after this at the latest, ms. */
const KEPT_MS = 60_000;
/** An answer that a token opens nothing is kept shorter, ms: the panel may have been behind itself. */
const INACTIVE_KEPT_MS = 5000;
/** Answers that are kept, those that open something and those that do not: whoever invents tokens pushes no session out. */
const MAX_KEPT = 10_000;
const MAX_INACTIVE_KEPT = 1000;
/** Calls that run at the same time; a further one is answered 503, so that invented tokens do not flood the panel. */
const MAX_RUNNING = 64;
const MAX_ANSWER_BYTES = 64 * 1024;
/** Characters of a token; a longer text is refused without a call. */
const MAX_TOKEN = 4096;
/** When to try again while the panel does not answer, seconds. */
const RETRY_S = 5;
/** Opens later and for a shorter time than the breaker of a system that keeps data: nobody signs in meanwhile. */
const BREAKER: BreakerOptions = { failures: 5, pauseMs: 2000, longestMs: 10_000 };

/** What was found out about a token. */
interface Finding {
  readonly requestedAt: number;
  /** The instant from which it counts no more, ms. */
  readonly until: number;
  /** Undefined where the token opens nothing. */
  readonly signedIn: SignedIn | undefined;
}

/** The panel has answered in another way than RFC 7662 says. */
class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

const notKnown = (): Problem =>
  problem('maintenance', {
    title: { ru: 'Личный кабинет не отвечает', en: 'The account area is not responding' },
    detail: {
      ru: 'Мы не можем узнать у него, кто вы. Вы не вышли, вводить пароль заново не нужно: повторите через минуту.',
      en: 'We cannot ask it who you are. You are still signed in and need no password: try again in a minute.',
    },
    retryAfter: RETRY_S,
  });

/** Credentials of a client (RFC 6749, 2.3.1): both parts are encoded as a form before they are joined. */
function basic({ clientId, clientSecret }: IntrospectionEndpoint): string {
  const encoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(clientSecret)}`).toString('base64')}`;
}

/** The body of an answer. @throws BadAnswer for one that is too long */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new BadAnswer(`has more than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Asks the panel. @throws Error without the token and without what was answered */
async function requestClaims(endpoint: IntrospectionEndpoint, token: string): Promise<Claims> {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: {
      Authorization: basic(endpoint),
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ token }).toString(),
    // Neither a token nor a secret goes to an address that is not in the settings.
    redirect: 'error',
    signal: AbortSignal.timeout(CALL_MS),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    const refused = response.status === 401 || response.status === 403;
    throw new BadAnswer(
      `has status ${response.status}${refused ? ': it refuses IDENTITY_CLIENT_ID or its secret' : ''}`,
    );
  }
  let claims: unknown;
  try {
    claims = JSON.parse(await textOf(response));
  } catch (thrown) {
    // The message of a SyntaxError repeats a part of the answer.
    throw thrown instanceof SyntaxError ? new BadAnswer('is no JSON') : thrown;
  }
  if (typeof claims !== 'object' || claims === null || !('active' in claims))
    throw new BadAnswer('has no member active');
  if (typeof claims.active !== 'boolean') throw new BadAnswer('has an active that is neither true nor false');
  return claims;
}

/** Why claims of an active token are not accepted, besides its subject. */
function refusedClaim(
  { iss, aud, exp, nbf }: Claims,
  { issuer, audience }: IntrospectionRules,
  now: number,
): RefusedClaim | undefined {
  if (iss !== issuer) return 'iss';
  if (!(Array.isArray(aud) ? aud : [aud]).includes(audience)) return 'aud';
  const tolerance = CLOCK_TOLERANCE_S * 1000;
  if (typeof exp !== 'number' || exp * 1000 <= now - tolerance) return 'exp';
  if (nbf !== undefined && (typeof nbf !== 'number' || nbf * 1000 > now + tolerance)) return 'nbf';
  return undefined;
}

/** Findings by the digest of their token; the one that was kept longest is dropped first. */
function bounded(max: number) {
  const findings = new Map<string, Finding>();
  return {
    get: (key: string) => findings.get(key),
    delete: (key: string) => findings.delete(key),
    set: (key: string, finding: Finding) => {
      findings.delete(key);
      findings.set(key, finding);
      const [oldest] = findings.keys();
      if (findings.size > max && oldest !== undefined) findings.delete(oldest);
    },
  };
}

/**
 * Checks tokens by asking the panel (RFC 7662), for panels whose sessions are opaque. An answer is kept for 60 s and never past the
 * `exp` of its token; calls for one token at the same time are one call. While the panel does not answer nothing is known, which is
 * another thing than being signed out.
 * @param ms the time of the breaker, monotonic
 */
export function introspection(
  rules: IntrospectionRules,
  { onAnswer, onFailure, onRefused, onBreaker }: IntrospectionEvents = {},
  ms?: () => number,
): TokenCheck {
  const breaker: Breaker = createBreaker({
    ...BREAKER,
    ...(ms === undefined ? {} : { ms }),
    onChange: state => onBreaker?.(state !== 'closed'),
  });
  // A digest with a key of this process: neither a dump of the memory nor another process has a token by it.
  const secret = randomBytes(32);
  const digestOf = (token: string) => createHmac('sha256', secret).update(token).digest('base64');
  const kept = bounded(MAX_KEPT);
  const inactiveTokens = bounded(MAX_INACTIVE_KEPT);
  const running = new Map<string, Promise<Finding>>();

  /** @throws Problem `maintenance` */
  async function claimsOf(token: string): Promise<Claims> {
    if (!breaker.allows()) throw notKnown();
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    try {
      const claims = await requestClaims(rules, token);
      breaker.succeeded();
      onAnswer?.(seconds());
      return claims;
    } catch (thrown) {
      breaker.failed();
      onFailure?.(thrown, seconds());
      throw notKnown();
    }
  }

  async function find(token: string, now: Date): Promise<Finding> {
    const requestedAt = now.getTime();
    const inactive = { requestedAt, until: requestedAt + INACTIVE_KEPT_MS, signedIn: undefined };
    const claims = await claimsOf(token);
    if (claims['active'] !== true) return inactive;
    const why = refusedClaim(claims, rules, requestedAt);
    if (why !== undefined) {
      onRefused?.(why);
      return inactive;
    }
    try {
      const signedIn = signedInOf(claims, rules.impersonation, now);
      return { requestedAt, until: Math.min(requestedAt + KEPT_MS, Number(claims['exp']) * 1000), signedIn };
    } catch {
      onRefused?.('sub or act');
      return inactive;
    }
  }

  /** One call for a token at a time. What it finds takes the place of what was known. */
  function findOnce(key: string, token: string, now: Date): Promise<Finding> {
    const begun = running.get(key);
    if (begun !== undefined) return begun;
    if (running.size >= MAX_RUNNING) return Promise.reject(notKnown());
    const call = find(token, now)
      .then(finding => {
        const [into, other] =
          finding.signedIn === undefined ? [inactiveTokens, kept] : [kept, inactiveTokens];
        other.delete(key);
        into.set(key, finding);
        return finding;
      })
      .finally(() => running.delete(key));
    running.set(key, call);
    return call;
  }

  return async (token, now, fresh) => {
    if (token === '' || token.length > MAX_TOKEN) throw problem('session-expired');
    const key = digestOf(token);
    const at = now.getTime();
    const known = [kept.get(key), inactiveTokens.get(key)].find(
      one => one !== undefined && one.requestedAt <= at && at < one.until,
    );
    // An inactive token is not sent again for a write: a caller who repeats one does not keep the panel busy.
    const counts = known !== undefined && (!fresh || known.signedIn === undefined);
    const { signedIn } = counts ? known : await findOnce(key, token, now);
    if (signedIn === undefined) throw problem('session-expired');
    return signedIn;
  };
}
