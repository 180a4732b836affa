import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryLike, PurposeLike } from './processing.ts';
import {
  basesOf,
  filterCategories,
  flowGraph,
  haltOf,
  heldCategories,
  holdingsOf,
  splitTools,
  toolPurpose,
} from './processing.ts';

const purposes: PurposeLike[] = [
  { id: 'provide-services', basis: 'contract' },
  { id: 'service-notices', basis: 'legal-requirement' },
  { id: 'offers', basis: 'legitimate-interest' },
  { id: 'advertising', basis: 'consent' },
];

const category = (id: string, more: Partial<CategoryLike> = {}): CategoryLike => ({
  id,
  purposes: [],
  sources: [],
  systems: [],
  recipients: [],
  ...more,
});

const account = category('account', {
  purposes: ['offers', 'provide-services'],
  sources: ['order-form'],
  systems: ['billing', 'kayako'],
  recipients: ['vendors'],
  records: 1,
});
const analytics = category('analytics', {
  purposes: ['offers'],
  sources: ['site'],
  systems: ['metrika'],
  recipients: ['yandex'],
  records: 10_000,
});
const mailings = category('mailings', { purposes: ['advertising'], recipients: ['vendors'], records: 99 });
const register = [account, analytics, mailings];

describe('the legal bases of a category', () => {
  it('are listed once each, in the order of the fixed list', () => {
    expect(basesOf(account, purposes)).toEqual(['contract', 'legitimate-interest']);
    expect(basesOf(category('x', { purposes: ['advertising', 'service-notices'] }), purposes)).toEqual([
      'legal-requirement',
      'consent',
    ]);
    expect(basesOf(category('x', { purposes: ['unknown'] }), purposes)).toEqual([]);
  });
});

describe('the filter of the register', () => {
  it.each([
    [{}, ['account', 'analytics', 'mailings']],
    [{ basis: 'legitimate-interest' }, ['account', 'analytics']],
    [{ basis: 'consent' }, ['mailings']],
    [{ basis: 'legal-requirement' }, []],
    [{ purpose: 'offers' }, ['account', 'analytics']],
    [{ system: 'kayako' }, ['account']],
    [{ recipient: 'vendors' }, ['account', 'mailings']],
    [{ recipient: 'yandex', basis: 'legitimate-interest' }, ['analytics']],
    [{ recipient: 'yandex', basis: 'contract' }, []],
    [{ purpose: 'offers', basis: 'contract' }, []],
    [{ purpose: 'provide-services', basis: 'contract' }, ['account']],
    [{ source: 'site' }, ['analytics']],
    [{ source: 'site', recipient: 'vendors' }, []],
    [{ system: 'nowhere' }, []],
  ] as const)('%j → %j', (filter, ids) => {
    expect(filterCategories(register, purposes, filter).map(({ id }) => id)).toEqual(ids);
  });
});

describe('the data-flow graph', () => {
  const input = {
    categories: register,
    sources: [{ id: 'site' }, { id: 'order-form' }, { id: 'phone' }],
    systems: [{ id: 'billing' }, { id: 'kayako' }, { id: 'metrika' }],
    recipients: [{ id: 'yandex' }, { id: 'authorities' }],
  };

  it('has the nodes that have a link, in the order of the lists, and those without a name last', () => {
    expect(flowGraph(input).nodes.map(({ id }) => id)).toEqual([
      'source:site',
      'source:order-form',
      'category:account',
      'category:analytics',
      'category:mailings',
      'system:billing',
      'system:kayako',
      'system:metrika',
      'recipient:yandex',
      'recipient:vendors',
    ]);
    expect(flowGraph(input).nodes[0]).toEqual({ id: 'source:site', kind: 'source', ref: 'site' });
  });

  it('has links from left to right, which skip the system when it is not stated', () => {
    expect(flowGraph(input).links).toEqual([
      { from: 'source:order-form', to: 'category:account', weight: 1 },
      { from: 'category:account', to: 'system:billing', weight: 1 },
      { from: 'category:account', to: 'system:kayako', weight: 1 },
      { from: 'system:billing', to: 'recipient:vendors', weight: 1 },
      { from: 'system:kayako', to: 'recipient:vendors', weight: 1 },
      { from: 'source:site', to: 'category:analytics', weight: 5 },
      { from: 'category:analytics', to: 'system:metrika', weight: 5 },
      { from: 'system:metrika', to: 'recipient:yandex', weight: 5 },
      { from: 'category:mailings', to: 'recipient:vendors', weight: 1 + Math.log10(99) },
    ]);
  });

  it('adds the weights of links that two categories share', () => {
    const two = ['a', 'b'].map(id => category(id, { systems: ['s'], recipients: ['r'], records: 50 }));
    const { links } = flowGraph({ ...input, categories: two });
    expect(links.find(({ to }) => to === 'recipient:r')?.weight).toBe(3);
  });

  it('has no loop, no unlinked node, no duplicate, and every weight is at least 1', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    const categories = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        purposes: ids,
        sources: ids,
        systems: ids,
        recipients: ids,
        records: fc.option(fc.nat(50_000), { nil: undefined }),
      }),
      { selector: one => one.id },
    );
    const columns = ['source', 'category', 'system', 'recipient'];
    fc.assert(
      fc.property(categories, list => {
        const { nodes, links } = flowGraph({ ...input, categories: list });
        const column = new Map(nodes.map(({ id, kind }) => [id, columns.indexOf(kind)]));
        expect(column.size).toBe(nodes.length);
        expect(new Set(links.map(({ from, to }) => `${from} ${to}`)).size).toBe(links.length);
        for (const { from, to, weight } of links) {
          expect(column.get(from)).toBeLessThan(column.get(to) ?? -1);
          expect(weight).toBeGreaterThanOrEqual(1);
        }
        const ends = new Set(links.flatMap(({ from, to }) => [from, to]));
        expect(nodes.filter(({ id }) => !ends.has(id))).toEqual([]);
      }),
    );
  });
});

describe('heldCategories', () => {
  it('omits empty categories and includes hidden ones', () => {
    const held = heldCategories([
      { id: 'records', visibility: 'visible', records: 1 },
      { id: 'fields', visibility: 'visible', records: 0, fields: 2 },
      { id: 'empty', visibility: 'visible', records: 0, fields: 0 },
      { id: 'unsaid', visibility: 'visible' },
      { id: 'hidden', visibility: 'hidden' },
    ]);
    expect(held.map(({ id }) => id)).toEqual(['records', 'fields', 'hidden']);
  });
});

describe('the halt of a purpose', () => {
  const consents = [
    { purpose: 'advertising', status: 'withdrawn', withdrawnAt: '2026-01-01T00:00:00Z' },
    { purpose: 'advertising', status: 'withdrawn', withdrawnAt: '2026-03-01T00:00:00Z' },
  ] as const;
  const [contract, legal, offers, advertising] = purposes as [
    PurposeLike,
    PurposeLike,
    PurposeLike,
    PurposeLike,
  ];

  it('based on consent lasts while no consent is in force, from the last withdrawal', () => {
    expect(haltOf(advertising, { consents: [], objections: [] })).toEqual({ because: 'no-consent' });
    expect(haltOf(advertising, { consents, objections: [] })).toEqual({
      because: 'no-consent',
      at: '2026-03-01T00:00:00Z',
    });
    const given = { purpose: 'advertising', status: 'given' } as const;
    expect(haltOf(advertising, { consents: [...consents, given], objections: [] })).toBeUndefined();
    const another = { ...given, purpose: 'correspondence-disclosure' };
    expect(haltOf(advertising, { consents: [another], objections: [] })).toBeDefined();
  });

  it('based on legitimate interest needs an accepted objection to that purpose', () => {
    const at = '2026-02-01T00:00:00Z';
    const halt = (purpose: string, state: 'none' | 'pending' | 'accepted' | 'refused') =>
      haltOf(offers, { consents: [], objections: [{ purpose, state, at }] });
    expect(halt('offers', 'accepted')).toEqual({ because: 'objection', at });
    for (const state of ['none', 'pending', 'refused'] as const)
      expect(halt('offers', state)).toBeUndefined();
    expect(halt('statistics', 'accepted')).toBeUndefined();
  });

  it('based on a contract or a legal requirement never happens, whatever objection there is', () => {
    for (const purpose of [contract, legal]) {
      const objections = [{ purpose: purpose.id, state: 'accepted' }] as const;
      expect(haltOf(purpose, { consents: [], objections })).toBeUndefined();
    }
  });
});

describe('the purpose of an analytics tool to object to', () => {
  it('is the first one that needs a request', () => {
    const visits = category('analytics', { purposes: ['provide-services', 'offers', 'statistics'] });
    const objections = [
      { purpose: 'statistics', instant: false },
      { purpose: 'offers', instant: true },
    ];
    expect(toolPurpose(visits, objections)).toBe('statistics');
    expect(toolPurpose(visits, [])).toBeUndefined();
    expect(toolPurpose(undefined, objections)).toBeUndefined();
  });
});

describe('splitTools', () => {
  const known = [
    { id: 'metrika', aboutPerson: true },
    { id: 'console', aboutPerson: false },
  ];
  const tool = (id: string, optedOut = false) => ({ tool: id, optedOut });
  const split = (...tools: { tool: string; optedOut: boolean }[]) => {
    const { refusable, impersonal } = splitTools(tools, known);
    return [refusable.map(one => one.tool), impersonal.map(one => one.tool)];
  };

  it('gives a tool that only measures the site no switch', () =>
    expect(split(tool('metrika'), tool('console'))).toEqual([['metrika'], ['console']]));
  it('gives a tool with a refusal in force a switch, to withdraw the refusal', () =>
    expect(split(tool('console', true))).toEqual([['console'], []]));
  it('gives a refused tool that processes personal data a switch', () =>
    expect(split(tool('metrika', true))).toEqual([['metrika'], []]));
  it('gives a tool that is not in the register a switch', () =>
    expect(split(tool('new-one'))).toEqual([['new-one'], []]));
});

describe('holdingsOf', () => {
  const visible = (fields: number, records: number) => ({ visibility: 'visible', fields, records }) as const;
  const hidden = { visibility: 'hidden' } as const;
  it.each([
    [[], { kinds: 0, hidden: 0, fields: 0, records: 0 }],
    [[visible(4, 0), visible(0, 0)], { kinds: 1, hidden: 0, fields: 4, records: 0 }],
    [[visible(1, 88), visible(0, 1486), hidden], { kinds: 3, hidden: 1, fields: 1, records: 1574 }],
    [[hidden, hidden], { kinds: 2, hidden: 2, fields: 0, records: 0 }],
  ])('%j is counted as %j', (categories, expected) => {
    expect(holdingsOf(categories)).toEqual(expected);
  });
});
