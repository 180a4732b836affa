import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { components } from '../src/api/generated/schema.ts';
import { holdingsOf } from '../src/domain/processing.ts';
import { ALL, madeCopy, SPEC, unpacked } from './exports/test-copy.ts';
import { memoryStore } from './exports/store.ts';
import { type Persona, PERSONAS } from './personas.ts';
import { specClient } from './spec-client.ts';
import { amountText, countText, numberText } from '../core/text.ts';

type Schema = components['schemas'];
type Scope = Schema['Scope'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const maySee = ({ visibility }: Schema['Category']) => visibility === 'visible';

const amountsOf = ({ categories }: Schema['Register']) =>
  Object.fromEntries(
    categories
      .filter(category => maySee(category) && ALL.includes(category.id))
      .map(({ id, fields = 0, records = 0 }) => [id, { fields, records }]),
  );

describe.each(PERSONAS)('the data of %s', persona => {
  const client = specClient({ parts: memoryStore() });
  const register = async (scope: Scope): Promise<Schema['Register']> =>
    (await client.get(persona, `/register?scope=${scope}`)).body;
  const scopes = async (): Promise<Scope[]> => (await client.get(persona, '/session')).body.scopes;

  test('the list, its kinds and the page of a kind have the counts of the register', async () => {
    for (const scope of await scopes()) {
      for (const category of (await register(scope)).categories.filter(maySee)) {
        // Without a connected system there is no number, and nothing on the page.
        const { id, records = 0, fields = 0, notConnected } = category;
        expect(category.records === undefined).toBe(notConnected?.length === category.systems.length);
        const page = (await client.get(persona, `/register/${id}/records?scope=${scope}&limit=1`)).body;
        const detail: Schema['CategoryDetail'] = (await client.get(persona, `/register/${id}?scope=${scope}`))
          .body;
        const ofKinds = detail.recordKinds.reduce((sum, { count }) => sum + count, 0);
        const shown = detail.fields.filter(({ visibility }) => visibility === 'visible').length;
        expect([id, scope, page.total, ofKinds, shown]).toEqual([id, scope, records, records, fields]);
      }
    }
  });

  test('the overview and the statement have the sums of the register, in words that agree', async () => {
    const held = holdingsOf((await register((await scopes())[0] ?? 'person')).categories);
    const { data } = ((await client.get(persona, '/overview')).body as Schema['Overview']).cards;
    const { kinds, ...amounts } = held;
    expect(data).toEqual({ categories: kinds, ...amounts });
    for (const scope of await scopes()) {
      const { categories } = await register(scope);
      const all = holdingsOf(categories);
      for (const lang of ['ru', 'en'] as const) {
        const statement: Schema['Statement'] = (
          await client.get(persona, `/statement?scope=${scope}`, { lang })
        ).body;
        expect(statement.summary).toContain(
          `${all.kinds} ${lang === 'ru' ? 'из' : 'of'} ${categories.length}`,
        );
        expect(statement.summary).toContain(amountText(all)[lang]);
        const rows = statement.sections.find(({ id }) => id === 'data')?.table?.rows ?? [];
        expect(rows.map(row => row[3])).toEqual(
          categories.map(({ visibility, notConnected, fields = 0, records = 0 }) =>
            visibility === 'hidden'
              ? expect.stringMatching(/скрыто|hidden/)
              : notConnected !== undefined
                ? expect.stringMatching(/не подключен|not connected/)
                : amountText({ fields, records })[lang],
          ),
        );
      }
    }
  });

  test('the estimate and the preview of an erasure have the same counts', async () => {
    const amounts = amountsOf(await register('person'));
    const estimate: Schema['ExportEstimate'] = (
      await client.post(persona, '/exports/estimates', { ...SPEC, categories: ALL })
    ).body;
    const included = estimate.categories.filter(row => row.included);
    expect(Object.fromEntries(included.map(({ id, fields, records }) => [id, { fields, records }]))).toEqual(
      amounts,
    );
    const sums = Object.values(amounts);
    expect([estimate.fields, estimate.records]).toEqual([
      sums.reduce((sum, { fields }) => sum + fields, 0),
      sums.reduce((sum, { records }) => sum + records, 0),
    ]);
    const preview: Schema['ErasurePreview'] = (
      await client.post(persona, '/rights/erasure/preview', { scope: 'person', categories: ALL })
    ).body;
    for (const [id, { records }] of Object.entries(amounts)) {
      const rows = preview.rows.filter(({ category }) => category === id);
      expect([id, rows.reduce((sum, row) => sum + row.records, 0)]).toEqual([id, records]);
    }
  });
});

/** The big account is tried once, by its small kinds: fifty thousand rows would only be slow. */
const KINDS: Partial<Record<Persona, string[]>> = { huge: ['account', 'calls', 'office', 'recordings'] };

test.each(PERSONAS)(
  'a finished copy of %s has the records that were counted for it, in its manifest too',
  async persona => {
    const client = specClient({ parts: memoryStore() });
    const categories = KINDS[persona] ?? ALL;
    const amounts = amountsOf((await client.get(persona, '/register?scope=person')).body);
    const { body } = await madeCopy(client, persona, { categories, formats: ['json', 'csv'] });
    const copy: Schema['Export'] = body;
    const wanted = Object.entries(amounts).filter(([id]) => categories.includes(id));
    const sum = (part: 'fields' | 'records') => wanted.reduce((total, [, amount]) => total + amount[part], 0);
    expect([
      copy.systems.reduce((total, system) => total + system.total, 0),
      copy.systems.reduce((total, system) => total + system.fields, 0),
    ]).toEqual([sum('records'), sum('fields')]);

    const files = await unpacked(client, persona, copy);
    const manifest = JSON.parse(String(files.get('manifest.json')));
    for (const [id, { fields, records }] of wanted) {
      const data = JSON.parse(String(files.get(`data/${id}.json`)));
      const rows = String(files.get(`csv/${id}.csv`)).split('\r\n').length - 2;
      const inManifest = manifest.categories.find((one: { id: string }) => one.id === id)?.records;
      expect([id, data.fields.length, data.records.length, rows, inManifest]).toEqual([
        id,
        fields,
        records,
        records,
        inManifest === undefined ? undefined : records,
      ]);
      const line = amountText({ fields, records }).ru;
      expect(String(files.get('README.txt'))).toContain(`(${line};`);
    }
  },
);

test('a value that a role hides is in no count, and a copy names it as left out', async () => {
  const client = specClient();
  const { categories } = (await client.get('user', '/register?scope=person')).body as Schema['Register'];
  const account = categories.find(({ id }) => id === 'account');
  const detail = (await client.get('user', '/register/account?scope=person'))
    .body as Schema['CategoryDetail'];
  const hidden = detail.fields.filter(({ visibility }) => visibility === 'hidden');
  expect(hidden.length).toBeGreaterThan(0);
  expect(account?.fields).toBe(detail.fields.length - hidden.length);
  const copy: Schema['Export'] = (await client.post('user', '/exports', { ...SPEC, categories: ['account'] }))
    .body;
  expect(copy.excluded.map(({ what }) => what).join()).toMatch(/ИНН.*код учётной записи/);
});

test('rights speak of the kinds of data in which something is kept, and of no others', async () => {
  const client = specClient();
  for (const persona of PERSONAS) {
    const held = Object.entries(amountsOf((await client.get(persona, '/register?scope=person')).body))
      .filter(([, { fields, records }]) => fields + records > 0)
      .map(([id]) => id);
    const rights = (await client.get(persona, '/rights?scope=person')).body.items as Schema['Right'][];
    for (const right of rights)
      expect([persona, [...new Set(right.eligibility.map(({ category }) => category))]]).toEqual([
        persona,
        held,
      ]);
  }
});

test.each([
  [{ fields: 0, records: 0 }, 'ничего', 'nothing'],
  [{ fields: 4, records: 0 }, '4\u00a0значения', '4\u00a0details'],
  [{ fields: 0, records: 1 }, '1\u00a0запись', '1\u00a0record'],
  [
    { fields: 1, records: 1486 },
    '1\u00a0значение и 1\u00a0486\u00a0записей',
    '1\u00a0detail and 1,486\u00a0records',
  ],
  [
    { fields: 21, records: 50_002 },
    '21\u00a0значение и 50\u00a0002\u00a0записи',
    '21\u00a0details and 50,002\u00a0records',
  ],
])('%o is «%s» / “%s”', (amount, ru, en) => {
  expect(amountText(amount)).toEqual({ ru, en });
});

test('a number of four digits has its space wherever the mock writes one', () => {
  expect([numberText(999, 'ru'), numberText(2413, 'ru'), numberText(1_234_567, 'en')]).toEqual([
    '999',
    '2\u00a0413',
    '1,234,567',
  ]);
  expect(countText(1486, ['строка', 'строки', 'строк'], ['row', 'rows'])).toEqual({
    ru: '1\u00a0486\u00a0строк',
    en: '1,486\u00a0rows',
  });
});

test.each(['owner', 'admin', 'person', 'user', 'huge'] as const)(
  '%s: the log of access and the register count the same entries about the person',
  async persona => {
    const client = specClient();
    const log = (await client.get(persona, '/access-log?scope=person')).body as { total: number };
    const { recordKinds } = (await client.get(persona, '/register/rights?scope=person')).body as {
      recordKinds: { id: string; count: number }[];
    };
    expect(recordKinds.find(({ id }) => id === 'access-entry')?.count).toBe(log.total);
  },
);
