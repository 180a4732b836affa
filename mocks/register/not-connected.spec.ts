import { expect, test } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import { sectionsOf } from '../../core/statement/sections.ts';
import { isUnknown } from '../../src/domain/processing.ts';
import { installChanged, rowOf } from '../../test/with-policy.ts';
import { SPEC } from '../exports/test-copy.ts';
import { principalOf } from '../personas.ts';
import { specClient } from '../spec-client.ts';

type Schema = components['schemas'];

const at = { now: '2026-11-23T09:00:00.000Z' };
const text = (ru: string, en: string) => ({ ru, en });

/**
 * Adds a system that the mock has no records of: `gate-video` is kept there alone, `gate-badges` there and in a system without
 * such records, and `office` there and in a system with records.
 */
const addUnconnected = (): void =>
  installChanged(data => {
    data.systems.push({
      ...rowOf(data.systems, 'customer-servers'),
      id: 'cameras',
      label: text('камеры', 'cameras'),
    });
    const added = rowOf(data.categories, 'office');
    data.categories.push(
      { ...added, id: 'gate-video', label: text('Видео', 'Video'), systems: ['cameras'] },
      { ...added, id: 'gate-badges', label: text('Пропуска', 'Badges'), systems: ['telephony', 'cameras'] },
    );
    added.systems.push('cameras');
  });

const MISSING = { system: 'cameras', label: 'камеры', reason: 'not-connected' };

test('a category has no zero where none of its systems is connected, and names those that are not', async () => {
  addUnconnected();
  const { get } = specClient();
  const { categories, partial } = (await get('owner', '/register', at)).body as Schema['Register'];
  expect(partial.filter(({ system }) => system === 'cameras')).toEqual([MISSING]);
  const category = (id: string) => categories.find(one => one.id === id);
  expect(category('gate-video')).toMatchObject({ notConnected: ['cameras'] });
  expect(category('gate-video')).not.toHaveProperty('records');
  expect(category('gate-video')).not.toHaveProperty('fields');
  expect(category('gate-badges')).toMatchObject({ notConnected: ['cameras'], records: 0, fields: 0 });
  expect(category('office')).toMatchObject({ notConnected: ['cameras'], records: expect.any(Number) });
  expect(category('calls')).not.toHaveProperty('notConnected');
  expect(categories.filter(isUnknown).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['gate-video', 'gate-badges']),
  );
  const detail = (await get('owner', '/register/gate-video', at)).body as Schema['CategoryDetail'];
  expect([detail.category.notConnected, detail.partial]).toEqual([['cameras'], [MISSING]]);
  expect(detail.category).not.toHaveProperty('records');
  expect((await get('owner', '/register/gate-video/records', at)).body.partial).toEqual([MISSING]);
});

test.each([
  [
    'ru',
    'показать нельзя, не подключена система: камеры',
    'в подключённых системах ничего',
    /не все системы/,
  ],
  [
    'en',
    'cannot be shown, system not connected: cameras',
    'nothing in the connected systems',
    /not all systems/,
  ],
] as const)(
  'the statement names the systems that its amounts leave out: %s',
  async (lang, none, unknown, summary) => {
    addUnconnected();
    const { get } = specClient();
    const register = (await get('owner', '/register', { ...at, lang })).body as Schema['Register'];
    const statement = (await get('owner', '/statement', { ...at, lang })).body as Schema['Statement'];
    const rows = statement.sections.find(({ id }) => id === 'data')?.table?.rows ?? [];
    const keptOf = (category: string) => {
      const label = register.categories.find(({ id }) => id === category)?.label;
      return rows.find(([name]) => name === label)?.[3];
    };
    expect(keptOf('gate-video')).toBe(none);
    expect(keptOf('gate-badges')).toContain(unknown);
    expect(keptOf('office')).toMatch(lang === 'ru' ? /^\d.*; не подключена/ : /^\d.*; system not connected/);
    expect(statement.summary).toMatch(summary);
    expect(statement.partial).toContainEqual({ ...MISSING, label: lang === 'ru' ? 'камеры' : 'cameras' });
  },
);

test('the statement denies no data while systems are not connected', async () => {
  const register = (await specClient().get('owner', '/register', at)).body as Schema['Register'];
  const nothing = register.categories.map(({ records: _records, fields: _fields, ...category }) => ({
    ...category,
    ...(category.id === 'rights' ? { records: 0, fields: 0 } : { notConnected: category.systems }),
  }));
  const caller = { me: principalOf('owner'), lang: 'ru', now: new Date(at.now) } as const;
  const [open, data] = ['confirmation', 'data'].map(id =>
    sectionsOf({ ...register, categories: nothing }, caller, false).find(section => section.id === id),
  );
  expect([open?.state, data?.state]).toEqual(['partly', 'partly']);
  expect(open?.paragraphs.join(' ')).toContain('Что в остальных, сказать нельзя: они не подключены.');
  const none = nothing.map(({ notConnected: _notConnected, ...category }) => ({
    ...category,
    records: 0,
    fields: 0,
  }));
  const [empty] = sectionsOf({ ...register, categories: none }, caller, false);
  expect(empty?.state).toBe('stated');
  expect(empty?.paragraphs).toEqual(['Сейчас данных о вас нет, кроме самой учётной записи.']);
});

test('the overview, the search and the estimate of a copy do not count what is not known as nothing', async () => {
  const { get, post } = specClient();
  const before = (await get('owner', '/overview', at)).body as Schema['Overview'];
  addUnconnected();
  const { cards, partial } = (await get('owner', '/overview', at)).body as Schema['Overview'];
  const { categories } = (await get('owner', '/register', at)).body as Schema['Register'];
  expect(cards.data).toEqual({
    ...before.cards.data,
    notConnected: categories.filter(isUnknown).length,
  });
  expect(partial).toContainEqual(MISSING);
  const found = await post('owner', '/register/search', { text: 'видео', limit: 5 }, at);
  expect(found.body.partial).toContainEqual(MISSING);
  const estimate = (await post('owner', '/exports/estimates', { ...SPEC, categories: ['gate-video'] }, at))
    .body as Schema['ExportEstimate'];
  const row = (id: string) => estimate.categories.find(one => one.id === id);
  expect(row('gate-video')).toMatchObject({ notConnected: ['cameras'], fields: 0, records: 0 });
  expect(row('calls')).not.toHaveProperty('notConnected');
});

test('a recipient in the country is stated as one: in the register, the statement and the disclosures', async () => {
  installChanged(data => {
    const banks = rowOf(data.recipients, 'banks');
    banks.crossBorder = { ...banks.crossBorder, status: 'none' };
    rowOf(data.recipients, 'vendors').crossBorder.countries = [text('Казахстан', 'Kazakhstan')];
  });
  const { get } = specClient();
  for (const [lang, none, sent, abroad] of [
    ['ru', 'не передаётся', 'Казахстан', 'Не передаётся за рубеж: '],
    ['en', 'not sent abroad', 'Kazakhstan', 'Not sent abroad: '],
  ] as const) {
    const register = (await get('owner', '/register', { ...at, lang })).body as Schema['Register'];
    const recipient = (id: string) => register.recipients.find(one => one.id === id);
    expect(recipient('banks')?.crossBorder).toMatchObject({ status: 'none', countries: [] });
    expect(recipient('vendors')?.crossBorder.countries).toEqual([sent]);
    const { sections } = (await get('owner', '/statement', { ...at, lang })).body as Schema['Statement'];
    const rows = sections.find(({ id }) => id === 'recipients')?.table?.rows ?? [];
    const abroadOf = (id: string) => rows.find(([name]) => name === recipient(id)?.label)?.[3];
    expect([abroadOf('banks'), abroadOf('vendors')]).toEqual([none, sent]);
    const crossBorder = sections.find(({ id }) => id === 'cross-border');
    expect(crossBorder?.paragraphs.join(' ')).toContain(`${abroad}${recipient('banks')?.label}`);
  }
});

test('paper is a place of the documents brought to the office, and no system that is connected or collected', async () => {
  const { get, post } = specClient();
  const { categories, systems, partial } = (await get('owner', '/register', at)).body as Schema['Register'];
  expect(categories.filter(one => one.systems.includes('paper')).map(({ id }) => id)).toEqual(['office']);
  expect(systems.find(({ id }) => id === 'paper')).toMatchObject({
    label: 'бумажные документы',
    fact: { source: 'assumed', confirmed: false },
  });
  expect(partial.map(({ system }) => system)).not.toContain('paper');
  expect(categories.find(({ id }) => id === 'office')).not.toHaveProperty('notConnected');
  const spec = { ...SPEC, scope: 'account', categories: ['office'] };
  const estimate = (await post('owner', '/exports/estimates', spec, at)).body as Schema['ExportEstimate'];
  expect(estimate.categories.find(({ id }) => id === 'office')?.systems).toEqual(['servicedesk']);
});
