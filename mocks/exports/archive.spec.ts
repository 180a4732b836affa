import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../core/digest.ts';
import type { Persona } from '../backend.ts';
import { PERSONAS } from '../personas.ts';
import { specClient } from '../spec-client.ts';
import { testWithTools, unpack } from '../unpack.ts';
import { pack, type Packing } from '../../core/archive/pack.ts';
import { copyPortsOf } from '../surroundings.ts';
import { knownThen } from './seeded.ts';
import { memoryStore, type PartStore } from './store.ts';
import { directoryStore } from './store-directory.ts';
import { ALL, madeCopy, partBytes, settled, SPEC, unpacked, wholeOf } from './test-copy.ts';

interface Manifest {
  part: { n: number; of: number };
  files: { path: string; size: number; sha256: string; system: string; collectedAt: string }[];
  categories: { id: string; records: number }[];
  masked: { what: string; count: number; reason: string }[];
  excluded: { what: string; reason: string }[];
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

// oxlint-disable-next-line no-unnecessary-type-parameters -- the spec says what it expects to find
const json = <T>(files: Map<string, Buffer>, path: string): T => JSON.parse(String(files.get(path))) as T;

/** Checks a JSON file of the archive against the schema beside it. */
const requireValid = (files: Map<string, Buffer>, path: string, schema: string) => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(json<object>(files, schema));
  expect(validate(json(files, path)), `${path}: ${JSON.stringify(validate.errors?.slice(0, 3))}`).toBe(true);
};

const directory = directoryStore();
afterAll(() => directory.close());

describe.each<[string, PartStore]>([
  ['in memory', memoryStore()],
  ['in a directory', directory],
])('a copy packed %s', (_, store) => {
  afterEach(() => store.clear());

  test('is an archive that other tools open, with a true manifest, and data that keep their schemas', async () => {
    const client = specClient({ parts: store });
    const { body } = await madeCopy(client, 'person', {
      categories: ALL,
      includeCorrespondence: true,
      includeAttachments: true,
    });
    expect(body.parts).toHaveLength(1);
    const bytes = await partBytes(client, 'person', body.id);
    expect([bytes.length, await sha256(bytes)]).toEqual([body.parts[0].size, body.parts[0].sha256]);
    testWithTools(bytes);

    const files = await unpack(bytes);
    const manifest = json<Manifest>(files, 'manifest.json');
    expect([...files.keys()].at(-1)).toBe('manifest.json');
    expect([...files.keys()].slice(0, -1)).toEqual(manifest.files.map(file => file.path));
    for (const { path, size, sha256: digest } of manifest.files) {
      const found = files.get(path) ?? Buffer.of();
      expect([path, found.length, await sha256(new Uint8Array(found))]).toEqual([path, size, digest]);
    }
    for (const category of ALL)
      requireValid(files, `data/${category}.json`, `schemas/${category}.schema.json`);
    requireValid(files, 'manifest.json', 'schemas/manifest.schema.json');
    requireValid(files, 'statement.json', 'schemas/statement.schema.json');
    for (const { id, records } of manifest.categories) {
      expect(json<{ records: unknown[] }>(files, `data/${id}.json`).records).toHaveLength(records);
      const rows = String(files.get(`csv/${id}.csv`)).split('\r\n').length - 2;
      expect([id, rows]).toEqual([id, records]);
    }
    expect(String(files.get('README.txt'))).toMatch(/manifest\.json.*[\s\S]*A copy of your data/);
    expect(String(files.get('statement.html'))).toContain('Сведения об обработке');
    for (const path of ['index.html', 'reader/services.html', 'csv/account-fields.csv', 'data/account.json'])
      expect(files.has(path), path).toBe(true);
  });

  test('is written once: a range is read from the store, nothing remains after it is revoked', async () => {
    const client = specClient({ parts: store });
    const { body } = await madeCopy(client, 'owner', {});
    const [name = ''] = await store.names();
    expect(await store.size(name)).toBe(body.parts[0].size);
    await client.stepUp('owner');
    const piece = await client.get('owner', `/exports/${body.id}/parts/1`, {
      headers: { Range: 'bytes=70-99' },
    });
    expect(
      Buffer.compare(
        new Uint8Array(await piece.response.arrayBuffer()),
        await wholeOf(store.read(name, 70, 99)),
      ),
    ).toBe(0);
    await client.call('owner', 'DELETE', `/exports/${body.id}`);
    expect(await store.names()).toEqual([]);
    expect((await client.get('owner', `/exports/${body.id}/parts/1`)).status).toBe(410);
  });

  test('stops in the middle of a download when it is revoked', async () => {
    const client = specClient({ parts: store });
    const { body } = await madeCopy(client, 'owner', {});
    await client.stepUp('owner');
    const { response } = await client.get('owner', `/exports/${body.id}/parts/1`);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await client.call('owner', 'DELETE', `/exports/${body.id}`);
    await expect(reader?.read()).rejects.toThrow('deleted');
  });
});

describe('the same data', () => {
  test('gives the same bytes: packed again after the store lost it, and in another database of the same hour', async () => {
    const store = memoryStore();
    const client = specClient({ parts: store });
    const before = await client.get('owner', '/exports/ex-ready');
    const bytes = await partBytes(client, 'owner', 'ex-ready');
    await store.clear();
    expect(Buffer.compare(await partBytes(client, 'owner', 'ex-ready'), bytes)).toBe(0);
    const other = specClient();
    expect((await other.get('owner', '/exports/ex-ready')).body.parts).toEqual(before.body.parts);
  });

  test('is found again after a reload: what is known of the parts is in the snapshot, the bytes in the store', async () => {
    const store = memoryStore();
    const client = specClient({ parts: store });
    const { body } = await madeCopy(client, 'owner', {});
    const snapshot = client.backend.snapshot();
    if (snapshot === undefined) throw new Error('nothing remembered');
    const later = specClient({ parts: store });
    later.backend.restore(JSON.parse(JSON.stringify(snapshot)) as typeof snapshot);
    expect((await later.get('owner', `/exports/${body.id}`)).body.parts).toEqual(body.parts);
    const bytes = await partBytes(later, 'owner', body.id);
    expect(await sha256(bytes)).toBe(body.parts[0].sha256);
    // A later day reads the same: when it was ready does not move with the reader.
    vi.setSystemTime(Date.now() + 3 * 86_400_000);
    expect((await later.get('owner', `/exports/${body.id}`)).body.readyAt).toBe(body.readyAt);
  });
});

describe('the story of packing', () => {
  test('the overview packs nothing, the first look at a seeded copy does', async () => {
    const store = memoryStore();
    const client = specClient({ parts: store });
    await client.get('owner', '/overview');
    expect(await store.names()).toEqual([]);
    await client.get('owner', '/exports/ex-ready');
    expect(await store.names()).toEqual(['default.ex-ready.1.1.zip']);
    await client.get('owner', '/exports/ex-expired');
    await client.get('owner', '/exports/ex-revoked');
    // Their digests are known, their files are not kept.
    expect(await store.names()).toEqual(['default.ex-ready.1.1.zip']);
  });

  test('is ready only when its bytes are, and the listeners are notified then', async () => {
    let open = () => {};
    const gate = new Promise<void>(resolve => {
      open = resolve;
    });
    const inner = memoryStore();
    const client = specClient({
      parts: {
        ...inner,
        write: async (name, chunks) => {
          if (name.endsWith('.zip')) await gate;
          await inner.write(name, chunks);
        },
      },
    });
    const { body } = await client.post('owner', '/exports', SPEC);
    vi.setSystemTime(Date.now() + 60_000);
    const statuses: string[] = [];
    client.backend.subscribe(session => statuses.push(session));
    const look = async () => (await client.get('owner', `/exports/${body.id}`)).body;
    expect(await look()).toMatchObject({ status: 'packing', parts: [] });
    expect((await client.get('owner', `/exports/${body.id}/parts/1`)).status).toBe(404);
    statuses.length = 0;
    await look();
    expect(statuses).toEqual([]);
    open();
    expect((await settled(client, 'owner', body.id)).body.status).toBe('ready');
    expect(new Set(statuses)).toEqual(new Set(['default']));
  });

  test('stops with the copy: what was being written does not remain', async () => {
    const inner = memoryStore();
    let begun = () => {};
    const writing = new Promise<void>(resolve => {
      begun = resolve;
    });
    const client = specClient({
      parts: {
        ...inner,
        write: (name, chunks) =>
          inner.write(
            name,
            !name.endsWith('.zip')
              ? chunks
              : (async function* () {
                  for await (const chunk of chunks) {
                    begun();
                    // The bytes come slowly: there is time to stop them.
                    await new Promise(resolve => setTimeout(resolve, 5));
                    yield chunk;
                  }
                })(),
          ),
      },
    });
    const { body } = await client.post('owner', '/exports', SPEC);
    vi.setSystemTime(Date.now() + 60_000);
    await client.get('owner', `/exports/${body.id}`);
    await writing;
    const cancelled = await client.post('owner', `/exports/${body.id}/cancel`);
    expect(cancelled.body.status).toBe('cancelled');
    expect(await inner.names()).toEqual([]);
    expect((await client.get('owner', `/exports/${body.id}`)).body).toMatchObject({
      status: 'cancelled',
      parts: [],
    });
  });

  test('its files go when it expires, with the look that notices', async () => {
    const store = memoryStore();
    const client = specClient({ parts: store });
    const { body } = await madeCopy(client, 'owner', {});
    expect(await store.names()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 15 * 86_400_000);
    const expired = await client.get('owner', `/exports/${body.id}`);
    expect(expired.body).toMatchObject({ status: 'expired', parts: body.parts });
    expect(await store.names()).toEqual([]);
  });

  test('any write deletes the files of copies that have expired', async () => {
    const store = memoryStore();
    const client = specClient({ parts: store });
    await madeCopy(client, 'owner', {});
    vi.setSystemTime(Date.now() + 15 * 86_400_000);
    await client.post('owner', '/session/account', { accountId: 'acc-2' });
    expect(await store.names()).toEqual([]);
  });

  test('a database that is reset deletes its files, and no others', async () => {
    const store = memoryStore();
    const client = specClient({ parts: store });
    const other = { headers: { 'X-Mock-Session': 'other' } };
    await client.get('owner', '/exports/ex-ready');
    await client.get('owner', '/exports/ex-ready', other);
    await client.backend.reset('default');
    expect(await store.names()).toEqual(['other.ex-ready.1.1.zip']);
    await client.backend.reset();
    expect(await store.names()).toEqual([]);
  });
});

describe('the content of a copy', () => {
  test('a retry collects the missing system alone: the others stay as they were', async () => {
    const client = specClient();
    const categories = ['services', 'correspondence'];
    const partly = await madeCopy(client, 'owner', { categories }, { scenario: 'source-down' });
    const before = await unpacked(client, 'owner', partly.body);
    const hour = 3_600_000;
    vi.setSystemTime(Date.now() + 48 * hour);
    await client.post('owner', `/exports/${partly.body.id}/retry`);
    const ready = await settled(client, 'owner', partly.body.id);
    const after = await unpacked(client, 'owner', ready.body);
    interface Data {
      asOf: string;
      systems: string[];
      records: { system: string }[];
    }
    expect(json(after, 'data/services.json')).toEqual(json(before, 'data/services.json'));
    const [old, fresh] = [before, after].map(files => json<Data>(files, 'data/correspondence.json'));
    const of = (data: Data | undefined, system: string) =>
      data?.records.filter(record => record.system === system) ?? [];
    expect(of(fresh, 'servicedesk')).toEqual(of(old, 'servicedesk'));
    expect([of(old, 'kayako').length, of(fresh, 'kayako').length > 0]).toEqual([0, true]);
    const manifest = json<Manifest>(after, 'manifest.json');
    const listed = manifest.files.find(file => file.path === 'data/correspondence.json');
    expect([listed?.system, old?.systems, fresh?.systems]).toEqual([
      'kayako, servicedesk',
      ['servicedesk'],
      ['kayako', 'servicedesk'],
    ]);
    expect(Date.parse(listed?.collectedAt ?? '')).toBeGreaterThan(Date.parse(old?.asOf ?? '') + 47 * hour);
    const services = manifest.files.find(file => file.path === 'data/services.json');
    expect(services?.collectedAt).toBe(json<Data>(before, 'data/services.json').asOf);
  });

  test('records that their retention rule had deleted by then are left out', async () => {
    const client = specClient();
    const ids = async (now?: string) => {
      const options = now === undefined ? {} : { now };
      const { body } = await madeCopy(client, 'owner', { categories: ['analytics', 'recordings'] }, options);
      const files = await unpacked(client, 'owner', body);
      return ['analytics', 'recordings'].flatMap(
        id =>
          json<{ records: { id: string; deleteOn?: string; hold?: object }[] }>(files, `data/${id}.json`)
            .records,
      );
    };
    const today = await ids();
    expect(today.filter(record => record.deleteOn !== undefined).length).toBeGreaterThan(3);
    vi.setSystemTime(Date.now() + 120 * 86_400_000);
    const later = await ids();
    expect(later.filter(record => record.deleteOn !== undefined)).toEqual([]);
    expect(later.filter(record => record.hold !== undefined)).toHaveLength(1);
    const { body } = await client.get('owner', '/register/recordings/records?limit=200');
    expect(later.filter(record => record.id.startsWith('recording'))).toHaveLength(body.total);
  });

  test('other people are masked, in emails too, and the report has kind, number and reason', async () => {
    const client = specClient();
    const { body } = await madeCopy(client, 'person', {
      categories: ['services', 'correspondence', 'office'],
      includeCorrespondence: true,
    });
    const files = await unpacked(client, 'person', body);
    const emails = json<{ records: { text?: string; counterparty?: string }[] }>(
      files,
      'data/correspondence.json',
    ).records;
    const spoken = emails.filter(record => record.text?.includes('•') === true);
    const names = json<{ records: { counterparty?: string }[] }>(files, 'data/services.json').records.filter(
      record => record.counterparty !== undefined,
    );
    expect(spoken.length).toBeGreaterThan(5);
    expect(String([...files.values()].map(String))).not.toMatch(/Соколова|Зимин|Громов|555-01-23/);
    const { masked } = json<Manifest>(files, 'manifest.json');
    expect(masked.map(one => one.count)).toEqual([names.length, spoken.length]);
    expect(masked.map(one => one.what)).toEqual([
      expect.stringMatching(/^Услуги и платежи: \d+\sим/),
      expect.stringMatching(/^Переписка и уведомления: \d+\sтекст/),
    ]);
    expect(masked.every(one => one.reason.includes('152-ФЗ, ст. 14 ч. 2'))).toBe(true);
    expect(body.masked).toEqual(masked);
    expect(String(files.get('README.txt'))).toContain(masked[1]?.what);
    expect(String(files.get('index.html'))).toContain(masked[1]?.what);
  });

  test('files of the customer’s own emails, with names in Russian; never without the text', async () => {
    const client = specClient();
    const make = async (rest: object) => {
      const { body } = await madeCopy(client, 'person', { categories: ['correspondence'], ...rest });
      const files = await unpacked(client, 'person', body);
      const excluded = json<Manifest>(files, 'manifest.json').excluded.filter(one =>
        one.what.startsWith('Вложения'),
      );
      return { files, excluded, attached: [...files.keys()].filter(path => path.startsWith('attachments/')) };
    };
    const both = await make({ includeCorrespondence: true, includeAttachments: true });
    expect(both.attached.length).toBeGreaterThan(2);
    expect(
      both.attached.some(path =>
        /^attachments\/correspondence\/email-\d+-Счёт № \d+ \(копия\)\.txt$/.test(path),
      ),
    ).toBe(true);
    for (const path of both.attached) expect(String(both.files.get(path))).toContain('MARK-BODY');
    const records = json<{ records: { direction: string; kind: string; attachments?: string[] }[] }>(
      both.files,
      'data/correspondence.json',
    ).records.filter(record => record.attachments !== undefined);
    expect(records.flatMap(record => record.attachments)).toEqual(both.attached);
    expect(new Set(records.map(record => `${record.kind} ${record.direction}`))).toEqual(
      new Set(['email in']),
    );
    expect(both.excluded).toEqual([
      expect.objectContaining({ what: 'Вложения писем, которые написали не вы' }),
    ]);

    const alone = await make({ includeAttachments: true });
    expect([alone.attached, alone.excluded[0]?.reason]).toEqual([
      [],
      expect.stringContaining('только вместе с её текстом'),
    ]);
    const neither = await make({ includeCorrespondence: true });
    expect([neither.attached, neither.excluded[0]?.reason]).toEqual([[], 'Вы их не выбрали.']);
  });

  test('a period and a language are kept to', async () => {
    const client = specClient();
    const { body } = await madeCopy(client, 'owner', {
      categories: ['services'],
      from: '2025-01-01',
      to: '2025-03-31',
      language: 'en',
    });
    expect(body.parts[0].fileName).toBe(`Copy of your data ${body.number}.zip`);
    const files = await unpacked(client, 'owner', body);
    const { records } = json<{ records: { at: string }[] }>(files, 'data/services.json');
    expect(records.length).toBeGreaterThan(5);
    for (const { at } of records) {
      expect(at >= '2024-12-31T21:00:00.000Z' && at < '2025-03-31T21:00:00.000Z', at).toBe(true);
    }
    expect(String(files.get('csv/services.csv'))).toContain('When (Moscow time)');
  });

  test.each([['json'], ['csv'], ['html']])(
    '%s alone has the first page, and nothing of the other formats',
    async format => {
      const client = specClient();
      const { body } = await madeCopy(client, 'owner', { formats: [format] });
      const paths = [...(await unpacked(client, 'owner', body)).keys()];
      expect(paths).toEqual(
        expect.arrayContaining(['index.html', 'README.txt', 'statement.html', 'manifest.json']),
      );
      const folders = new Set(paths.filter(path => path.includes('/')).map(path => path.split('/')[0]));
      folders.delete('schemas');
      expect(folders).toEqual(new Set([{ json: 'data', csv: 'csv', html: 'reader' }[format]]));
    },
  );

  test.each(PERSONAS)('%s can pack all they may see', async persona => {
    if (persona === 'huge') return;
    const client = specClient();
    const { body } = await madeCopy(client, persona, { categories: ALL });
    const files = await unpacked(client, persona, body);
    for (const { id } of json<Manifest>(files, 'manifest.json').categories)
      requireValid(files, `data/${id}.json`, `schemas/${id}.schema.json`);
  });
});

test('a large copy has parts that unpack into one folder and read as one', async () => {
  const client = specClient();
  const { body } = await client.get('owner', '/exports/ex-ready-full');
  const db = client.backend.db();
  const row = db.exports.find(one => one.id === body.id);
  if (row === undefined) throw new Error('no ex-ready-full');
  const store = memoryStore();
  const packing: Packing = {
    ports: copyPortsOf(db.seededAt),
    rows: db,
    row,
    collected: await knownThen(copyPortsOf(db.seededAt), db, row),
    files: store,
    signal: new AbortController().signal,
    limit: 1000,
  };
  const parts = await pack(packing);
  expect(parts.map(part => part.categories)).toEqual([['account'], ['services'], ['calls'], ['mailings']]);
  expect(parts[1]?.fileName).toBe(`Копия данных ${row.number}, часть 2 из 4.zip`);
  expect(parts.map(part => part.sensitive)).toEqual([true, false, false, false]);
  const folder = new Map<string, Buffer>();
  const first: Buffer[] = [];
  for (const { n, size, file = '' } of parts) {
    const files = await unpack(await wholeOf(store.read(file, 0, size - 1)));
    expect(json<Manifest>(files, 'manifest.json').part).toEqual({ n, of: 4 });
    requireValid(files, 'manifest.json', 'schemas/manifest.schema.json');
    expect(files.has('statement.html')).toBe(n === 1);
    first.push(files.get('index.html') ?? Buffer.of());
    for (const [path, bytes] of files) folder.set(path, bytes);
  }
  expect(first.every(page => first[0]?.equals(page))).toBe(true);
  for (const [path, bytes] of folder) {
    if (!path.endsWith('.html')) continue;
    for (const [, link = ''] of String(bytes).matchAll(/href="([^"#:]+)[^":]*"/g)) {
      const target = new URL(link, `http://copy/${path}`).pathname.slice(1);
      expect(folder.has(decodeURIComponent(target)), `${path} → ${link}`).toBe(true);
    }
  }
});

describe('an estimate', () => {
  const off = async (persona: Persona, spec: object): Promise<number> => {
    const client = specClient();
    await client.stepUp(persona);
    const statuses = (await client.post(persona, '/exports/estimates', { ...SPEC, ...spec })).body;
    const { body } = await madeCopy(client, persona, spec);
    expect([statuses.parts, statuses.records > 0]).toEqual([body.parts.length, true]);
    return statuses.bytes / body.bytes - 1;
  };

  test.each([[['json', 'csv', 'html']], [['json']], [['csv']], [['html']]])(
    'of %j is close to what owner gets',
    async formats => {
      expect(Math.abs(await off('owner', { categories: ALL, formats, scope: 'account' }))).toBeLessThan(0.15);
    },
  );

  test('is close to what person gets with letters and their files', async () => {
    const spec = { categories: ALL, includeCorrespondence: true, includeAttachments: true };
    expect(Math.abs(await off('person', spec))).toBeLessThan(0.15);
  });

  test('is close to what huge gets', async () => {
    expect(Math.abs(await off('huge', { categories: ALL, scope: 'account' }))).toBeLessThan(0.15);
  });
});
