import { expect, onTestFinished, test, vi } from 'vitest';
import { policy } from '../../core/policy/tables.ts';
import type { PolicyData } from '../../core/policy/types.ts';
import type { components } from '../../src/api/generated/schema.ts';
import { installChanged, rowOf } from '../../test/with-policy.ts';
import { madeCopy, SPEC, unpacked } from '../exports/test-copy.ts';
import { specClient } from '../spec-client.ts';

type Schema = components['schemas'];

const at = { now: '2026-11-23T09:00:00.000Z' };
const text = (ru: string) => ({ ru, en: `${ru} (en)` });
const fact = { source: 'operator', confirmed: false, asOf: '2026-11-01' } as const;

/** Adds one row of each kind, each of them used by the new category `bonuses`, which lies in these systems. */
const addOneOfEach = (systems = ['bonus-system']): void =>
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
      systems,
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
    notConnected: ['bonus-system'],
  });
  // The mock has no records of this system: it says so, and no zero.
  expect([bonuses?.fields, bonuses?.records]).toEqual([undefined, undefined]);
  expect(register.partial).toContainEqual({
    system: 'bonus-system',
    label: 'учёт бонусов (Kayako)',
    reason: 'not-connected',
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
  addOneOfEach(['activeplatform', 'bonus-system']);
  const client = specClient();
  const { body } = await madeCopy(client, 'owner', { categories: ['account', 'bonuses'] });
  const files = await unpacked(client, 'owner', body);
  const names = [...files.keys()].filter(name => name.includes('bonuses'));
  expect(names).toEqual(expect.arrayContaining(['data/bonuses.json', 'schemas/bonuses.schema.json']));
  expect(files.get('statement.json')?.toString()).toContain('Партнёрская сеть');
  const left = {
    what: 'учёт бонусов (Kayako)',
    reason: 'Система не подключена: что в ней есть, показать нельзя.',
  };
  expect(body).toMatchObject({ status: 'ready', excluded: expect.arrayContaining([left]) });
  expect(files.get('README.txt')?.toString()).toContain(`${left.what}. ${left.reason}`);
});

/** A version that follows the newest one of the policy. */
const addVersion = (
  version: Pick<PolicyData['versions'][number], 'id' | 'effectiveFrom'> & { announcedAt: string },
): void =>
  installChanged(data => {
    const [before] = data.versions;
    if (before === undefined) throw new Error('no version');
    data.versions = data.versions.filter(({ effectiveFrom }) => effectiveFrom < version.effectiveFrom);
    const [former = before] = data.versions;
    data.versions.unshift({
      ...structuredClone(former),
      ...version,
      title: text('Следующая политика'),
      changes: {
        since: former.id,
        summary: text('Сроки стали точнее.'),
        items: [
          { section: 'retention', title: text('Сроки'), kind: 'changed', meaning: text('Видны даты.') },
        ],
      },
    });
  });

const versionsAt = async (client: ReturnType<typeof specClient>, now: string) =>
  ((await client.get('owner', '/policy/versions', { now })).body as Schema['PolicyVersionPage']).items;

test('another version of the policy is compared and in force from its day, and the example follows it', async () => {
  addVersion({ id: '2026-11-01', effectiveFrom: '2026-11-01', announcedAt: '2026-10-01T07:00:00.000Z' });
  const client = specClient();
  const items = await versionsAt(client, at.now);
  const former = policy().versions[1]?.id;
  expect(items.slice(0, 3).map(({ id, state, effectiveFrom }) => [id, state, effectiveFrom])).toEqual([
    ['demo-next', 'upcoming', '2026-12-03'],
    ['2026-11-01', 'in-force', '2026-11-01'],
    [former, 'former', policy().versions[1]?.effectiveFrom],
  ]);
  expect(items[1]).toMatchObject({ effectiveTo: '2026-12-02', shownAt: '2026-10-01T07:00:00.000Z' });
  const version = (await client.get('owner', '/policy/versions/2026-11-01', at))
    .body as Schema['PolicyVersion'];
  expect(version.changes).toMatchObject({ since: former, items: [{ title: 'Сроки' }] });
  expect((await client.get('owner', '/register', at)).body.policyVersion).toBe('2026-11-01');
});

test('a coming version of the policy is announced from its moment, instead of the example', async () => {
  const announcedAt = '2026-11-25T09:00:00+03:00';
  addVersion({ id: '2026-12-01', effectiveFrom: '2026-12-01', announcedAt });
  const client = specClient();
  const asked = async (now: string) =>
    [
      (await client.get('owner', '/session', { now })).body.policyToAcknowledge,
      (await client.get('owner', '/overview', { now })).body.attention.find(
        ({ kind }: Schema['Attention']) => kind === 'policy-changed',
      ),
    ] as const;
  expect((await versionsAt(client, at.now)).map(({ id }) => id)).not.toContain('2026-12-01');
  expect((await client.get('owner', '/policy/versions/2026-12-01', at)).status).toBe(404);
  const after = '2026-11-25T06:00:00.000Z';
  expect(await asked(after)).toEqual([
    '2026-12-01',
    {
      id: 'policy-2026-12-01',
      kind: 'policy-changed',
      policyVersion: '2026-12-01',
      text: 'Следующая политика',
      at: after,
      until: '2026-11-30T21:00:00.000Z',
    },
  ]);
  const [coming, current] = await versionsAt(client, after);
  expect(coming).toMatchObject({ id: '2026-12-01', state: 'upcoming', shownAt: after });
  expect(current).toMatchObject({ state: 'in-force', effectiveTo: '2026-11-30' });
  expect((await versionsAt(client, '2026-12-02')).map(({ id, state }) => [id, state])).toMatchObject([
    ['2026-12-01', 'in-force'],
    [current?.id, 'former'],
  ]);
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
