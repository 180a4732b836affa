import { afterEach, describe, expect, it, vi } from 'vitest';
import { joinBytes, reprDigest, sha256 } from '../digest.ts';
import { specClient } from '../spec-client.ts';
import { buildParts } from './archive.ts';
import { exportNow } from './model.ts';

const spec = {
  scope: 'person',
  categories: ['account', 'services'],
  formats: ['json', 'csv', 'html'],
  language: 'ru',
  includeAttachments: false,
  includeCorrespondence: false,
};

const bytesOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer());

/** Reads a stored ZIP by its central directory: what `unzip` does. */
const unzip = (bytes: Uint8Array<ArrayBuffer>): Map<string, string> => {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    expect(view.getUint16(at + 10, true)).toBe(0);
    const [size, name, extra, comment] = [
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ];
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const text = (from: number, length: number) =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, from + length));
    files.set(text(at + 46, name), text(start, size));
    at += 46 + name + extra + comment;
  }
  return files;
};

afterEach(() => vi.useRealTimers());

describe('making a copy', () => {
  it('goes from queued to ready in seconds of real time, also when the mock’s clock stands still', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') });
    const { post, get } = specClient();
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
    expect([...seen]).toEqual(['queued', 'collecting', 'packing', 'ready']);
    const expired = await get('owner', `/exports/${made.body.id}`, { now: '2026-12-08T09:00:00Z' });
    expect(expired.body).toMatchObject({ status: 'expired', moves: [] });
    expect(
      (await get('owner', `/exports/${made.body.id}/parts/1`, { now: '2026-12-08T09:00:00Z' })).status,
    ).toBe(410);
  });

  it('is partly ready when a system is away, and a retry collects only it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post, get } = specClient();
    const made = await post(
      'owner',
      '/exports',
      { ...spec, categories: ['services', 'correspondence'] },
      { scenario: 'source-down' },
    );
    vi.setSystemTime(Date.now() + 10_000);
    const partly = await get('owner', `/exports/${made.body.id}`);
    expect(partly.body.status).toBe('partly_ready');
    expect(partly.body.excluded.some((one: { what: string }) => one.what.includes('Kayako'))).toBe(true);
    const again = await post('owner', `/exports/${made.body.id}/retry`);
    expect(again.body.systems.filter((one: { status: string }) => one.status === 'done')).toHaveLength(2);
    vi.setSystemTime(Date.now() + 10_000);
    const ready = await get('owner', `/exports/${made.body.id}`);
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
  it('has the size and digest it says, and the same bytes every time', async () => {
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

  it('is an archive whose manifest is true', async () => {
    const { get } = specClient();
    const files = unzip(await bytesOf((await get('owner', '/exports/ex-ready/parts/1')).response));
    const manifest = JSON.parse(files.get('manifest.json') ?? '');
    expect(manifest.files.map((one: { path: string }) => one.path)).toEqual(
      expect.arrayContaining([
        'index.html',
        'statement.html',
        'statement.json',
        'data/services.json',
        'schemas/services.schema.json',
        'csv/services.csv',
      ]),
    );
    for (const { path, size, sha256: digest } of manifest.files) {
      const data = new TextEncoder().encode(files.get(path));
      expect([path, data.length, await sha256(data)]).toEqual([path, size, digest]);
    }
    expect(files.get('csv/services.csv')?.startsWith('\uFEFF')).toBe(true);
    expect(JSON.parse(files.get('data/services.json') ?? '').records.length).toBe(
      manifest.categories[0].records,
    );
  });

  it('holds the text of letters only with the consent', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post, get, stepUp } = specClient();
    const both = await Promise.all(
      [false, true].map(includeCorrespondence =>
        post('person', '/exports', { ...spec, categories: ['correspondence'], includeCorrespondence }),
      ),
    );
    vi.setSystemTime(Date.now() + 10_000);
    await stepUp('person');
    const [without, withText] = await Promise.all(
      both.map(async ({ body }) =>
        unzip(await bytesOf((await get('person', `/exports/${body.id}/parts/1`)).response)),
      ),
    );
    expect(without?.get('data/correspondence.json')).not.toContain('MARK-BODY');
    expect(withText?.get('data/correspondence.json')).toContain('MARK-BODY');
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
    const { body } = await get('owner', '/exports/ex-ready');
    // Pieces that do not begin the file are no downloads of their own.
    expect(body.downloads).toHaveLength(3);
    expect((await get('owner', '/access-log')).body.items[0].reference.id).toBe('ex-ready');
  });

  it('with a passport needs a fresh sign-in', async () => {
    const { get, stepUp } = specClient();
    const refused = await get('owner', '/exports/ex-ready-full/parts/1');
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/step-up-required']);
    await stepUp('owner');
    expect((await get('owner', '/exports/ex-ready-full/parts/1')).status).toBe(200);
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
    const late = new Date(now.getTime() + 601_000).toISOString();
    expect((await call('nobody', 'GET', made.body.url, { now: late })).status).toBe(410);
    expect((await call('nobody', 'GET', '/exports/ex-ready/parts/1?link=wrong')).status).toBe(404);
    expect((await get('person', '/exports/ex-ready/parts/1')).status).toBe(404);
  });

  it('is one of several when the archive is large', async () => {
    const { backend, get } = specClient();
    await get('owner', '/exports');
    const db = backend.db();
    const row = db.exports.find(one => one.id === 'ex-ready');
    if (row === undefined) throw new Error('no ex-ready');
    const { readyAt = '' } = exportNow(row, new Date());
    const parts = await buildParts(db, row, [], readyAt, 1000);
    expect(parts.map(part => part.n)).toEqual([1, 2]);
    for (const part of parts)
      expect(JSON.parse(unzip(part.bytes).get('manifest.json') ?? '').part).toEqual({ n: part.n, of: 2 });
  });
});

describe('its end', () => {
  it('is revoked with its files and keeps its history', async () => {
    const { call, get, post } = specClient();
    const revoked = await call('owner', 'DELETE', '/exports/ex-ready');
    expect(revoked.body).toMatchObject({ status: 'revoked', moves: [] });
    expect(revoked.body.parts[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await get('owner', '/exports/ex-ready/parts/1')).status).toBe(410);
    const refused = await post('owner', '/exports/ex-ready/cancel');
    expect(refused.body).toMatchObject({
      type: '/problems/illegal-transition',
      state: 'revoked',
      allowed: [],
    });
  });

  it('takes the text of letters back with the consent', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post, get } = specClient();
    const made = await post('person', '/exports', {
      ...spec,
      categories: ['correspondence'],
      includeCorrespondence: true,
    });
    vi.setSystemTime(Date.now() + 10_000);
    expect((await get('person', `/exports/${made.body.id}`)).body.status).toBe('ready');
    await post('person', '/consents/p-cs-correspondence/withdraw');
    expect((await get('person', `/exports/${made.body.id}`)).body.status).toBe('revoked');
    expect((await get('person', '/exports/p-ex-ready')).body.status).toBe('ready');
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

  it('tells what changed since another copy', async () => {
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

  it('tells the whole story and ends with it', { timeout: 15_000 }, async () => {
    const { post, get } = specClient();
    const made = await post('owner', '/exports', { ...spec, categories: ['mailings'] });
    const { response } = await get('owner', `/exports/${made.body.id}/events`);
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    const told = events(await response.text());
    expect([...new Set(told.map(one => one.status))]).toEqual(['queued', 'collecting', 'packing', 'ready']);
    const ids = told.map(one => one.id);
    expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? 0))).toBe(true);
    const again = await get('owner', `/exports/${made.body.id}/events`, {
      headers: { 'Last-Event-ID': String(ids[1]) },
    });
    expect(events(await again.response.text()).map(one => one.status)).toEqual(['ready']);
  });

  it('keeps beating while nothing changes', { timeout: 15_000 }, async () => {
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
