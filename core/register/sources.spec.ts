import { describe, expect, test } from 'vitest';
import type { RegisterCaller, Sources } from '../ports.ts';
import type { Rows } from '../rows.ts';
import { amountsOf, countBySystem, countByYear } from './amounts.ts';
import { deletions } from './deletions.ts';
import { recordPage, recordViews } from './records.ts';
import { searchRegister } from './search.ts';
import {
  emptyCount,
  type PageQuery,
  type RecordCount,
  type RecordKind,
  type SourceRecord,
  type Subject,
  type UnavailableSystem,
} from './source-data.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const t = (text: string) => ({ ru: text, en: text });

const KINDS: readonly RecordKind[] = [
  { id: 'email', label: t('Письма'), note: t(''), system: 'kayako', has: ['text'] },
  { id: 'notice', label: t('Уведомления'), note: t(''), system: 'servicedesk', has: ['text'] },
];
const RECORDING: RecordKind = {
  id: 'recording',
  label: t('Записи звонков'),
  note: t(''),
  system: 'telephony',
  retention: 'recording-3m',
  has: ['duration'],
};
const record = (rest: Partial<SourceRecord> = {}): SourceRecord => ({
  id: 'email-1',
  kind: 'email',
  at: '2026-11-01T09:00:00.000Z',
  title: t('Счёт'),
  system: 'kayako',
  aboutThirdParty: false,
  ...rest,
});
const count = (kind: string, records: number, rest: Partial<RecordCount> = {}): RecordCount => ({
  ...emptyCount(kind),
  records,
  ...rest,
});

/** A source that has only what a test gives it. */
const sourcesWith = (given: Partial<Sources>): Sources => ({
  kinds: () => [],
  fields: async () => [],
  page: async () => ({ records: [], total: 0, totals: [] }),
  count: async () => [],
  sample: async () => [],
  stream: async function* () {},
  record: async () => undefined,
  text: async () => undefined,
  attachment: async () => undefined,
  undescribed: () => [],
  unavailable: () => [],
  ...given,
});
const callerWith = (given: Partial<Sources>, rest: Partial<RegisterCaller> = {}): RegisterCaller => ({
  db: { consents: [], objections: [], requests: [] } as unknown as Rows,
  me: { userId: 'u-1', accountId: 'a-1', role: 'owner', jurisdiction: 'RU', name: 'Имя' },
  lang: 'ru',
  scope: 'person',
  now: NOW,
  sources: sourcesWith(given),
  ...rest,
});

describe('a source is asked for a page', () => {
  const asked = async (filter: Parameters<typeof recordPage>[1], rest: Partial<RegisterCaller> = {}) => {
    const questions: { category: string; subject: Subject; query: PageQuery }[] = [];
    const page: Sources['page'] = async (category, subject, query) => {
      questions.push({ category, subject, query });
      return { records: [], total: 0, totals: [] };
    };
    await recordPage('services', filter, callerWith({ page }, rest));
    return questions;
  };

  test('with words, Moscow days as instants, and a place', async () => {
    const [question] = await asked({
      text: ' СЧЁТ  за ',
      from: '2026-01-01',
      to: '2026-01-31',
      kind: 'act',
      offset: 100,
      limit: 20,
      sort: 'amount',
    });
    expect(question?.query).toEqual({
      upTo: NOW,
      from: new Date('2025-12-31T21:00:00.000Z'),
      before: new Date('2026-01-31T21:00:00.000Z'),
      kind: 'act',
      words: ['счет', 'за'],
      sort: 'amount',
      lang: 'ru',
      offset: 100,
      limit: 20,
    });
  });

  test('of the person, or of the whole account in its scope', async () => {
    expect((await asked({}))[0]?.subject).toEqual({ userId: 'u-1', accountId: 'a-1', part: 'own' });
    expect((await asked({}, { scope: 'account' }))[0]?.subject.part).toBe('account');
  });

  test('and not at all when the role hides the category', async () => {
    const me = { ...callerWith({}).me, role: 'user' as const };
    expect(await asked({}, { me })).toEqual([]);
  });
});

test('a cursor continues where the page ended, and the last page has none', async () => {
  const records = Array.from({ length: 5 }, (_, i) => record({ id: `email-${i}` }));
  const page: Sources['page'] = async (_category, _subject, { offset, limit }) => ({
    records: records.slice(offset, offset + limit),
    total: records.length,
    totals: [],
  });
  const caller = callerWith({ kinds: () => KINDS, page });
  const first = await recordPage('correspondence', { limit: 3 }, caller);
  const last = await recordPage('correspondence', { limit: 3, cursor: first.nextCursor ?? '' }, caller);
  expect([first.items.length, last.items.map(({ id }) => id), last.nextCursor, last.offset]).toEqual([
    3,
    ['email-3', 'email-4'],
    null,
    3,
  ]);
});

describe('`partial` names', () => {
  const away: UnavailableSystem = { system: 'kayako', lastGoodAt: '2026-11-23T03:00:00.000Z' };

  test('a system that fails while it is asked', async () => {
    const failed: UnavailableSystem[] = [];
    const page: Sources['page'] = async () => {
      failed.push(away);
      return { records: [], total: 0, totals: [] };
    };
    const caller = callerWith({ page, unavailable: () => failed });
    expect((await recordPage('correspondence', {}, caller)).partial).toEqual([
      { ...away, label: 'почта и чат (Kayako)' },
    ]);
    expect((await recordPage('services', {}, caller)).partial).toEqual([]);
  });

  test('a system that cannot look for words, once, in one list and in everything', async () => {
    const page: Sources['page'] = async (category, _subject, { words }) => ({
      records: [],
      total: 0,
      totals: [],
      ...(category === 'correspondence' && words !== undefined ? { notSearched: ['servicedesk'] } : {}),
    });
    const caller = callerWith({ page });
    const named = [
      {
        system: 'servicedesk',
        label: 'поддержка (ServiceDesk)',
        lastGoodAt: NOW.toISOString(),
        reason: 'not-searched',
      },
    ];
    expect((await recordPage('correspondence', { text: 'счёт' }, caller)).partial).toEqual(named);
    expect((await recordPage('correspondence', {}, caller)).partial).toEqual([]);
    expect((await searchRegister('счёт', 50, caller)).partial).toEqual(named);
    const both = callerWith({ page, unavailable: () => [{ ...away, system: 'servicedesk' }] });
    expect((await searchRegister('счёт', 50, both)).partial).toEqual([
      { system: 'servicedesk', label: 'поддержка (ServiceDesk)', lastGoodAt: away.lastGoodAt },
    ]);
  });
});

test('a record is masked, worded and dated by the core', () => {
  const [email, recording] = [
    record({
      number: '104233',
      counterparty: 'Соколова Анна Петровна',
      caller: '+7 000 555-01-23',
      aboutThirdParty: true,
    }),
    record({ id: 'recording-1', kind: 'recording', system: 'telephony' }),
  ].map(recordViews([...KINDS, RECORDING], { lang: 'ru', consent: true, category: 'services' }));
  expect(email).toMatchObject({
    number: '№ 104233',
    attributes: [
      { id: 'body', sensitivity: 'step-up' },
      { id: 'caller', sensitivity: 'masked' },
    ],
  });
  expect(JSON.stringify(email)).not.toMatch(/Анна|555-01/);
  expect(recording).toMatchObject({ deleteOn: '2027-02-01', attributes: [] });
  const form: RecordKind = {
    ...RECORDING,
    id: 'form',
    attributes: [
      { id: 'birth', label: { ru: 'дата рождения', en: 'date of birth' }, type: 'date', sensitivity: 'open' },
      { id: 'paper', label: { ru: 'документ', en: 'document' }, type: 'passport', sensitivity: 'step-up' },
      { id: 'city', label: { ru: 'город', en: 'city' }, type: 'text', sensitivity: 'open' },
    ],
  };
  const values = [
    { id: 'birth', value: t('1980-02-29') },
    { id: 'paper', value: t('0000 000001') },
  ];
  const [named] = [record({ kind: 'form', day: '2026-11-02', attributes: values })].map(
    recordViews([form], { lang: 'en', consent: false, category: 'services' }),
  );
  expect(named).toMatchObject({
    day: '2026-11-02',
    attributes: [
      {
        id: 'birth',
        label: 'Date of birth',
        display: expect.stringMatching(/^29\sFebruary\s1980$/),
        sensitivity: 'open',
      },
      { id: 'paper', label: 'Document', display: '•• •• ••• 001', sensitivity: 'step-up' },
    ],
  });
  const hold = { reason: t('спор'), since: '2026-11-02', reviewAt: '2027-01-31' };
  const [kept] = [record({ kind: 'recording', hold })].map(
    recordViews([RECORDING], { lang: 'ru', consent: false, category: 'services' }),
  );
  expect(kept).not.toHaveProperty('deleteOn');
  expect(kept?.hold?.reason).toBe('спор');
});

describe('counts', () => {
  test('are summed by system, by year and over a category', async () => {
    const caller = callerWith({
      kinds: category => (category === 'correspondence' ? KINDS : []),
      count: async (category, _subject, { by }) =>
        category !== 'correspondence'
          ? []
          : by === 'year'
            ? [
                count('email', 2, { period: '2026' }),
                count('email', 1, { period: '2025' }),
                count('notice', 3, { period: '2026' }),
              ]
            : [count('email', 3), count('notice', 3)],
    });
    expect(Object.fromEntries(await countBySystem('correspondence', caller))).toEqual({
      kayako: 3,
      servicedesk: 3,
    });
    expect(await countByYear('correspondence', caller)).toEqual([
      [2025, 1],
      [2026, 5],
    ]);
    const amounts = await amountsOf(caller);
    expect(amounts.find(({ id }) => id === 'correspondence')).toMatchObject({ fields: 0, records: 6 });
  });

  test('of held records have no day of deletion', async () => {
    const caller = callerWith({
      kinds: category => (category === 'recordings' ? [RECORDING] : []),
      count: async category =>
        category === 'recordings'
          ? [
              count('recording', 1, { period: '2026-11-01', held: 1 }),
              count('recording', 3, { period: '2026-11-02', held: 1 }),
            ]
          : [],
    });
    const { items } = await deletions(caller);
    expect(items.map(({ start, count: records, date }) => [start, records, date])).toEqual([
      ['2026-11-02', 2, '2027-02-02'],
    ]);
  });
});

test('a service has the vendor that its system names, or an empty list', () => {
  const service: RecordKind = {
    id: 'service',
    label: { ru: 'Услуги', en: 'Services' },
    note: { ru: 'Услуги', en: 'Services' },
    system: 'activeplatform',
    has: [],
    attributes: [{ id: 'vendor', label: { ru: 'Вендор', en: 'Vendor' }, type: 'text', sensitivity: 'open' }],
  };
  const row = {
    kind: 'service',
    at: '2026-01-01T00:00:00.000Z',
    title: { ru: 'Почта', en: 'Mail' },
    system: 'activeplatform',
    aboutThirdParty: false,
  };
  const views = [
    { ...row, id: 's-1', attributes: [{ id: 'vendor', value: { ru: 'Пример', en: 'Primer' } }] },
    { ...row, id: 's-2' },
  ].map(recordViews([service], { lang: 'en', consent: false, category: 'services' }));
  expect(views.map(({ attributes }) => attributes)).toEqual([[], []]);
  const label = 'Vendor of this service';
  expect(views.map(({ recipients }) => recipients)).toEqual([
    [{ id: 'vendors', label, members: [{ name: 'Primer' }] }],
    [{ id: 'vendors', label, members: [] }],
  ]);
});
