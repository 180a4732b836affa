import { expect, onTestFinished, test, vi } from 'vitest';
import { policy } from '../../core/policy/tables.ts';
import type { components } from '../../src/api/generated/schema.ts';
import { installChanged, rowOf } from '../../test/with-policy.ts';
import { madeCopy, SPEC, unpacked } from '../exports/test-copy.ts';
import { specClient } from '../spec-client.ts';

type Schema = components['schemas'];

const at = { now: '2026-11-23T09:00:00.000Z' };
const text = (ru: string) => ({ ru, en: `${ru} (en)` });
const fact = { source: 'operator', confirmed: false, asOf: '2026-11-01' } as const;

/** Adds one row of each kind, each of them used by the new category `bonuses`. */
const addOneOfEach = (): void =>
  installChanged(data => {
    data.purposes.push({
      ...rowOf(data.purposes, 'statistics'),
      id: 'loyalty',
      label: text('Давать скидки'),
      description: text('Считать бонусы.'),
    });
    data.recipients.push({
      ...rowOf(data.recipients, 'banks'),
      id: 'partner',
      label: text('Партнёрская сеть'),
      what: text('Число бонусов.'),
    });
    data.systems.push({ ...rowOf(data.systems, 'kayako'), id: 'bonus-system', label: text('учёт бонусов') });
    data.sources.push({ id: 'shop', label: text('магазин') });
    data.retention.push({
      id: 'points-year',
      kind: 'fixed',
      period: 'P1Y',
      startsAt: { event: 'earned', label: text('начислены') },
      label: text('Год с начисления'),
      note: text('Потом сгорают.'),
      fact,
    });
    data.tools.push({
      ...rowOf(data.tools, 'google-analytics'),
      id: 'heat-map',
      label: text('Тепловая карта'),
    });
    rowOf(data.categories, 'analytics').tools?.push('heat-map');
    data.effects.push({ id: 'spent', action: 'anonymise', why: text('Бонусы останутся без имени.') });
    data.categories.push({
      id: 'bonuses',
      group: 'contract',
      label: text('Бонусы'),
      term: text('сведения о бонусах'),
      question: text('Сколько у вас бонусов'),
      holds: text('Начисления и списания.'),
      purposes: ['loyalty'],
      sources: ['shop'],
      systems: ['bonus-system'],
      systemsFact: fact,
      recipients: ['partner'],
      retention: ['points-year'],
      providedByCustomer: false,
      openList: false,
      specials: [],
      erasure: [{ effect: 'spent' }],
    });
  });

test('another category, purpose, recipient, system, source, rule and tool are in the register', async () => {
  addOneOfEach();
  const { get } = specClient();
  const register = (await get('owner', '/register', at)).body as Schema['Register'];
  const bonuses = register.categories.find(({ id }) => id === 'bonuses');
  expect(bonuses).toMatchObject({
    label: 'Бонусы',
    policySection: '',
    purposes: ['loyalty'],
    recipients: ['partner'],
    retention: [{ id: 'points-year', period: 'P1Y' }],
    systemsFact: fact,
    records: 0,
  });
  for (const [table, id, label] of [
    ['purposes', 'loyalty', 'Давать скидки'],
    ['recipients', 'partner', 'Партнёрская сеть'],
    ['systems', 'bonus-system', 'учёт бонусов'],
    ['sources', 'shop', 'магазин'],
    ['tools', 'heat-map', 'Тепловая карта'],
  ] as const)
    expect(register[table].find(row => row.id === id)).toMatchObject({ label });
  expect(register.categories.find(({ id }) => id === 'analytics')?.tools).toContain('heat-map');
  const english = (await get('owner', '/register', { ...at, lang: 'en' })).body as Schema['Register'];
  expect(english.categories.find(({ id }) => id === 'bonuses')?.label).toBe('Бонусы (en)');
  expect((await get('owner', '/register/bonuses', at)).body.category.id).toBe('bonuses');
  expect((await get('owner', '/register/bonuses/records', at)).body.total).toBe(0);
  expect(
    (await get('owner', '/consents', at)).body.tools.map(({ tool }: { tool: string }) => tool),
  ).toContain('heat-map');
});

test('new rows are in the statement, in an erasure and in the estimate of a copy', async () => {
  addOneOfEach();
  const { get, post } = specClient();
  const statement = JSON.stringify((await get('owner', '/statement', at)).body);
  for (const word of [
    'Бонусы',
    'Начисления и списания.',
    'магазин',
    'Давать скидки',
    'Партнёрская сеть',
    'Год с начисления',
  ])
    expect(statement).toContain(word);
  const erasure = await post(
    'owner',
    '/rights/erasure/preview',
    { scope: 'account', categories: ['bonuses'] },
    at,
  );
  expect(erasure.body.rows).toMatchObject([
    { category: 'bonuses', system: 'bonus-system', action: 'anonymise', why: 'Бонусы останутся без имени.' },
  ]);
  const estimate = await post('owner', '/exports/estimates', { ...SPEC, categories: ['bonuses'] }, at);
  const { categories } = estimate.body as Schema['ExportEstimate'];
  expect(categories.find(({ id }) => id === 'bonuses')).toMatchObject({ label: 'Бонусы', included: true });
});

test('new rows are in a copy, with the schema of their data', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  addOneOfEach();
  const client = specClient();
  const { body } = await madeCopy(client, 'owner', { categories: ['account', 'bonuses'] });
  const files = await unpacked(client, 'owner', body);
  const names = [...files.keys()].filter(name => name.includes('bonuses'));
  expect(names).toEqual(expect.arrayContaining(['data/bonuses.json', 'schemas/bonuses.schema.json']));
  expect(files.get('statement.json')?.toString()).toContain('Партнёрская сеть');
});

test('another version of the policy is announced, compared and in force from its day', async () => {
  installChanged(data => {
    const [before] = data.versions;
    if (before === undefined) throw new Error('no version');
    data.versions.unshift({
      ...structuredClone(before),
      id: '2026-11-01',
      title: text('Политика от 1 ноября 2026 г.'),
      effectiveFrom: '2026-11-01',
      announcedAt: '2026-10-01T07:00:00.000Z',
      changes: {
        since: before.id,
        summary: text('Сроки стали точнее.'),
        items: [
          { section: 'retention', title: text('Сроки'), kind: 'changed', meaning: text('Видны даты.') },
        ],
      },
    });
  });
  const { get } = specClient();
  const { items } = (await get('owner', '/policy/versions', at)).body as Schema['PolicyVersionPage'];
  expect(items.map(({ id, state, effectiveFrom }) => [id, state, effectiveFrom])).toEqual([
    ['demo-next', 'upcoming', '2026-12-03'],
    ['2026-11-01', 'in-force', '2026-11-01'],
    ['2020-10-21', 'former', '2020-10-21'],
  ]);
  expect(items[1]).toMatchObject({ effectiveTo: '2026-12-02', shownAt: '2026-10-01T07:00:00.000Z' });
  const version = (await get('owner', '/policy/versions/2026-11-01', at)).body as Schema['PolicyVersion'];
  expect(version.changes).toMatchObject({ since: '2020-10-21', items: [{ title: 'Сроки' }] });
  expect((await get('owner', '/register', at)).body.policyVersion).toBe('2026-11-01');
});

test('another text of a consent asks again, and another topic of mailings is offered', async () => {
  installChanged(data => {
    const consent = data.consents.find(({ purpose }) => purpose === 'advertising');
    for (const version of consent?.versions ?? []) version.inForce = false;
    consent?.versions.push({ version: '2027-1', inForce: true, text: [text('Я согласен получать письма.')] });
    data.topics.push({ ...rowOf(data.topics, 'surveys'), id: 'courses', label: text('Курсы') });
  });
  const { get } = specClient();
  const consents = (await get('owner', '/consents', at)).body as Schema['ConsentPage'];
  expect(consents.documents.find(({ purpose }) => purpose === 'advertising')?.version).toBe('2027-1');
  expect(
    consents.items.find(({ purpose, status }) => purpose === 'advertising' && status === 'given')?.renewal,
  ).toBe('2027-1');
  const { topics } = (await get('owner', '/mailings', at)).body as Schema['Mailings'];
  expect(topics.at(-1)).toMatchObject({ topic: 'courses', label: 'Курсы', state: 'off' });
});

test('the former policy is back when a test has ended', async () => {
  const { categories } = (await specClient().get('owner', '/register', at)).body as Schema['Register'];
  expect(categories.map(({ id }) => id)).not.toContain('bonuses');
});

test('the register has the controller of the policy', async () => {
  const { name, legalName, contactsUrl, scope, humanHelp, automatedDecisions } = policy().controller;
  for (const lang of ['ru', 'en'] as const) {
    const register = (await specClient().get('owner', '/register', { ...at, lang }))
      .body as Schema['Register'];
    expect(register).toMatchObject({
      controller: { name, legalName, contactsUrl },
      policyScope: scope.map(one => one[lang]),
      humanHelp: humanHelp[lang],
      automatedDecisions: automatedDecisions[lang],
    });
  }
});
