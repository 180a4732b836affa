import { getUnsubscribe } from '../api/generated/ops/getUnsubscribe.ts';
import type { Schemas } from '../api/schema-types.ts';

/** The subscription behind the link of an email: the contract's `UnsubscribePage`. */
export type LinkState = Schemas['UnsubscribePage'];

/** The result of a call. */
export type LinkResult =
  | { kind: 'page'; page: LinkState }
  /** The server does not know the token; the link may be cut off. */
  | { kind: 'unknown' }
  /** The ten minutes in which a change can be undone are over. */
  | { kind: 'too-late' }
  /** No answer, or one that cannot be read: it is not known whether the change was made. */
  | { kind: 'failed'; requestId: string | undefined };

/** The action of the customer: stop topics (`all` among them stops every topic), or undo the last stop. */
export type LinkAction = { stop: readonly string[] } | 'undo';

/** The effect of an action. */
export type Outcome =
  | { kind: 'undone' }
  /** `elsewhere`: other topics were stopped and the topic of the link is still on, so the page names them. */
  | { kind: 'stopped'; labels: readonly string[]; all: boolean; elsewhere: boolean };

/** The effect of an action, from the answer of the server; undefined when the answer shows none. */
export function outcomeOf(action: LinkAction, page: LinkState): Outcome | undefined {
  if (action === 'undo') return { kind: 'undone' };
  const own = { topic: page.topic, label: page.topicLabel, state: page.state };
  const known = [own, ...page.topics.filter(({ topic }) => topic !== page.topic)];
  const all = action.stop.includes('all');
  const labels = known
    .filter(({ topic, state }) => state === 'off' && (all || action.stop.includes(topic)))
    .map(({ label }) => label);
  return labels.length === 0 ? undefined : { kind: 'stopped', labels, all, elsewhere: page.state === 'on' };
}

/** The calls behind the link of an email. They use no session and no cookie; the token is the only authorization. */
export interface UnsubscribeClient {
  /** Loads the subscription; changes nothing. */
  load(): Promise<LinkResult>;
  /**
   * Stops these topics, or `all`. Repeating it changes nothing. It does not send the form of RFC 8058, so that the
   * server records a click on the page and not one in a mail program.
   */
  stop(topics: readonly string[]): Promise<LinkResult>;
  /** Undoes the last stop, within ten minutes. */
  undo(): Promise<LinkResult>;
}

const TIMEOUT_MS = 30_000;

/**
 * Makes the client, which the page of the email and the module's route share. It sends no cookie and no referrer
 * (openapi.yaml, `getUnsubscribe`).
 * @param base the API base, without a slash at the end
 */
export function createUnsubscribeClient({
  base,
  token,
  locale,
}: {
  base: string;
  token: string;
  locale: string;
}): UnsubscribeClient {
  const address = `${base}/unsubscribe/${encodeURIComponent(token)}`;
  async function send(url: string, form?: URLSearchParams): Promise<LinkResult> {
    let response: Response;
    let body: unknown;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
    try {
      response = await fetch(url, {
        method: form === undefined ? 'GET' : 'POST',
        headers: {
          Accept: 'application/json',
          'Accept-Language': locale,
          ...(form === undefined || form.size === 0
            ? {}
            : { 'Content-Type': 'application/x-www-form-urlencoded' }),
        },
        ...(form === undefined || form.size === 0 ? {} : { body: form.toString() }),
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: timeout.signal,
      });
      body = JSON.parse(await response.text());
    } catch {
      return { kind: 'failed', requestId: undefined };
    } finally {
      clearTimeout(timer);
    }
    if (response.ok && getUnsubscribe.check(body)) return { kind: 'page', page: body };
    if (response.status === 404) return { kind: 'unknown' };
    if (response.status === 410) return { kind: 'too-late' };
    return { kind: 'failed', requestId: (body as { requestId?: string } | null)?.requestId };
  }
  return {
    load: () => send(address),
    stop: topics => send(address, new URLSearchParams(topics.map(topic => ['topic', topic]))),
    undo: () => send(`${address}/undo`, new URLSearchParams()),
  };
}
