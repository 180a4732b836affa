import { describe, expect, test } from 'vitest';
import type { SourceRecord, Subject } from '../../core/register/source-data.ts';
import { createSources } from './sources.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const OWNER: Subject = { userId: 'u-owner', accountId: 'acc-1', part: 'account' };
const sources = createSources({ seededAt: NOW.toISOString(), now: NOW });
const away = createSources({ seededAt: NOW.toISOString(), now: NOW, down: new Set(['kayako']) });
const CATEGORIES = ['services', 'materials', 'correspondence', 'calls', 'analytics', 'recordings'];

const allOf = async (
  category: string,
  query: Partial<Parameters<typeof sources.stream>[2]> = {},
): Promise<SourceRecord[]> => {
  const records: SourceRecord[] = [];
  for await (const page of sources.stream(category, OWNER, { upTo: NOW, pageSize: 50, ...query })) {
    expect(page.length).toBeGreaterThan(0);
    expect(page.length).toBeLessThanOrEqual(query.pageSize ?? 50);
    records.push(...page);
  }
  return records;
};
const idsOf = (records: readonly SourceRecord[]) => records.map(({ id }) => id);

describe.each(CATEGORIES)('%s', category => {
  test('is the same list as a stream, as pages, as single records and in its counts', async () => {
    const streamed = await allOf(category);
    const list = { upTo: NOW, sort: '-date', lang: 'ru', limit: 100 } as const;
    const paged: SourceRecord[] = [];
    for (let offset = 0; offset < streamed.length; offset += 100)
      paged.push(...(await sources.page(category, OWNER, { ...list, offset })).records);
    expect(paged).toEqual(streamed);
    expect(new Set(idsOf(streamed)).size).toBe(streamed.length);
    for (const by of [undefined, 'year', 'day'] as const) {
      const counts = await sources.count(category, OWNER, {
        upTo: NOW,
        ...(by === undefined ? {} : { by }),
      });
      const sums = new Map<string, number>();
      for (const one of counts) sums.set(one.kind, (sums.get(one.kind) ?? 0) + one.records);
      for (const [kind, sum] of sums)
        expect([kind, sum]).toEqual([kind, streamed.filter(record => record.kind === kind).length]);
      expect(counts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(
        streamed.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
      );
    }
    for (const record of streamed.slice(0, 5))
      expect(await sources.record(category, record.id, OWNER, NOW)).toEqual(record);
  });

  test('continues after any record of the stream, with any size of pages', async () => {
    const whole = idsOf(await allOf(category));
    for (const place of [0, Math.floor(whole.length / 3), whole.length - 1]) {
      const after = whole[place];
      if (after === undefined) continue;
      expect(idsOf(await allOf(category, { after, pageSize: 7 }))).toEqual(whole.slice(place + 1));
    }
  });
});

test('a moment for each system leaves out what came later and the systems that are not named', async () => {
  const early = new Date('2026-06-01T00:00:00.000Z');
  const records = await allOf('correspondence', { upTo: new Map([['kayako', early]]) });
  expect(records.length).toBeGreaterThan(0);
  expect(records.every(({ system, at }) => system === 'kayako' && at <= early.toISOString())).toBe(true);
  const all = await allOf('correspondence');
  expect(records.length).toBe(
    all.filter(({ system, at }) => system === 'kayako' && at <= early.toISOString()).length,
  );
});

test('a record is given to its own subject alone', async () => {
  const last = (await allOf('correspondence')).at(-1);
  const other: Subject = { userId: 'u-person', accountId: 'acc-person', part: 'own' };
  expect(await sources.record('correspondence', last?.id ?? '', OWNER, NOW)).toEqual(last);
  expect(await sources.record('correspondence', last?.id ?? '', other, NOW)).toBeUndefined();
  const own = await sources.count('services', { ...OWNER, part: 'own' }, { upTo: NOW });
  const all = await sources.count('services', OWNER, { upTo: NOW });
  const sum = (counts: typeof own) => counts.reduce((total, { records }) => total + records, 0);
  expect(sum(own)).toBe(Math.ceil(sum(all) / 5));
});

test('texts and files come only where they are asked for, and not from a system that is away', async () => {
  const plain = await allOf('correspondence');
  expect(plain.every(record => record.text === undefined && record.attachments === undefined)).toBe(true);
  const full = await allOf('correspondence', { texts: true, attachments: true });
  const email = full.find(({ attachments }) => attachments !== undefined);
  if (email === undefined) throw new Error('no email has a file');
  expect(await sources.text('correspondence', email.id, OWNER)).toEqual(email.text);
  const [file] = email.attachments ?? [];
  const content = await sources.attachment('correspondence', email.id, file?.id ?? '', OWNER);
  expect(content?.ru).toContain('MARK-BODY');
  expect(await sources.attachment('correspondence', email.id, 'other', OWNER)).toBeUndefined();
  expect(await sources.text('services', 'payment-0', OWNER)).toBeUndefined();
  expect(away.unavailable().filter(({ notConnected }) => notConnected === undefined)).toEqual([
    { system: 'kayako', lastGoodAt: '2026-11-23T03:00:00.000Z' },
  ]);
  for (const asked of [
    away.text('correspondence', email.id, OWNER),
    away.attachment('correspondence', email.id, file?.id ?? '', OWNER),
  ])
    await expect(asked).rejects.toMatchObject({ problemName: 'source-unavailable' });
});

test('a sample is spread over the whole list', async () => {
  const records = await sources.sample('services', OWNER, { upTo: NOW }, 48);
  const all = idsOf(await allOf('services'));
  const places = idsOf(records).map(id => all.indexOf(id));
  expect(Math.abs(places.length - 48)).toBeLessThanOrEqual(1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect([places[0], (places.at(-1) ?? 0) > all.length * 0.9]).toEqual([0, true]);
});
