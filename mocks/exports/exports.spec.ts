import { afterEach, describe, expect, it, vi } from 'vitest';
import { categoryIds } from '../../core/policy/catalogue.ts';
import { joinBytes, reprDigest, sha256 } from '../../core/digest.ts';
import { specClient } from '../spec-client.ts';
import { madeCopy, settled, SPEC as spec } from './test-copy.ts';

const bytesOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer());

afterEach(() => vi.useRealTimers());

describe('making a copy', () => {
  it('goes from queued to ready in seconds of real time, also when the mock’s clock stands still', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') });
    const client = specClient();
    const { post, get } = client;
    const now = '2026-11-23T09:00:00Z';
    const made = await post('owner', '/exports', spec, { now });
    expect([made.status, made.body.status]).toEqual([201, 'queued']);
    const seen = new Set<string>();
    for (let second = 0; second < 8; second += 0.4) {
      vi.setSystemTime(Date.parse(now) + second * 1000);
      const { body } = await get('owner', `/exports/${made.body.id}`, { now });
      seen.add(body.status);
      if (body.status === 'collecting')
        expect(body.systems.some((one: { status: string }) => one.status === 'running')).toBe(true);
    }
    seen.add((await settled(client, 'owner', made.body.id, { now })).body.status);
    expect([...seen]).toEqual(['queued', 'collecting', 'packing', 'ready']);
    const expired = await get('owner', `/exports/${made.body.id}`, { now: '2026-12-08T09:00:00Z' });
    expect(expired.body).toMatchObject({ status: 'expired', allowedActions: [] });
    expect(
      (await get('owner', `/exports/${made.body.id}/parts/1`, { now: '2026-12-08T09:00:00Z' })).status,
    ).toBe(410);
  });

  it('is partly ready when a system is away, and a retry collects only it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const client = specClient();
    const partly = await madeCopy(
      client,
      'owner',
      { categories: ['services', 'correspondence'] },
      { scenario: 'source-down' },
    );
    expect(partly.body.status).toBe('partly_ready');
    expect(partly.body.excluded.some((one: { what: string }) => one.what.includes('Kayako'))).toBe(true);
    const again = await client.post('owner', `/exports/${partly.body.id}/retry`);
    expect(again.body.status).toBe('collecting');
    expect(again.body.parts).toEqual([]);
    expect(again.body.systems.filter((one: { status: string }) => one.status === 'done')).toHaveLength(2);
    const ready = await settled(client, 'owner', partly.body.id);
    expect(ready.body.status).toBe('ready');
    expect(ready.body.bytes).toBeGreaterThan(partly.body.bytes);
  });

  it('is estimated from the same records it then holds', async () => {
    const { post, get } = specClient();
    const { body } = await post('owner', '/exports/estimates', {
      ...spec,
      categories: ['services', 'analytics'],
    });
    const services = body.categories.find((one: { id: string }) => one.id === 'services');
    expect(services.included).toBe(true);
    const { total } = (await get('owner', '/register/services/records?scope=person&limit=1')).body;
    expect(services.records).toBe(total);
    expect(body.records).toBeGreaterThan(services.records);
  });

  it('is estimated at the sum of its kinds of data and of the files that every copy has', async () => {
    const { post } = specClient();
    const asked = { ...spec, categories: ['account', 'services', 'analytics'] };
    const { body } = await post('owner', '/exports/estimates', asked);
    const rows: { bytes: number; included: boolean }[] = body.categories;
    const chosen = rows.filter(({ included }) => included).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(body.commonBytes).toBeGreaterThan(10_000);
    expect(chosen + body.commonBytes).toBe(body.bytes);
  });

  it('of only what the customer provided leaves out what the operator makes and what was observed', async () => {
    const client = specClient();
    const provided = { ...spec, categories: ['account', 'services'], onlyProvided: true };
    const all = (await client.post('owner', '/exports/estimates', { ...provided, onlyProvided: false })).body;
    const { body } = await client.post('owner', '/exports/estimates', provided);
    expect(body.records).toBeGreaterThan(0);
    expect(body.records).toBeLessThan(all.records);
    expect(body.fields).toBeGreaterThan(0);
    const made = await madeCopy(client, 'owner', provided);
    expect(made.body).toMatchObject({ status: 'ready', spec: { onlyProvided: true } });
    expect(made.body.records ?? body.records).toBe(body.records);
    const observed = await client.post('owner', '/exports', { ...provided, categories: ['analytics'] });
    expect([observed.status, observed.body.errors[0].code]).toEqual([400, 'not-provided']);
  });

  it('leaves out text that was typed and not sent where that was chosen, and names it', async () => {
    const client = specClient();
    const letters = { ...spec, categories: ['correspondence'] };
    const without = { ...letters, leftOut: ['chat-unsent'] };
    const all = (await client.post('owner', '/exports/estimates', letters)).body;
    const { recordKinds } = (await client.get('owner', '/register/correspondence')).body;
    const typed = recordKinds.find((one: { id: string }) => one.id === 'chat-unsent').count;
    expect(typed).toBeGreaterThan(0);
    expect((await client.post('owner', '/exports/estimates', without)).body.records).toBe(
      all.records - typed,
    );
    const made = await madeCopy(client, 'owner', without);
    expect(made.body.excluded).toContainEqual({
      what: 'Набрано, но не отправлено',
      reason: 'Вы просили их не включать.',
    });
    const refused = await client.post('owner', '/exports', { ...letters, leftOut: ['chat-message'] });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/leftOut/0']);
  });

  it('names the originals on paper, which no copy holds, and no part where it is in one', async () => {
    const client = specClient();
    const { body: register } = await client.get('owner', '/register');
    const kept = register.categories.find(({ systems }: { systems: string[] }) => systems.includes('paper'));
    const made = await madeCopy(client, 'owner', { ...spec, categories: [kept.id] });
    expect(made.body.excluded.map(({ what }: { what: string }) => what)).toContain(
      `${kept.label}: бумажные документы`,
    );
    const other = await madeCopy(client, 'owner', { ...spec, categories: ['mailings'] });
    expect(JSON.stringify(other.body.excluded)).not.toContain('бумажные документы');

    expect(other.body.parts).toHaveLength(1);
    expect((await client.get('owner', `/exports/${other.body.id}/parts/1`)).status).toBe(200);
    const { body: log } = await client.get('owner', '/access-log');
    expect(log.items[0].object).toBe(`копия данных ${other.body.number}`);
  });

  it('of a day that nothing can be of is refused, and leaves nothing behind', async () => {
    const { post, get } = specClient();
    const { total } = (await get('owner', '/exports')).body;
    for (const day of ['9999-12-31', '0999-12-31']) {
      const refused = await post('owner', '/exports', { ...spec, to: day });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/to']);
      expect((await post('owner', '/exports/estimates', { ...spec, from: day })).status).toBe(400);
    }
    const after = await get('owner', '/exports');
    expect([after.status, after.body.total]).toEqual([200, total]);
  });

  it('asks for the consent before it takes the text of letters', async () => {
    const { post } = specClient();
    const text = { ...spec, categories: ['correspondence'], includeCorrespondence: true };
    expect((await post('owner', '/exports/estimates', text)).body.needsConsent).toBe(true);
    const refused = await post('owner', '/exports', text);
    expect(refused.body.errors[0]).toMatchObject({
      pointer: '/includeCorrespondence',
      code: 'consent-required',
    });
    const made = await post('person', '/exports', text);
    expect(made.status).toBe(201);
  });

  it('refuses what makes no sense', async () => {
    const { post } = specClient();
    expect(
      (await post('owner', '/exports', { ...spec, categories: ['nothing'] })).body.errors[0].pointer,
    ).toBe('/categories/0');
    expect(
      (await post('owner', '/exports', { ...spec, from: '2026-02-01', to: '2026-01-01' })).body.errors[0]
        .pointer,
    ).toBe('/to');
    expect(
      (await post('finance', '/exports', { ...spec, scope: 'account', categories: ['calls'] })).status,
    ).toBe(403);
    expect((await post('finance', '/exports', { ...spec, scope: 'account' })).status).toBe(201);
    expect((await post('user', '/exports', { ...spec, scope: 'account' })).status).toBe(403);
    expect((await post('admin', '/exports', { ...spec, scope: 'account' })).body.status).toBe(
      'awaiting_owner',
    );
  });
});

describe('a part', () => {
  it('has the announced size and digest, and the same bytes every time', async () => {
    const { get } = specClient();
    const { body } = await get('owner', '/exports/ex-ready');
    const [part] = body.parts;
    const whole = await get('owner', '/exports/ex-ready/parts/1');
    const bytes = await bytesOf(whole.response);
    expect([whole.status, bytes.length, await sha256(bytes)]).toEqual([200, part.size, part.sha256]);
    expect(whole.headers.get('Repr-Digest')).toBe(reprDigest(part.sha256));
    expect(whole.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename=".+"; filename\*=UTF-8''%D0/,
    );
    const again = await get('owner', '/exports/ex-ready/parts/1');
    expect(await bytesOf(again.response)).toEqual(bytes);
  });

  it('comes in pieces that fit together', async () => {
    const { get } = specClient();
    const path = '/exports/ex-ready/parts/1';
    const whole = await get('owner', path);
    const bytes = await bytesOf(whole.response);
    const etag = whole.headers.get('ETag') ?? '';
    const first = await get('owner', path, { headers: { Range: 'bytes=0-99', 'If-Range': etag } });
    expect([first.status, first.headers.get('Content-Range')]).toEqual([206, `bytes 0-99/${bytes.length}`]);
    const rest = await get('owner', path, { headers: { Range: 'bytes=100-' } });
    expect(joinBytes([await bytesOf(first.response), await bytesOf(rest.response)])).toEqual(bytes);
    const tail = await get('owner', path, { headers: { Range: 'bytes=-5' } });
    expect(await bytesOf(tail.response)).toEqual(bytes.slice(-5));
    const changed = await get('owner', path, { headers: { Range: 'bytes=0-99', 'If-Range': '"other"' } });
    expect(changed.status).toBe(200);
    const outside = await get('owner', path, { headers: { Range: `bytes=${bytes.length}-` } });
    expect([outside.status, outside.body.type, outside.headers.get('Content-Range')]).toEqual([
      416,
      '/problems/range',
      `bytes */${bytes.length}`,
    ]);
    for (const odd of ['bytes=0-1,5-9', 'bytes=9-2', 'bytes=-', 'items=0-5', 'bytes=a-b']) {
      const all = await get('owner', path, { headers: { Range: odd } });
      expect([odd, all.status, (await bytesOf(all.response)).length]).toEqual([odd, 200, bytes.length]);
    }
    const nothing = await get('owner', path, { headers: { Range: 'bytes=-0' } });
    expect(nothing.status).toBe(416);
    const past = await get('owner', path, { headers: { Range: 'bytes=10-99999999999' } });
    expect([past.status, past.headers.get('Content-Range')]).toEqual([
      206,
      `bytes 10-${bytes.length - 1}/${bytes.length}`,
    ]);
    const { body } = await get('owner', '/exports/ex-ready');
    // The whole of it is a download each time; pieces within ten minutes are one.
    expect(body.downloads).toHaveLength(7);
    expect((await get('owner', '/access-log')).body.items[0].reference.id).toBe('ex-ready');
  });

  it('sends its size and digest to HEAD, which is no download', async () => {
    const { call, get } = specClient();
    const head = await call('owner', 'HEAD', '/exports/ex-ready/parts/1');
    const { body } = await get('owner', '/exports/ex-ready');
    const [part] = body.parts;
    expect([head.status, head.response.body, head.headers.get('Content-Length')]).toEqual([
      200,
      null,
      String(part.size),
    ]);
    expect(head.headers.get('Repr-Digest')).toBe(reprDigest(part.sha256));
    expect(body.downloads).toEqual([]);
  });

  it('with a passport needs a fresh sign-in', async () => {
    const { call, get, stepUp } = specClient();
    const head = () => call('owner', 'HEAD', '/exports/ex-ready-full/parts/1');
    const refused = await get('owner', '/exports/ex-ready-full/parts/1');
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/step-up-required']);
    const refusedHead = await head();
    expect([refusedHead.status, refusedHead.response.body]).toEqual([403, null]);
    await stepUp('owner');
    expect((await head()).status).toBe(200);
    expect((await get('owner', '/exports/ex-ready-full/parts/1')).status).toBe(200);
  });

  it('cannot be taken past the log: any first range of it is a download', async () => {
    const { get } = specClient();
    const read = async () => (await get('owner', '/exports/ex-ready')).body.downloads.length as number;
    const before = await read();
    await get('owner', '/exports/ex-ready/parts/1', { headers: { Range: 'bytes=1-' } });
    expect(await read()).toBe(before + 1);
    await get('owner', '/exports/ex-ready/parts/1', { headers: { Range: 'bytes=0-0' } });
    expect(await read()).toBe(before + 1);
  });

  it('can be had by a link for ten minutes, any number of times, without a session', async () => {
    const { post, call, get } = specClient();
    const now = new Date();
    const made = await post('owner', '/exports/ex-ready/parts/1/links', undefined, {
      now: now.toISOString(),
    });
    expect(made.status).toBe(201);
    for (let i = 0; i < 3; i += 1) {
      expect((await call('nobody', 'GET', made.body.url, { headers: { Range: 'bytes=0-9' } })).status).toBe(
        206,
      );
    }
    // With somebody else's session it is not theirs.
    expect((await call('person', 'GET', made.body.url)).status).toBe(404);
    const late = new Date(now.getTime() + 601_000).toISOString();
    expect((await call('nobody', 'GET', made.body.url, { now: late })).status).toBe(410);
    expect((await call('nobody', 'GET', '/exports/ex-ready/parts/1?link=wrong')).status).toBe(404);
    expect((await get('person', '/exports/ex-ready/parts/1')).status).toBe(404);
    // When the copy is gone, so is all a link opens; a secret nobody gave out still opens nothing.
    await call('owner', 'DELETE', '/exports/ex-ready');
    const gone = await call('nobody', 'GET', made.body.url, { now: now.toISOString() });
    expect([gone.status, gone.body.type]).toEqual([410, '/problems/gone']);
    expect((await call('nobody', 'GET', '/exports/ex-ready/parts/1?link=wrong')).status).toBe(404);
  });
});

describe('its end', () => {
  it('with the text of letters is not collected again once the consent is withdrawn', async () => {
    const { backend, get, post } = specClient();
    await get('person', '/exports');
    const row = backend.db().exports.find(one => one.id === 'p-ex-failed');
    if (row === undefined) throw new Error('no p-ex-failed');
    row.spec = { ...row.spec, includeCorrespondence: true };
    await post('person', '/consents/p-cs-correspondence/withdraw');
    expect((await post('person', '/exports/p-ex-failed/retry')).status).toBe(409);
  });

  it('is revoked with its files and keeps its history', async () => {
    const { call, get, post } = specClient();
    const revoked = await call('owner', 'DELETE', '/exports/ex-ready');
    expect(revoked.body).toMatchObject({ status: 'revoked', allowedActions: [] });
    expect(revoked.body.parts[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await get('owner', '/exports/ex-ready/parts/1')).status).toBe(410);
    const refused = await post('owner', '/exports/ex-ready/cancel');
    expect(refused.body).toMatchObject({
      type: '/problems/illegal-transition',
      state: 'revoked',
      allowed: [],
    });
  });

  it('names who downloaded it, and what kinds of data were not chosen', async () => {
    const { body } = await specClient().get('owner', '/exports/ex-ready-full');
    expect(body.downloads.map((one: { by: unknown }) => one.by)).toEqual([
      { self: true, name: 'Лесная Вера Павловна' },
      { self: true, name: 'Лесная Вера Павловна' },
    ]);
    const { reason } = body.excluded.find(({ what }: { what: string }) => what === 'Другие виды данных');
    expect(reason).toMatch(new RegExp(`^Вы выбрали 4 из ${categoryIds().length}\\. Не вошли: .*переписка`));
  });

  it('names the masked address it was downloaded from, as the access log does, and keeps no whole one', async () => {
    const { get, backend } = specClient();
    await get('owner', '/exports/ex-ready/parts/1', { headers: { 'X-Forwarded-For': '198.51.100.77' } });
    const { downloads } = (await get('owner', '/exports/ex-ready')).body;
    expect(downloads.at(-1)).toMatchObject({ place: '198.51.•••.•••', by: { self: true } });
    const [newest] = (await get('owner', '/access-log?limit=1')).body.items;
    expect(newest.from.place).toBe('198.51.•••.•••');
    expect(JSON.stringify(backend.db())).not.toContain('198.51.100.77');
  });

  it('takes about as long as the copies of this customer took, once there are three', async () => {
    const client = specClient();
    const asked = { ...spec, categories: ['services', 'mailings'] };
    const usual = async () => (await client.post('new', '/exports/estimates', asked)).body.usualSeconds;
    const reckoned = await usual();
    const { exports } = client.backend.db();
    const one = exports.find(row => row.id === 'ex-ready');
    if (one === undefined) throw new Error('no copy');
    const at = Date.parse(one.runs[0]?.at ?? '');
    for (let n = 0; n < 3; n += 1) {
      expect(await usual()).toBe(reckoned);
      exports.push({
        ...one,
        id: `ex-slow-${n}`,
        accountId: 'acc-new',
        createdBy: { id: 'u-new', name: '' },
        wholeAt: new Date(at + 600_000).toISOString(),
      });
    }
    expect(await usual()).toBeGreaterThan(200);
  });

  it.each(['owner', 'person'] as const)('%s has a copy in every state', async persona => {
    const { get } = specClient();
    const { items } = (await get(persona, '/exports')).body as { items: { status: string }[] };
    expect(new Set(items.map(one => one.status)).size).toBe(10);
  });

  it('waits for the owner, who decides', async () => {
    const { post } = specClient();
    expect((await post('admin', '/exports/ex-awaiting-owner/approve')).status).toBe(403);
    expect((await post('owner', '/exports/ex-awaiting-owner/approve')).body.status).toBe('queued');
    expect((await post('owner', '/exports/ex-awaiting-owner-2/decline')).body.status).toBe('cancelled');
    expect((await post('owner', '/exports/ex-queued/cancel')).body.status).toBe('cancelled');
  });

  it('has the changes since another copy', async () => {
    const { get } = specClient();
    const { body } = await get('owner', '/exports/ex-ready/changes?since=ex-expired');
    expect(body.items.map((one: { category: string }) => one.category)).toEqual(['services', 'analytics']);
    expect(body.items[0].added).toBeGreaterThan(0);
  });
});

describe('the stream', () => {
  const events = (text: string) =>
    text.split('\n\n').flatMap(block => {
      const id = /^id: (\d+)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      return id === undefined || data === undefined
        ? []
        : [{ id: Number(id), status: JSON.parse(data).status as string }];
    });

  it('sends every state and ends with the last', async () => {
    const { post, get } = specClient();
    const made = await post('owner', '/exports', { ...spec, categories: ['mailings'] });
    const { response } = await get('owner', `/exports/${made.body.id}/events`);
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    const received = events(await response.text());
    expect([...new Set(received.map(one => one.status))]).toEqual([
      'queued',
      'collecting',
      'packing',
      'ready',
    ]);
    const ids = received.map(one => one.id);
    expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? 0))).toBe(true);
    const again = await get('owner', `/exports/${made.body.id}/events`, {
      headers: { 'Last-Event-ID': String(ids[1]) },
    });
    expect(events(await again.response.text()).map(one => one.status)).toEqual(['ready']);
  });

  it('keeps beating while nothing changes', async () => {
    const { get } = specClient();
    const { response } = await get('owner', '/exports/ex-awaiting-owner/events');
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    const first = decoder.decode((await reader?.read())?.value);
    const second = decoder.decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(first).toContain('event: export');
    expect(second).toMatch(/^:/);
  });
});
