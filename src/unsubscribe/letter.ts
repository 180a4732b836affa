import { getUnsubscribe } from '../api/generated/ops/getUnsubscribe.ts';
import type { components } from '../api/generated/schema.ts';

/** What the link of a letter stands for, as the contract has it. */
export type LetterPage = components['schemas']['UnsubscribePage'];

/** How a question or an action ended. */
export type LetterAnswer =
  | { kind: 'page'; page: LetterPage }
  /** A link that is not ours, or was cut off. */
  | { kind: 'unknown' }
  /** More than ten minutes: nothing to take back any more. */
  | { kind: 'too-late' }
  /** Nothing came, or nothing that can be read; whether it was done is not known. */
  | { kind: 'failed'; requestId: string | undefined };

/** What was pressed: topics to stop, or `all` among them, or the way back. */
export type Press = { stop: readonly string[] } | 'undo';

/** What a press has done. */
export type Done =
  | { kind: 'undone' }
  /** `elsewhere`: the topic of the link itself still comes, so the page has to speak of the others. */
  | { kind: 'stopped'; labels: readonly string[]; all: boolean; elsewhere: boolean };

/** What a press has done, by the server's answer to it; undefined when none of it shows there. */
export function doneBy(press: Press, page: LetterPage): Done | undefined {
  if (press === 'undo') return { kind: 'undone' };
  const own = { topic: page.topic, label: page.topicLabel, state: page.state };
  const known = [own, ...page.topics.filter(({ topic }) => topic !== page.topic)];
  const all = press.stop.includes('all');
  const labels = known
    .filter(({ topic, state }) => state === 'off' && (all || press.stop.includes(topic)))
    .map(({ label }) => label);
  return labels.length === 0 ? undefined : { kind: 'stopped', labels, all, elsewhere: page.state === 'on' };
}

/** The way of a letter's link to the server: no session, no cookie, the token is all there is. */
export interface Letter {
  /** What the link would stop; changes nothing. */
  look(): Promise<LetterAnswer>;
  /**
   * Stops these topics, or `all`. Saying it again changes nothing. The form of RFC 8058 is the mail program's alone: a
   * press on a page must not be kept as one in a mail program.
   */
  stop(topics: readonly string[]): Promise<LetterAnswer>;
  /** Takes the last stop back, within ten minutes. */
  undo(): Promise<LetterAnswer>;
}

const TIMEOUT_MS = 30_000;

/**
 * Makes the way. It has nothing of the page in it: the letter's own page and the module's route share it. No cookie
 * goes out, and no address comes along as a referrer (openapi.yaml, `getUnsubscribe`).
 * @param base the API base, without a slash at the end
 */
export function createLetter({
  base,
  token,
  locale,
}: {
  base: string;
  token: string;
  locale: string;
}): Letter {
  const address = `${base}/unsubscribe/${encodeURIComponent(token)}`;
  async function ask(url: string, form?: URLSearchParams): Promise<LetterAnswer> {
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
    if (response.ok && getUnsubscribe.check(body)) return { kind: 'page', page: body as LetterPage };
    if (response.status === 404) return { kind: 'unknown' };
    if (response.status === 410) return { kind: 'too-late' };
    return { kind: 'failed', requestId: (body as { requestId?: string } | null)?.requestId };
  }
  return {
    look: () => ask(address),
    stop: topics => ask(address, new URLSearchParams(topics.map(topic => ['topic', topic]))),
    undo: () => ask(`${address}/undo`, new URLSearchParams()),
  };
}
