import { describe, expect, it } from 'vitest';
import { isDuplicate, nearestOpen, type RequestSubject } from './duplicates.ts';
import { RIGHT_KINDS, type RightKind } from './ids.ts';

const field = (category: string, name: string) => ({ category, field: name, new: 'верно' });

describe('a duplicate of an open request', () => {
  const CASES: [string, RightKind, RequestSubject, RequestSubject, boolean][] = [
    [
      'a correction of another field is none',
      'rectification',
      { items: [field('account', 'inn')] },
      { items: [field('account', 'postal-address')] },
      false,
    ],
    [
      'a correction of the same field is one, whatever the new value',
      'rectification',
      { items: [{ ...field('account', 'inn'), new: '1' }] },
      { items: [field('account', 'phone'), { ...field('account', 'inn'), new: '2' }] },
      true,
    ],
    [
      'a field of the same name in another category is none',
      'rectification',
      { items: [field('account', 'address')] },
      { items: [field('services', 'address')] },
      false,
    ],
    [
      'an erasure of part of the data is one',
      'erasure',
      { categories: ['mailings'] },
      { categories: ['mailings', 'analytics'] },
      true,
    ],
    [
      'an erasure of more than the open one is none',
      'erasure',
      { categories: ['mailings', 'calls'] },
      { categories: ['mailings'] },
      false,
    ],
    [
      'a restriction on another ground is none',
      'restriction',
      { categories: ['account'], ground: 'defence' },
      { categories: ['account'], ground: 'accuracy' },
      false,
    ],
    [
      'a restriction whose ground is not chosen yet is one by its data',
      'restriction',
      { categories: ['account'] },
      { categories: ['account'], ground: 'accuracy' },
      true,
    ],
    [
      'an objection to another purpose is none',
      'objection',
      { purposes: ['surveys'] },
      { purposes: ['security'] },
      false,
    ],
    [
      'a tool with the id of a purpose is none',
      'objection',
      { tools: ['security'] },
      { purposes: ['security'] },
      false,
    ],
    ['the same consent is one', 'consent-withdrawal', { consents: ['c1'] }, { consents: ['c1', 'c2'] }, true],
    [
      'information is no copy',
      'access',
      { mode: 'information', all: true },
      { mode: 'copy', all: true },
      false,
    ],
    [
      'a copy of other data is none',
      'access',
      { mode: 'copy', categories: ['calls'] },
      { mode: 'copy', categories: ['calls', 'account'] },
      false,
    ],
    [
      'a copy of another period is none',
      'access',
      { mode: 'copy', all: true, from: '2026-01-01' },
      { mode: 'copy', all: true },
      false,
    ],
    ['the same copy is one', 'access', { mode: 'copy', all: true }, { mode: 'copy', all: true }, true],
    [
      'the same list of disclosures is one',
      'access',
      { mode: 'disclosures' },
      { mode: 'disclosures', all: true },
      true,
    ],
    [
      'a file for another controller is none',
      'portability',
      { categories: ['account'], recipient: 'other', otherController: 'ООО «Пример»' },
      { categories: ['account'], recipient: 'self' },
      false,
    ],
    [
      'the same file in another format is one',
      'portability',
      { categories: ['account'], recipient: 'self' },
      { categories: ['account'], recipient: 'self' },
      true,
    ],
    ['a complaint is none', 'complaint', {}, {}, false],
  ];

  it.each(CASES)('%s', (_, kind, asked, open, expected) => {
    expect(isDuplicate(kind, asked, open)).toBe(expected);
  });

  it('needs something chosen', () => {
    for (const kind of RIGHT_KINDS) expect(isDuplicate(kind, {}, {}), kind).toBe(false);
  });
});

describe('the open request that is mentioned', () => {
  const postal = { id: 'postal', details: { items: [field('account', 'postal-address')] } };
  const inn = { id: 'inn', details: { items: [field('account', 'inn'), field('account', 'phone')] } };

  it('is the duplicate before any other', () => {
    const found = nearestOpen('rectification', { items: [field('account', 'inn')] }, [postal, inn]);
    expect(found).toEqual({ request: inn, duplicate: true });
  });

  it('is one about some of the same, without being a duplicate', () => {
    const asked = { items: [field('account', 'inn'), field('account', 'name')] };
    expect(nearestOpen('rectification', asked, [postal, inn])).toEqual({ request: inn, duplicate: false });
  });

  it('is the newest where none is about the same', () => {
    expect(nearestOpen('rectification', {}, [postal, inn])).toEqual({ request: postal, duplicate: false });
    expect(nearestOpen('rectification', {}, [])).toBeUndefined();
  });
});
