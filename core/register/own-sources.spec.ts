import { expect, test, vi } from 'vitest';
import { seed } from '../../mocks/db.ts';
import { createSources } from '../../mocks/register/sources.ts';
import { OWN_CATEGORY, OWN_SYSTEM } from './own-records.ts';
import { withOwnRecords } from './own-sources.ts';
import type { PageQuery } from './source-data.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const rows = seed(NOW);
const others = createSources({ seededAt: NOW.toISOString(), now: NOW });
const sources = withOwnRecords(others, () => rows);
const owner = { userId: 'u-owner', accountId: 'acc-1', part: 'own' } as const;
const query = { upTo: NOW, sort: '-date', lang: 'ru', offset: 0, limit: 1000 } as const satisfies PageQuery;
const page = (more: Partial<PageQuery> = {}) => sources.page(OWN_CATEGORY, owner, { ...query, ...more });
const sum = (counts: readonly { records: number }[]) => counts.reduce((all, { records }) => all + records, 0);

test('pages follow each other, newest first, and all counts are of the same records', async () => {
  const all = await page();
  expect(all.total).toBeGreaterThan(100);
  expect(all.records.map(({ at }) => at)).toEqual(
    all.records
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const paged = [];
  for (let offset = 0; offset < all.total; offset += 30)
    paged.push(...(await page({ offset, limit: 30 })).records);
  expect(paged).toEqual(all.records);
  const byKind = await sources.count(OWN_CATEGORY, owner, { upTo: NOW });
  const byYear = await sources.count(OWN_CATEGORY, owner, { upTo: NOW, by: 'year' });
  expect([sum(byKind), sum(byYear)]).toEqual([all.total, all.total]);
  expect(byKind.find(({ kind }) => kind === 'request-file')?.bytes).toBeGreaterThan(0);
});

test('a list is narrowed by kind, words and period, and sorted by title', async () => {
  const consents = await page({ kind: 'consent' });
  expect(new Set(consents.records.map(({ kind }) => kind))).toEqual(new Set(['consent']));
  const found = await page({ words: ['ОТОЗВАНО'] });
  expect(found.total).toBeGreaterThan(0);
  for (const { title } of found.records) expect(title.ru.toLowerCase()).toContain('отозвано');
  const from = new Date('2026-11-01T00:00:00Z');
  for (const { at } of (await page({ from })).records) expect(at >= from.toISOString()).toBe(true);
  for (const { at } of (await page({ before: from })).records) expect(at < from.toISOString()).toBe(true);
  const titles = (await page({ sort: 'title' })).records.map(({ title }) => title.ru);
  expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'ru')));
  expect((await page({ thirdParty: true })).total).toBe(0);
});

test('a stream continues after a known record, and all queries use the same instant', async () => {
  const all = (await page()).records;
  const rest = [];
  const after = all[9]?.id ?? '';
  for await (const some of sources.stream(OWN_CATEGORY, owner, { upTo: NOW, after, pageSize: 7 }))
    rest.push(...some);
  expect(rest).toEqual(all.slice(10));
  const upTo = new Map([[OWN_SYSTEM, new Date('2026-11-01T00:00:00Z')]]);
  for (const { at } of (await page({ upTo })).records) expect(at <= '2026-11-01T00:00:00.000Z').toBe(true);
  expect((await page({ upTo: new Map() })).total).toBe(0);
});

test('a copy has what stood when it was made, and not itself', async () => {
  const copy = rows.exports.find(({ id }) => id === 'ex-ready');
  const then = withOwnRecords(others, () => rows, copy);
  const { records } = await then.page(OWN_CATEGORY, owner, query);
  expect(records.some(({ id }) => id === `copy-${copy?.id}`)).toBe(false);
  expect((await page()).records.some(({ id }) => id === `copy-${copy?.id}`)).toBe(true);
  for (const { at } of records) expect(at <= (copy?.createdAt ?? '')).toBe(true);
});

test('other categories are asked of the other systems', async () => {
  const asked = vi.fn(others.page);
  const both = withOwnRecords({ ...others, page: asked }, () => rows);
  await both.page('services', owner, query);
  await both.page(OWN_CATEGORY, owner, query);
  expect(asked.mock.calls.map(([category]) => category)).toEqual(['services']);
});
