import type { Host } from '../host.ts';

/** Reads that were sent before the client was loaded. */
export interface EagerReads {
  /** The answer to an eager read, once: the next call goes to the server. Undefined when the read was not sent eagerly. */
  take(url: string, locale: string): Promise<Response> | undefined;
}

/**
 * Asks the server at once, the way the client would.
 * @param paths below the base of the API
 */
export function readEagerly(host: Host, locale: string, paths: readonly string[]): EagerReads {
  const reads = new Map<string, Promise<Response>>();
  const read = async (url: string, token: Promise<string> | undefined): Promise<Response> =>
    fetch(url, {
      headers: {
        'Accept-Language': locale,
        Accept: 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${await token}` }),
      },
      credentials: host.auth === 'cookie' ? 'include' : 'omit',
      cache: 'no-store',
    });
  // With a bearer nothing leaves before the host has said how to get one.
  if (host.auth === 'cookie' || host.getToken) {
    const { getToken } = host;
    // A host's function that throws has no token to give: the client will say so when it asks again.
    const token = host.auth === 'bearer' && getToken ? Promise.resolve().then(() => getToken()) : undefined;
    token?.catch(() => undefined);
    for (const path of paths) {
      const answer = read(host.apiBase + path, token);
      // The caller sees the rejection; if nobody awaits it, it is swallowed here.
      answer.catch(() => undefined);
      reads.set(host.apiBase + path, answer);
    }
  }
  return {
    take: (url, wanted) => {
      if (wanted !== locale) return undefined;
      const answer = reads.get(url);
      reads.delete(url);
      return answer;
    },
  };
}
