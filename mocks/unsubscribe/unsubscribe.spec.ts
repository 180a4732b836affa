import { describe, expect, it } from 'vitest';
import { RECENT_TOKEN, VALID_TOKEN } from '../mailings/seed.ts';
import { specClient } from '../spec-client.ts';

const PATH = `/unsubscribe/${VALID_TOKEN}`;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ONE_CLICK = 'List-Unsubscribe=One-Click';

const client = () => {
  const { call, get, backend } = specClient();
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    backend.handle(
      new Request(`http://mock.test${backend.base}${path}`, {
        method: 'POST',
        headers: { ...FORM, ...headers },
        body,
      }),
    );
  const ledger = async () => (await get('owner', '/mailings/history')).body;
  return { call, get, post, ledger };
};

describe('the link of a letter', () => {
  it('changes nothing by being opened', async () => {
    const { call, ledger } = client();
    const before = await ledger();
    for (let i = 0; i < 20; i += 1) await call('nobody', i % 2 === 0 ? 'GET' : 'HEAD', PATH);
    const { body, headers } = await call('nobody', 'GET', PATH);
    expect(body).toMatchObject({
      topic: 'promotions',
      state: 'on',
      address: expect.stringMatching(/^v•+@example\.ru$/),
    });
    expect([headers.get('Referrer-Policy'), headers.get('Set-Cookie')]).toEqual(['no-referrer', null]);
    expect(await ledger()).toEqual(before);
  });

  it('pressed a hundred times leaves one row', async () => {
    const { post, ledger, get } = client();
    const before = (await ledger()).total;
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(PATH, ONE_CLICK)));
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]));
    expect(answers.every(answer => !answer.redirected && answer.headers.get('Set-Cookie') === null)).toBe(
      true,
    );
    const { items, total } = await ledger();
    expect([total - before, items[0].via, items[0].by.kind, items[0].to]).toEqual([
      1,
      'one-click',
      'letter',
      'off',
    ]);
    expect(
      (await get('owner', '/mailings')).body.topics.find(
        (one: { topic: string }) => one.topic === 'promotions',
      ).state,
    ).toBe('off');
  });

  it('says since when it is off, and can be undone for ten minutes', async () => {
    const { call, post } = client();
    await post(PATH, 'topic=promotions');
    const { body } = await call('nobody', 'GET', PATH);
    expect([body.state, typeof body.offSince, typeof body.undoUntil]).toEqual(['off', 'string', 'string']);
    const undone = await call('nobody', 'POST', `${PATH}/undo`);
    expect(undone.body.state).toBe('on');
    expect((await call('nobody', 'POST', `${PATH}/undo`)).status).toBe(200);
    const used = await call('nobody', 'POST', `/unsubscribe/${RECENT_TOKEN}/undo`);
    expect([used.status, used.body.topic, used.body.state]).toEqual([200, 'surveys', 'on']);
  });

  it('is too late to undo after that', async () => {
    const { call, post } = client();
    await post(PATH, ONE_CLICK);
    const late = await call('nobody', 'POST', `${PATH}/undo`, {
      now: new Date(Date.now() + 700_000).toISOString(),
    });
    expect([late.status, late.body.type]).toEqual([410, '/problems/gone']);
    const page = await call('nobody', 'POST', `${PATH}/undo`, {
      now: new Date(Date.now() + 700_000).toISOString(),
      headers: { Accept: 'text/html' },
    });
    expect([page.status, (await page.response.text()).includes('Рассылки')]).toEqual([410, true]);
  });

  it('may name other topics, for switching off only', async () => {
    const { post, get } = client();
    await post(PATH, 'topic=renewals&topic=holidays');
    const states = (await get('owner', '/mailings')).body.topics.map(
      (one: { topic: string; state: string }) => `${one.topic} ${one.state}`,
    );
    expect(states).toEqual(['holidays off', 'promotions on', 'renewals off', 'surveys off']);
    await post(PATH, 'topic=all');
    expect(
      (await get('owner', '/mailings')).body.topics.every((one: { state: string }) => one.state === 'off'),
    ).toBe(true);
    expect((await post(PATH, 'topic=nothing')).status).toBe(400);
  });

  it.each(['gar bled', 'ForeignTokenOfAnotherInstallation00', `${VALID_TOKEN}x`, '../session'])(
    'of %j leads to plain words',
    async token => {
      const { call, post } = client();
      const path = `/unsubscribe/${encodeURIComponent(token)}`;
      expect((await call('nobody', 'GET', path)).status).toBe(404);
      expect((await post(path, ONE_CLICK)).status).toBe(404);
      const page = await call('nobody', 'GET', path, { headers: { Accept: 'text/html' } });
      const html = await page.response.text();
      expect([page.status, html.includes('<h1>'), html.includes(token)]).toEqual([404, true, false]);
    },
  );

  it('is a plain page for a browser, in both languages', async () => {
    const { call, post } = client();
    const page = await call('nobody', 'GET', PATH, { headers: { Accept: 'text/html,*/*' } });
    const html = await page.response.text();
    expect(page.headers.get('Content-Type')).toContain('text/html');
    expect(html).toContain('<form method="post"');
    expect(html).toContain('lang="ru"');
    // One script, of the same origin; nothing written in the page runs.
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script type="module" src="/activecloud-unsubscribe.js">',
    ]);
    const done = await post(PATH, 'topic=promotions', { Accept: 'text/html', 'Accept-Language': 'en' });
    expect(await done.text()).toContain('The mailing is off');
  });

  it('takes only a form', async () => {
    const { call } = client();
    expect((await call('nobody', 'POST', PATH, { body: { topic: 'promotions' } })).status).toBe(415);
  });
});
