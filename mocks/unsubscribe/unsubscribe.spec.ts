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
  return { backend, call, get, post, ledger };
};

describe('the link of an email', () => {
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

  it('has the time since when it is off, and can be undone for ten minutes', async () => {
    const { call, post } = client();
    await post(PATH, 'topic=promotions');
    const { body } = await call('nobody', 'GET', PATH);
    expect([body.state, typeof body.offSince, typeof body.undoUntil]).toEqual(['off', 'string', 'string']);
    expect(['Кнопка почтовой программы', 'Ссылка из письма']).toContain(body.offBy);
    const undone = await call('nobody', 'POST', `${PATH}/undo`);
    expect(undone.body.state).toBe('on');
    expect((await call('nobody', 'POST', `${PATH}/undo`)).status).toBe(200);
    const used = await call('nobody', 'POST', `/unsubscribe/${RECENT_TOKEN}/undo`);
    expect([used.status, used.body.topic, used.body.state]).toEqual([200, 'surveys', 'on']);
  });

  it('is too late to undo after that', async () => {
    const { call, post } = client();
    await post(PATH, ONE_CLICK);
    const undoneTooLate = await call('nobody', 'POST', `${PATH}/undo`, {
      now: new Date(Date.now() + 700_000).toISOString(),
    });
    expect([undoneTooLate.status, undoneTooLate.body.type]).toEqual([410, '/problems/gone']);
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
    expect(await done.text()).toContain('This mailing is off');
  });

  it('takes only a form', async () => {
    const { call } = client();
    expect((await call('nobody', 'POST', PATH, { body: { topic: 'promotions' } })).status).toBe(415);
  });
});

const multipart = (fields: Record<string, string>, boundary = 'b0undary'): [type: string, body: string] => [
  `multipart/form-data; boundary=${boundary}`,
  `${Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--${boundary}--\r\n`,
];

describe('additions of mail programs and counters', () => {
  const state = async ({ call }: ReturnType<typeof client>) => (await call('nobody', 'GET', PATH)).body.state;

  it.each([
    '?utm_source=newsletter',
    '?utm_source=a&utm_source=b&fbclid=1',
    '?',
    '?topic=all',
    '/',
    '/?x=%E0%A4%A',
  ])('a link ending in %j is the same link', async added => {
    const w = client();
    const looked = await w.call('nobody', 'GET', `${PATH}${added}`);
    expect([looked.status, looked.body.state]).toEqual([200, 'on']);
    const page = await w.call('nobody', 'GET', `${PATH}${added}`, { headers: { Accept: 'text/html' } });
    expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await w.post(`${PATH}${added}`, ONE_CLICK)).status).toBe(200);
    expect(await state(w)).toBe('off');
    expect((await w.call('nobody', 'POST', `${PATH}/undo${added.replace('/', '')}`)).body.state).toBe('on');
  });

  it.each([
    ['a line end behind it', 'application/x-www-form-urlencoded', `${ONE_CLICK}\r\n`],
    ['white space around it', 'application/x-www-form-urlencoded', `\r\n ${ONE_CLICK} \n`],
    ['a charset', 'application/x-www-form-urlencoded; charset=UTF-8', ONE_CLICK],
    ['a type in capitals', 'Application/X-WWW-Form-URLEncoded;charset="utf-8"', ONE_CLICK],
    ['members of its own', 'application/x-www-form-urlencoded', `${ONE_CLICK}&mailer=1&mailer=2&=`],
    ['no type', '', ONE_CLICK],
    ['a type of plain text', 'text/plain;charset=UTF-8', `${ONE_CLICK}\n`],
    ['a form in parts', ...multipart({ 'List-Unsubscribe': 'One-Click' })],
    ['a form in parts, with a line end in its value', ...multipart({ 'List-Unsubscribe': 'One-Click\r\n' })],
    ['a form in parts, with more', ...multipart({ client: 'mail/7', 'List-Unsubscribe': 'One-Click' })],
  ])('a one-click body with %s switches off', async (_, type, body) => {
    const w = client();
    const bytes = new TextEncoder().encode(body);
    const answer = await w.backend.handle(
      new Request(`http://mock.test${w.backend.base}${PATH}`, {
        method: 'POST',
        headers: type === '' ? {} : { 'Content-Type': type },
        body: bytes,
      }),
    );
    expect(answer.status).toBe(200);
    expect(await state(w)).toBe('off');
    const [row] = (await w.get('owner', '/mailings/history')).body.items;
    expect(row.via).toBe('one-click');
  });

  it('a body on undoing is ignored', async () => {
    const w = client();
    await w.post(PATH, ONE_CLICK);
    expect((await w.post(`${PATH}/undo`, 'confirm=yes')).status).toBe(200);
    expect(await state(w)).toBe('on');
  });

  it('operations with a session refuse unknown members', async () => {
    const { call, get } = client();
    expect((await get('owner', '/mailings?utm_source=newsletter')).status).toBe(400);
    const made = await call('owner', 'POST', '/requests', {
      body: { kind: 'complaint', scope: 'person', details: {}, utm: 1 },
    });
    expect(made.status).toBe(400);
  });
});

describe('a browser gets a page in every case of failure', () => {
  const wrong: [what: string, status: number, method: string, path: string, init?: object][] = [
    ['a token of nobody', 404, 'GET', '/unsubscribe/nobody'],
    ['no token', 404, 'GET', '/unsubscribe'],
    ['no token, with a slash', 404, 'GET', '/unsubscribe/'],
    ['a token that cannot be read', 404, 'GET', '/unsubscribe/%E0%A4%A'],
    ['a path of nobody', 404, 'GET', `${PATH}/redo`],
    ['a token that is too long', 400, 'GET', `/unsubscribe/${'u'.repeat(501)}`],
    ['nothing chosen', 400, 'POST', PATH, { type: FORM['Content-Type'], body: '' }],
    ['a topic of nobody', 400, 'POST', PATH, { type: FORM['Content-Type'], body: 'topic=none' }],
    ['a form in parts without its parts', 400, 'POST', PATH, { type: 'multipart/form-data', body: 'x' }],
    ['another method', 405, 'PUT', PATH, { type: FORM['Content-Type'], body: ONE_CLICK }],
    ['the address of the undo button', 405, 'GET', `${PATH}/undo`],
    ['no form', 415, 'POST', PATH, { type: 'application/json', body: '{}' }],
    ['too many requests', 429, 'GET', PATH, { scenario: 'rate-limited' }],
    ['a fault', 500, 'POST', PATH, { scenario: 'error-500', type: FORM['Content-Type'], body: ONE_CLICK }],
    ['maintenance', 503, 'GET', PATH, { scenario: 'maintenance' }],
    ['a scenario of nobody', 400, 'GET', PATH, { scenario: 'sunny' }],
  ];
  it.each(wrong)('%s: %i', async (_, status, method, path, init) => {
    const { type, body, scenario } = (init ?? {}) as { type?: string; body?: string; scenario?: string };
    const { backend } = client();
    for (const lang of ['ru', 'en']) {
      const requestWith = (accept: string) =>
        backend.handle(
          new Request(`http://mock.test${backend.base}${path}`, {
            method,
            headers: {
              Accept: accept,
              'Accept-Language': lang,
              ...(type === undefined ? {} : { 'Content-Type': type }),
              ...(scenario === undefined ? {} : { 'X-Mock-Scenario': scenario }),
            },
            ...(body === undefined ? {} : { body }),
          }),
        );
      const page = await requestWith('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8');
      const html = await page.text();
      expect([page.status, page.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=utf-8']);
      expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(html).toMatch(new RegExp(`<html lang="${lang}">.*<h1>[^<]+</h1>.*<a href="[^"]+">`, 's'));
      expect(page.headers.has('Retry-After')).toBe(status === 429 || status === 503);
      if (status === 405) expect(page.headers.get('Allow')).toContain('POST');
      const problem = await requestWith('application/json');
      expect(problem.headers.get('Content-Type')).toBe('application/problem+json');
    }
  });

  it('the way on is the link itself, and opening it changes nothing', async () => {
    const { call, ledger } = client();
    const before = (await ledger()).total;
    const page = await call('nobody', 'GET', `${PATH}/undo?utm=1`, { headers: { Accept: 'text/html' } });
    const href = /<a href="([^"]+unsubscribe[^"]+)">/.exec(await page.response.text())?.[1];
    expect(href).toBe(`/api/privacy/v1${PATH}`);
    expect((await call('nobody', 'GET', PATH)).body.state).toBe('on');
    expect((await ledger()).total).toBe(before);
  });
});

describe('the result page of the button', () => {
  const html = async (answer: Response) => (await answer.text()).replaceAll(/<style>.*?<\/style>/gs, '');
  const PAGE = { Accept: 'text/html' };

  it('another topic: names that topic, makes no false claim, offers the topic of the email', async () => {
    const { post } = client();
    const page = await html(await post(PATH, 'topic=renewals', PAGE));
    expect(page).toMatch(/<h1>«[^»]+»: отключено<\/h1>/);
    expect(page).not.toContain('ничего не изменится');
    expect(page).toContain('Отключить и «Акции и новые услуги»');
    expect(page).toContain('Вернуть как было');
    expect(await html(await post(`${PATH}/undo`, '', PAGE))).toMatch(/role="status">Возвращено как было/);
  });

  it('two others at once are both named', async () => {
    const { post } = client();
    const page = await html(
      await post(PATH, 'topic=renewals&topic=surveys', { ...PAGE, 'Accept-Language': 'en' }),
    );
    expect(page).toMatch(/<h1>“[^”]+”, “[^”]+”: off<\/h1>/);
    expect(page).not.toContain('Nothing changes');
  });

  it('another topic after that of the email is named beside it', async () => {
    const { post } = client();
    await post(PATH, 'topic=promotions', PAGE);
    const page = await html(await post(PATH, 'topic=renewals', PAGE));
    expect(page).toContain('Рассылка отключена');
    expect(page).toMatch(/Отключено сейчас: «[^»]+»/);
  });
});
