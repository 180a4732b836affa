import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { specClient, type SpecClient } from '../spec-client.ts';
import { unpack } from '../unpack.ts';
import { memoryStore, type PartStore } from './store.ts';
import { ALL, madeCopy, partBytes, settled, SPEC, wholeOf } from './test-copy.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Planted in the text of every email and in every file of one: it must be nowhere without the consent. */
const MARK = 'MARK-BODY';
const TEXT = { categories: ALL, includeCorrespondence: true, includeAttachments: true };

/** Where the mark is: names of stored files, and `database` for all that is remembered, kept answers included. */
const marked = async ({ backend }: SpecClient, store: PartStore): Promise<string[]> => {
  const found: string[] = [];
  for (const name of await store.names()) {
    const size = (await store.size(name)) ?? 0;
    if (Buffer.from(await wholeOf(store.read(name, 0, size - 1))).includes(MARK)) found.push(name);
  }
  if (JSON.stringify(backend.snapshot()).includes(MARK)) found.push('database');
  return found;
};

/** Every answer that could hold a text: the register, copies, statement, log. */
const answers = async ({ get }: SpecClient, persona: 'person' | 'owner'): Promise<string> => {
  const paths = [
    '/register',
    '/register/correspondence',
    '/register/correspondence/records?limit=200',
    '/exports',
    '/statement',
    '/access-log?limit=200',
    '/requests',
    '/overview',
  ];
  const texts = await Promise.all(paths.map(async path => (await get(persona, path)).response.text()));
  return texts.join('\n');
};

test('without the consent not one text is anywhere', async () => {
  const store = memoryStore();
  const client = specClient({ parts: store });
  await client.stepUp('owner');
  const refused = await client.post('owner', '/exports', { ...SPEC, ...TEXT });
  expect(refused.body.errors[0].code).toBe('consent-required');
  const { body } = await madeCopy(client, 'owner', { categories: ALL, includeAttachments: true });
  expect(body.status).toBe('ready');
  expect(await answers(client, 'owner')).not.toContain(MARK);
  expect(await marked(client, store)).toEqual([]);
  for (const bytes of (await unpack(await partBytes(client, 'owner', body.id))).values())
    expect(bytes.includes(MARK)).toBe(false);
});

test('with it the texts are in the copy and nowhere else; after it is withdrawn they are gone', async () => {
  const store = memoryStore();
  const client = specClient({ parts: store });
  const plain = await madeCopy(client, 'person', { categories: ALL });
  const { body } = await madeCopy(client, 'person', TEXT);
  expect(body.parts[0].sensitive).toBe(true);
  const files = await unpack(await partBytes(client, 'person', body.id));
  const holding = [...files].filter(([, bytes]) => bytes.includes(MARK)).map(([path]) => path);
  expect(holding).toEqual(
    expect.arrayContaining([
      'data/correspondence.json',
      'csv/correspondence.csv',
      'reader/correspondence.html',
      expect.stringMatching(/^attachments\/correspondence\/email-/),
    ]),
  );
  expect(await marked(client, store)).toEqual([`default.${body.id}.1.1.zip`]);
  expect(await answers(client, 'person')).not.toContain(MARK);
  const reveal = { record: 'email-0', attribute: 'body' };
  expect((await client.post('person', '/register/correspondence/reveals', reveal)).body.value).toContain(
    MARK,
  );
  expect(await marked(client, store)).toEqual([`default.${body.id}.1.1.zip`]);
  const link = await client.post('person', `/exports/${body.id}/parts/1/links`);

  await client.post('person', '/consents/p-cs-correspondence/withdraw');
  expect(await marked(client, store)).toEqual([]);
  expect((await client.get('person', `/exports/${body.id}`)).body.status).toBe('revoked');
  expect((await client.get('person', `/exports/${plain.body.id}`)).body.status).toBe('ready');
  const gone = await client.get('person', `/exports/${body.id}/parts/1`);
  expect([gone.status, gone.body.type]).toEqual([410, '/problems/gone']);
  expect((await client.call('nobody', 'GET', link.body.url)).status).toBe(410);
  expect((await client.post('person', '/register/correspondence/reveals', reveal)).status).toBe(404);
  expect(await answers(client, 'person')).not.toContain(MARK);
  expect(await marked(client, store)).toEqual([]);
});

test('a consent withdrawn while the copy is packed stops it', async () => {
  const store = memoryStore();
  const client = specClient({ parts: store });
  const { body } = await client.post('person', '/exports', { ...SPEC, ...TEXT });
  vi.setSystemTime(Date.now() + 20_000);
  expect((await client.get('person', `/exports/${body.id}`)).body.status).toBe('packing');
  await client.post('person', '/consents/p-cs-correspondence/withdraw');
  expect((await settled(client, 'person', body.id)).body).toMatchObject({ status: 'cancelled', parts: [] });
  expect(await marked(client, store)).toEqual([]);
});

test('a completed erasure takes the copies of what was erased', async () => {
  const store = memoryStore();
  const client = specClient({ parts: store });
  await client.get('owner', '/exports');
  const db = client.backend.db();
  const erasure = db.requests.find(row => row.kind === 'erasure' && row.preparedBy.id === 'u-owner');
  if (erasure === undefined) throw new Error('no erasure');
  erasure.status = 'in_work';
  erasure.details.categories = ['services'];
  const before = await store.names();
  await client.backend.staff(erasure.id, 'answer');
  const after = await store.names();
  expect(before.some(name => name.includes('ex-ready'))).toBe(true);
  expect(after.some(name => name.includes('ex-ready'))).toBe(false);
});
