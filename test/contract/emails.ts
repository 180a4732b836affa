import { areaOf, found, UNKNOWN, type Visit } from './visit.ts';
import type { OperationId } from '../../src/api/operation.ts';
import { Broken } from './report.ts';
import type { CallResult } from './server.ts';

const FORM = 'application/x-www-form-urlencoded';
const ONE_CLICK = { type: FORM, content: 'List-Unsubscribe=One-Click' };
const PARTS = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
/** The same click as mail programs send it. */
const CLICKS = {
  'a line end behind it': { type: FORM, content: 'List-Unsubscribe=One-Click\r\n' },
  'a charset': { type: `${FORM}; charset=UTF-8`, content: ONE_CLICK.content },
  'a field of its own': { type: FORM, content: `${ONE_CLICK.content}&contract-test=1` },
  'multipart/form-data': { type: 'multipart/form-data; boundary=x', content: PARTS },
};
/** What a browser asks for. */
const BROWSER = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** The token of an email: of a topic that is on, where there is one. */
async function tokenOf({ server }: Visit) {
  const { topics } = (await server.call('getMailings')).json;
  const { items } = (await server.call('listLetters', { query: { limit: 200 } })).json;
  const on = new Set(topics.filter(one => one.state === 'on').map(one => one.topic));
  const sent = items.filter(one => one.unsubscribeUrl !== undefined);
  const email = found(
    sent.find(one => one.topic !== undefined && on.has(one.topic)) ?? sent[0],
    'no letter has an unsubscribeUrl',
  );
  const token = /\/unsubscribe\/([^/?#]+)/.exec(email.unsubscribeUrl ?? '')?.[1];
  if (token === undefined)
    throw new Broken(`/unsubscribeUrl is «${email.unsubscribeUrl}», without …/unsubscribe/<token>`);
  return decodeURIComponent(token);
}

const AREA = 'unsubscribe from a letter';
const openBy = (token: string) => ({ path: { token }, nobody: true }) as const;

function expectNoCookie({ report }: Visit, { call, headers }: CallResult<OperationId>): void {
  report.expect(!headers.has('Set-Cookie'), `${call}: it sets a cookie`);
}

/** An email’s link as scanners open it: what reads it changes nothing. */
export async function openLinks(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check, skip } = areaOf(visit, AREA);
  await check('an unknown token is 404', () =>
    server.call('getUnsubscribe', { ...openBy(UNKNOWN), problem: 'not-found' }),
  );
  await check('a browser gets a page for a link that leads nowhere', () =>
    expectPage(visit, `/unsubscribe/${UNKNOWN}`, 404),
  );
  const token = await check('a letter carries its token', () => tokenOf(visit));
  if (token === undefined) return skip('reading its page', 'there is no token');
  const open = openBy(token);
  await check('a link with members of a counter is the same link', () =>
    expectPage(visit, `/unsubscribe/${encodeURIComponent(token)}?utm_source=contract-test`, 200),
  );
  await check('without a session: JSON, HEAD and a page with a form change nothing', async () => {
    const first = await server.call('getUnsubscribe', open);
    const { json, call } = first;
    expectNoCookie(visit, first);
    report.expect(/[•*…]/.test(json.address), `${call}: /address does not look masked`);
    await server.call('getUnsubscribe', { ...open, head: true });
    const page = await server.call('getUnsubscribe', { ...open, headers: { Accept: 'text/html' } });
    const form = /<form\b[^>]*\bmethod=["']?post/i.test(page.text);
    report.expect(form || json.state === 'off', `${page.call}: the page has no <form method="post">`);
    const after = (await server.call('getUnsubscribe', open)).json.state;
    report.expect(after === json.state, `${call}: the topic was ${json.state} and is ${after}`);
  });
}

/** Whether a browser gets a page. */
async function expectPage({ server, report }: Visit, path: string, due: number): Promise<void> {
  const { status, headers } = await server.raw('GET', path, BROWSER);
  const type = headers.get('Content-Type') ?? '';
  report.expect(status === due, `GET ${path} → ${status} where ${due} is due`);
  report.expect(/^text\/html/i.test(type), `GET ${path} for a browser: Content-Type is «${type}»`);
}

/** One POST without a session opts out (RFC 8058), and can be undone. */
export async function oneClick(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check, skip } = areaOf(visit, AREA);
  const token = await check('a letter of a topic that is on', () => tokenOf(visit));
  if (token === undefined) return skip('opting out and back', 'there is no token');
  const open = openBy(token);
  const before = await check(
    'one click opts out, without cookie or redirect; a second changes nothing',
    async () => {
      const { state } = (await server.call('getUnsubscribe', open)).json;
      const off = await server.call('unsubscribe', { ...open, body: ONE_CLICK });
      expectNoCookie(visit, off);
      report.expect(off.json.state === 'off', `${off.call}: /state is ${off.json.state}`);
      const again = await server.call('unsubscribe', { ...open, body: ONE_CLICK });
      const same = again.json.offSince === off.json.offSince;
      report.expect(same, `${off.call}: /offSince moved with the second click`);
      return state;
    },
  );
  await check('what mail programs add to a click is passed over', async () => {
    for (const [what, body] of Object.entries(CLICKS)) {
      const { json, call } = await server.call('unsubscribe', { ...open, body });
      report.expect(json.state === 'off', `${call} with ${what}: /state is ${json.state}`);
    }
  });
  await check('a body of another type is 415', () =>
    server.call('unsubscribe', { ...open, json: {}, problem: 'unsupported-media' }),
  );
  if (before !== 'on') return skip('undoing it', 'the topic was off before');
  await check('undone, it is on again', async () => {
    const { json, call } = await server.call('undoUnsubscribe', open);
    report.expect(json.state === 'on', `${call}: /state is ${json.state}`);
  });
}
