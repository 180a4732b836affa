/** What one client may cost. Tests set shorter times. */
export interface Limits {
  /** Headers of a request are received within this, ms; 408 after it. */
  readonly headersMs: number;
  /** A whole request is received within this, ms; 408 after it. */
  readonly requestMs: number;
  /** A connection on which nothing moves is closed after this, ms: a client that does not read its answer. */
  readonly idleMs: number;
  /** How often the server looks for requests that take too long, ms. */
  readonly checkMs: number;
  /** Bytes of all headers; 431 above it. */
  readonly headerBytes: number;
  /** A chunk of a file is 1 MB; no other body is larger. 413 above it. */
  readonly bodyBytes: number;
}

/** The limits of the server. */
export const LIMITS: Limits = {
  headersMs: 10_000,
  requestMs: 60_000,
  idleMs: 120_000,
  checkMs: 5000,
  headerBytes: 16 * 1024,
  bodyBytes: 2 * 1024 * 1024,
};

/** Counts requests of sessions. */
export interface RateLimiter {
  /** @returns undefined when the request may pass, else after how many seconds the next one may */
  take(session: string): number | undefined;
}

interface Bucket {
  /** Requests that may pass at once. */
  left: number;
  at: number;
}

/** Sessions that are remembered; those that were quiet are forgotten first. */
const SESSIONS = 50_000;
const MINUTE_MS = 60_000;

/**
 * Lets `perMinute` requests of a session pass in a minute, all at once or spread. Each process counts for itself: what the
 * operator promises is the sum, what protects the database is the pool.
 * @param ms the time, monotonic
 */
export function createRateLimiter(
  perMinute: number,
  ms: () => number = () => performance.now(),
): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take: session => {
      const now = ms();
      const { left, at } = buckets.get(session) ?? { left: perMinute, at: now };
      const filled = Math.min(perMinute, left + ((now - at) * perMinute) / MINUTE_MS);
      const passes = filled >= 1;
      // A session that was seen moves to the end: the first one of the map has been quiet longest.
      buckets.delete(session);
      buckets.set(session, { left: passes ? filled - 1 : filled, at: now });
      const [quietest] = buckets.keys();
      if (buckets.size > SESSIONS && quietest !== undefined) buckets.delete(quietest);
      return passes ? undefined : Math.ceil(((1 - filled) * MINUTE_MS) / perMinute / 1000);
    },
  };
}
