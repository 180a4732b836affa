import { describe, expect, it } from 'vitest';
import { specClient } from '../spec-client.ts';

type Topic = { topic: string; state: string; lettersLastYear: number };
const on = (body: { topics: Topic[] }): string[] =>
  body.topics.filter(one => one.state === 'on').map(one => one.topic);
const put = (
  client: ReturnType<typeof specClient>,
  persona: 'owner' | 'person',
  topic: string,
  body: object,
) => client.call(persona, 'PUT', `/mailings/subscriptions/${topic}`, { body });

describe('topics', () => {
  it('are off without a consent, and on only where the customer put them', async () => {
    const { get } = specClient();
    const owner = await get('owner', '/mailings');
    expect(on(owner.body)).toEqual(['promotions', 'renewals']);
    expect(owner.body).toMatchObject({ consentGiven: true, consentId: 'cs-advertising' });
    for (const persona of ['person', 'new', 'former', 'by', 'user'] as const) {
      const { body } = await get(persona, '/mailings');
      expect([on(body), body.consentGiven]).toEqual([[], false]);
    }
  });

  it('choose their emails by the services alone, as the text of the consent states', async () => {
    const { get } = specClient();
    const document = (
      (await get('owner', '/consents')).body.documents as { purpose: string; text: string[] }[]
    ).find(({ purpose }) => purpose === 'advertising');
    expect(document?.text.join(' ')).toContain('по услугам, которые я заказывал. Другие данные');
    type Email = { selection?: { categories: { id: string }[] } };
    const letters = (await get('owner', '/mailings/letters?limit=100')).body.items as Email[];
    const chosenBy = letters.flatMap(({ selection }) => selection?.categories ?? []).map(({ id }) => id);
    expect(chosenBy.length).toBeGreaterThan(0);
    expect(new Set(chosenBy)).toEqual(new Set(['services']));
  });

  it('count the letters of the last year as they were sent', async () => {
    const { get } = specClient();
    const { body } = await get('owner', '/mailings');
    const year = new Date(Date.now() - 365 * 86_400_000).toISOString();
    for (const { topic, lettersLastYear } of body.topics as Topic[]) {
      const letters = (await get('owner', `/mailings/letters?topic=${topic}`)).body.items as { at: string }[];
      expect([topic, lettersLastYear]).toEqual([topic, letters.filter(one => one.at > year).length]);
    }
    expect(body.serviceNotices.reason).toBe(
      'Нужны, чтобы услуги работали. Политика называет основанием требование закона, но сам закон не указывает',
    );
  });

  it('go off at once and on again within ten minutes, not later', async () => {
    const client = specClient();
    const { get, post } = client;
    const off = await put(client, 'owner', 'promotions', { state: 'off' });
    const { id, undoUntil } = off.body.lastChange;
    expect([on(off.body), off.body.lastChange.via]).toEqual([['renewals'], 'account']);
    const late = new Date(Date.parse(undoUntil) + 1000).toISOString();
    expect((await post('owner', `/mailings/changes/${id}/undo`, undefined, { now: late })).status).toBe(410);
    expect(on((await post('owner', `/mailings/changes/${id}/undo`)).body)).toEqual([
      'promotions',
      'renewals',
    ]);
    const history = (await get('owner', '/mailings/history')).body.items;
    expect(history.slice(0, 2).map((one: { via: string }) => one.via)).toEqual(['undo', 'account']);
    expect((await post('person', `/mailings/changes/${id}/undo`)).status).toBe(404);
  });

  it('all go off by one press, and come back as they were', async () => {
    const { post } = specClient();
    const off = await post('owner', '/mailings/unsubscribe-all');
    expect([on(off.body), off.body.lastChange.topic, off.body.lastChange.from]).toEqual([[], 'all', 'mixed']);
    expect((await post('owner', '/mailings/unsubscribe-all')).body.lastChange.id).toBe(
      off.body.lastChange.id,
    );
    expect(on((await post('owner', `/mailings/changes/${off.body.lastChange.id}/undo`)).body)).toEqual([
      'promotions',
      'renewals',
    ]);
  });

  it('the seeded fresh change can be undone whenever one comes', async () => {
    const { post, get } = specClient();
    await get('owner', '/mailings');
    const now = new Date(Date.now() + 5 * 86_400_000).toISOString();
    expect(on((await post('owner', '/mailings/changes/mc-recent/undo', undefined, { now })).body)).toContain(
      'holidays',
    );
  });

  it('are switched on with a consent to the text in force, under one’s own name', async () => {
    const client = specClient();
    const refused = await put(client, 'person', 'holidays', { state: 'on' });
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/consent', code: 'consent-required' });
    const old = await put(client, 'person', 'holidays', {
      state: 'on',
      consent: { version: '2024-1', fullName: 'Тихонов Илья' },
    });
    expect(old.status).toBe(409);
    const other = await put(client, 'person', 'holidays', {
      state: 'on',
      consent: { version: '2026-1', fullName: 'Иванов Иван' },
    });
    expect(other.body.errors[0].pointer).toBe('/consent/fullName');
    const done = await put(client, 'person', 'holidays', {
      state: 'on',
      consent: { version: '2026-1', fullName: 'илья тихонов' },
    });
    expect([on(done.body), done.body.consentGiven]).toEqual([['holidays'], true]);
    const { body } = await client.get('person', '/consents');
    expect(body.items[0]).toMatchObject({ purpose: 'advertising', version: '2026-1', status: 'given' });
    expect((await put(client, 'person', 'unknown', { state: 'off' })).status).toBe(404);
  });
});

describe('consents', () => {
  it('withdrawing advertising switches everything off, with a row in the ledger', async () => {
    const { post, get } = specClient();
    expect((await post('owner', '/consents/cs-advertising/withdraw')).body.status).toBe('withdrawn');
    const { body } = await get('owner', '/mailings');
    expect([on(body), body.consentGiven, body.lastChange.via, body.lastChange.undoUntil]).toEqual([
      [],
      false,
      'consent',
      undefined,
    ]);
    const again = await post('owner', '/consents/cs-advertising/withdraw');
    expect(again.body).toMatchObject({
      type: '/problems/illegal-transition',
      state: 'withdrawn',
      allowed: [],
    });
    expect((await post('person', '/consents/cs-advertising/withdraw')).status).toBe(404);
  });

  it('the correspondence one needs the owner, the name and a fresh sign-in', async () => {
    const { post, stepUp, get } = specClient();
    const body = {
      purpose: 'correspondence-disclosure',
      version: '2026-1',
      fullName: 'Лесная Вера Павловна',
      form: 'electronic',
    };
    expect((await post('owner', '/consents', body)).body.type).toBe('/problems/step-up-required');
    await stepUp('owner');
    expect((await post('owner', '/consents', { ...body, fullName: 'Вера' })).status).toBe(400);
    expect((await post('owner', '/consents', { ...body, version: '2024-1' })).status).toBe(409);
    const given = await post('owner', '/consents', body);
    expect([given.status, given.body.status]).toEqual([201, 'given']);
    expect((await post('owner', '/consents', body)).status).toBe(409);
    expect((await post('admin', '/consents', { ...body, fullName: 'Рощин Павел' })).body.roles).toEqual([
      'owner',
    ]);
    expect((await get('owner', '/overview')).body.cards.consents.given).toBe(2);
  });

  it('an older text asks to be renewed and never carries over', async () => {
    const { get, post, stepUp } = specClient();
    const item = (await get('person', '/consents')).body.items.find(
      (one: { id: string }) => one.id === 'p-cs-correspondence',
    );
    expect([item.version, item.renewal]).toEqual(['2024-1', '2026-1']);
    expect(
      (await get('person', '/overview')).body.attention.map((one: { kind: string }) => one.kind),
    ).toContain('consent-renewal');
    await stepUp('person');
    await post('person', '/consents', {
      purpose: 'correspondence-disclosure',
      version: '2026-1',
      fullName: 'Тихонов Илья Сергеевич',
      form: 'electronic',
    });
    const { items } = (await get('person', '/consents')).body as {
      items: { purpose: string; status: string; renewal?: string }[];
    };
    const given = items.filter(one => one.purpose === 'correspondence-disclosure' && one.status === 'given');
    expect([given.length, given[0]?.renewal]).toEqual([1, undefined]);
  });
});

describe('a newer text that is declined', () => {
  it('changes nothing, is in the history, and is not asked about again', async () => {
    const { call, get } = specClient();
    const decline = (version: string) =>
      call('person', 'PUT', '/consents/p-cs-correspondence/renewal', { body: { version } });
    expect((await decline('2024-0')).status).toBe(409);
    const { body } = await decline('2026-1');
    expect([body.status, body.version, body.renewal]).toEqual(['given', '2024-1', undefined]);
    expect(body.history.at(-1).what).toBe('kept');
    expect((await decline('2026-1')).body.history).toEqual(body.history);
    const { attention } = (await get('person', '/overview')).body;
    expect(attention.map((one: { kind: string }) => one.kind)).not.toContain('consent-renewal');
    expect(
      (await call('owner', 'PUT', '/consents/p-cs-correspondence/renewal', { body: { version: '2026-1' } }))
        .status,
    ).toBe(404);
  });
});

describe('objections', () => {
  it('to offers act at once and switch the topics off', async () => {
    const client = specClient();
    const { call, get } = client;
    const done = await call('owner', 'PUT', '/objections/offers', { body: { object: true } });
    expect(done.body).toMatchObject({ instant: true, state: 'accepted' });
    expect(on((await get('owner', '/mailings')).body)).toEqual([]);
    expect((await put(client, 'owner', 'promotions', { state: 'on' })).status).toBe(409);
    expect((await call('owner', 'PUT', '/objections/offers', { body: { object: false } })).body.state).toBe(
      'none',
    );
    expect((await put(client, 'owner', 'promotions', { state: 'on' })).status).toBe(200);
  });

  it('to other purposes become a request with the situation', async () => {
    const { call, get } = specClient();
    const refused = await call('owner', 'PUT', '/objections/statistics', { body: { object: true } });
    expect(refused.body.errors[0].pointer).toBe('/situation');
    const filed = await call('owner', 'PUT', '/objections/statistics', {
      body: { object: true, situation: 'Не хочу.' },
    });
    expect(filed.body.state).toBe('pending');
    expect((await get('owner', `/requests/${filed.body.requestId}`)).body).toMatchObject({
      kind: 'objection',
      status: 'submitted',
    });
    expect(
      (await call('owner', 'PUT', '/objections/statistics', { body: { object: false } })).body.state,
    ).toBe('none');
    expect((await get('owner', `/requests/${filed.body.requestId}`)).body.status).toBe('withdrawn');
    expect(
      (await call('owner', 'PUT', '/objections/provide-services', { body: { object: true } })).body.type,
    ).toBe('/problems/not-eligible');
    expect((await call('owner', 'PUT', '/objections/nothing', { body: { object: true } })).status).toBe(404);
  });

  it('to a tool are kept and taken back', async () => {
    const { call, get } = specClient();
    const path = '/objections/statistics/tools/yandex-metrika';
    expect((await call('owner', 'PUT', path, { body: { optedOut: true } })).body.optedOut).toBe(true);
    const { tools } = (await get('owner', '/consents')).body as {
      tools: { tool: string; optedOut: boolean }[];
    };
    expect(tools.filter(one => one.optedOut).map(one => one.tool)).toEqual(['yandex-metrika']);
    expect((await call('owner', 'PUT', path, { body: { optedOut: false } })).body.optedOut).toBe(false);
  });

  it('to analytics are shown as given while the browser sends its signal, and nothing is kept of it', async () => {
    const { call, get } = specClient();
    const headers = { 'Sec-GPC': '1' };
    const analytics = async (given: Record<string, string>) => {
      const { body } = await get('owner', '/consents', { headers: given });
      return {
        tools: (body.tools as { tool: string; optedOut: boolean; signal?: string; at?: string }[])
          .filter(one => one.optedOut)
          .map(({ tool, signal, at }) => [tool, signal, at]),
        objections: (body.objections as { purpose: string; state: string; signal?: string }[])
          .filter(one => one.signal !== undefined)
          .map(({ purpose, state }) => [purpose, state]),
      };
    };
    expect(await analytics(headers)).toEqual({
      tools: [
        ['google-analytics', 'gpc', undefined],
        ['yandex-metrika', 'gpc', undefined],
      ],
      objections: [
        ['statistics', 'accepted'],
        ['audience', 'accepted'],
      ],
    });
    const none = { tools: [], objections: [] };
    expect(await analytics({})).toEqual(none);
    expect(await analytics({ 'Sec-GPC': '0' })).toEqual(none);
    // A proxy dropped the header: the page says the same in the query.
    const signalled = (await get('owner', '/consents?signal=gpc')).body.tools as { signal?: string }[];
    expect(signalled.filter(one => one.signal === 'gpc')).toHaveLength(2);

    // What the person says themselves stands without the signal as well, and with it they cannot be tracked again.
    const path = '/objections/statistics/tools/yandex-metrika';
    const kept = (await call('owner', 'PUT', path, { headers, body: { optedOut: true } })).body;
    expect(kept).toMatchObject({ optedOut: true, at: expect.any(String) });
    expect((await analytics({})).tools).toEqual([['yandex-metrika', undefined, kept.at]]);
    const back = (await call('owner', 'PUT', path, { headers, body: { optedOut: false } })).body;
    expect(back).toMatchObject({ optedOut: true, signal: 'gpc' });
    expect(back.at).toBeUndefined();
    expect(await analytics({})).toEqual(none);
  });
});
