import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { components } from '../src/api/generated/schema.ts';
import { moscowDate } from '../src/domain/calendar.ts';
import { addDays, addMonths } from '../src/domain/calendar-steps.ts';
import { SPEC, unpacked, settled } from './exports/test-copy.ts';
import { memoryStore } from './exports/store.ts';
import { VALID_TOKEN } from './mailings/seed.ts';
import { recordSet } from './register/records.ts';
import { principalOf } from './personas.ts';
import { specClient } from './spec-client.ts';
import { unpack } from './unpack.ts';

type Schema = components['schemas'];

/** 02:48 on 23 July in Moscow, still the day before in Greenwich. */
const NIGHT = '2026-07-22T23:48:00.000Z';
/** The database was seeded earlier, so that nothing seeded is of the evening before. */
const BEGAN = '2026-07-08T09:00:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NIGHT) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A date written for a person or a program; instants say their zone and are left out. */
const datesIn = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, '').replaceAll('\u00a0', ' ');
const GREENWICH = /2026-07-22|22\.07\.2026|(?<!\d)22 (июля|July)/;

test('actions between midnight and three have the Moscow day, in every answer and every file', async () => {
  const client = specClient({ parts: memoryStore() });
  const { get, post, call, stepUp } = client;
  await get('owner', '/session', { now: BEGAN });
  const at = { now: NIGHT };
  await stepUp('owner', NIGHT);
  const written = new Map<string, string>();
  const collect = (name: string, value: unknown) =>
    written.set(name, typeof value === 'string' ? value : JSON.stringify(value));

  const draft = (
    await post(
      'new',
      '/requests',
      { kind: 'complaint', scope: 'person', details: { about: 'Счёт не мой.', to: 'controller' } },
      at,
    )
  ).body;
  await post('new', `/requests/${draft.id}/submit`, {}, at);
  await post('new', `/requests/${draft.id}/messages`, { text: 'Добавлю копию счёта.' }, at);
  for (const lang of ['ru', 'en'] as const) {
    const {
      deadlines: _,
      dueBy: __,
      ...request
    } = (await get('new', `/requests/${draft.id}`, { ...at, lang })).body;
    collect(`request ${lang}`, request);
    collect(
      `receipt ${lang}`,
      (await get('new', `/requests/${draft.id}/receipt`, { ...at, lang })).body.text,
    );
    const archive = await get('new', `/requests/${draft.id}/archive`, { ...at, lang });
    const files = await unpack(new Uint8Array(await archive.response.arrayBuffer()));
    collect(`messages.txt ${lang}`, String(files.get('messages.txt')));
    collect(`request.html ${lang}`, String(files.get('request.html')));
    const page = await call('owner', 'GET', '/statement', { ...at, lang, headers: { Accept: 'text/html' } });
    collect(`statement ${lang}`, await page.response.text());
  }
  expect(written.get('messages.txt ru')).toContain('23\u00a0июля 2026\u00a0г., 02:48 (МСК)');
  expect(written.get('statement ru')).toContain('23\u00a0июля 2026\u00a0г., 02:48 (МСК)');
  expect(written.get('statement en')).toContain('23\u00a0July 2026, 02:48 (Moscow)');

  const email = await call('nobody', 'POST', `/unsubscribe/${VALID_TOKEN}`, {
    ...at,
    body: 'topic=promotions',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
  });
  collect('letter page', await email.response.text());
  expect(datesIn(written.get('letter page') ?? '')).toContain('23 июля 2026 г., 02:48');
  collect('history', (await get('owner', '/mailings/history?limit=1', at)).body);
  collect(
    'mailings',
    (await get('owner', '/mailings', at)).body.topics.map(({ since }: { since?: string }) => since),
  );
  collect('access log', (await get('owner', '/access-log?limit=1', at)).body.items);

  const made = (
    await post('owner', '/exports', { ...SPEC, categories: ['calls', 'mailings'], language: 'ru' }, at)
  ).body;
  expect([draft.number, made.number]).toEqual([
    expect.stringMatching(/^R-26-/),
    expect.stringMatching(/^E-26-/),
  ]);
  const { body } = await settled(client, 'owner', made.id, at);
  collect('copy', body);
  for (const [path, bytes] of await unpacked(client, 'owner', body))
    if (/^(index\.html|README\.txt|manifest\.json|statement\.html)$/.test(path)) collect(path, String(bytes));
  expect(datesIn(written.get('index.html') ?? '')).toContain('23 июля 2026 г.');

  for (const [name, text] of written)
    expect([name, GREENWICH.exec(datesIn(text))?.[0]]).toEqual([name, undefined]);
});

test('a record of the night has its Moscow day in lists, terms, deletions, search and tables', async () => {
  const client = specClient({ parts: memoryStore() });
  const { get, post } = client;
  const now = NIGHT;
  let nights = 0;
  for (const persona of ['owner', 'person', 'huge'] as const) {
    for (const category of ['recordings', 'analytics', 'calls'] as const) {
      const page = (await get(persona, `/register/${category}/records?limit=200`, { now }))
        .body as Schema['RecordPage'];
      for (const record of page.items) {
        const day = moscowDate(record.at);
        const term = { recording: addMonths(day, 3), replay: addDays(day, 7) }[record.kind];
        if (record.hold === undefined) expect([record.id, record.deleteOn]).toEqual([record.id, term]);
        if (record.at.startsWith(day)) continue;
        nights += 1;
        const filter = `from=${day}&to=${day}&limit=200`;
        const ofDay = (await get(persona, `/register/${category}/records?${filter}`, { now })).body.items;
        expect(ofDay.map(({ id }: Schema['Record']) => id)).toContain(record.id);
      }
      const copy = await post(
        persona,
        '/exports',
        { ...SPEC, categories: [category], formats: ['csv', 'json'] },
        { now },
      );
      const { body } = await settled(client, persona, copy.body.id, { now });
      const files = await unpacked(client, persona, body);
      const rows = String(files.get(`csv/${category}.csv`)).split('\r\n');
      const records: Schema['Record'][] = JSON.parse(String(files.get(`data/${category}.json`))).records;
      for (const [i, record] of records.entries())
        expect(rows[i + 1]).toContain(moscowDate(record.at).split('-').toReversed().join('.'));
    }
    const { items } = (await get(persona, '/register/deletions?limit=200', { now }))
      .body as Schema['DeletionPage'];
    const byStart = new Map<string, number>();
    for (const { category, start, count } of items)
      byStart.set(`${category} ${start}`, (byStart.get(`${category} ${start}`) ?? 0) + count);
    const set = recordSet('recordings', principalOf(persona), client.backend.db().seededAt);
    for (const [key, count] of byStart) {
      const [category = '', start] = key.split(' ');
      if (category !== 'recordings') continue;
      const ofDay = [...set.time].filter((time, i) => moscowDate(new Date(time)) === start && i !== set.held);
      expect([key, count]).toEqual([key, ofDay.length]);
    }
  }
  // Otherwise nothing was looked at.
  expect(nights).toBeGreaterThan(20);
});

test('the log and the disclosures are filtered by the Moscow day and year', async () => {
  const { get, backend } = specClient();
  const now = '2027-01-01T09:00:00.000Z';
  await get('owner', '/session', { now });
  const db = backend.db();
  const [entry, disclosure] = [
    db.access.find(row => row.userId === 'u-owner'),
    db.disclosures.find(row => row.userId === 'u-owner'),
  ];
  if (entry === undefined || disclosure === undefined) throw new Error('nothing is seeded');
  // Half past midnight of the new year in Moscow.
  entry.at = disclosure.at = '2026-12-31T21:30:00.000Z';
  const ids = async (path: string) =>
    (await get('owner', path, { now })).body.items.map(({ id }: { id: string }) => id);
  expect(await ids('/access-log?from=2027-01-01&limit=200')).toContain(entry.id);
  expect(await ids('/access-log?to=2026-12-31&limit=200')).not.toContain(entry.id);
  expect(await ids('/disclosures?year=2027')).toContain(disclosure.id);
  expect(await ids('/disclosures?year=2026')).not.toContain(disclosure.id);
});
