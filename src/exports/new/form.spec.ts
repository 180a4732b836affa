import { expect, test } from 'vitest';
import type { Schemas } from '../../api/schema-types.ts';
import type { Export } from '../queries.ts';
import { beginWith, type Kind, kindsFor, missingFrom, specOf, type Values } from './form.ts';

const category = (id: string, more: Partial<Schemas['Category']> = {}): Schemas['Category'] =>
  ({
    id,
    label: id,
    visibility: 'visible',
    purposes: ['serve'],
    providedByCustomer: true,
    ...more,
  }) as Schemas['Category'];
const PURPOSES = [
  { id: 'serve', basis: 'contract' },
  { id: 'audience', basis: 'legitimate-interest' },
];
const register = (scope: Schemas['Scope'], ...categories: Schemas['Category'][]): Schemas['Register'] =>
  ({ scope, categories, purposes: PURPOSES }) as unknown as Schemas['Register'];
const kinds = (...ids: string[]): Kind[] =>
  ids.map(id => ({ category: category(id), portable: id !== 'analytics' }));

const VALUES: Values = {
  categories: ['services', 'correspondence'],
  period: 'all',
  from: '',
  to: '',
  after: '',
  formats: ['json'],
  language: 'ru',
  text: false,
  attachments: false,
  onlyProvided: false,
  leftOut: [],
};

test('a kind that the role may not export has the roles that may', () => {
  const whole = register(
    'account',
    category('services'),
    category('calls'),
    category('office', { visibility: 'hidden', visibleTo: ['owner'] }),
  );
  expect(kindsFor(whole, 'finance').map(({ onlyFor }) => onlyFor)).toEqual([
    undefined,
    ['owner', 'admin'],
    ['owner'],
  ]);
  expect(kindsFor(register('person', category('calls')), 'finance')[0]?.onlyFor).toBeUndefined();
});

test('the form begins with no kind, with the kind of the address, or with the choice of an earlier copy', () => {
  const all = kinds('services', 'calls');
  expect(beginWith(all, 'en').categories).toEqual([]);
  expect(beginWith(all, 'en').language).toBe('en');
  expect(beginWith(all, 'ru', undefined, 'calls').categories).toEqual(['calls']);
  expect(beginWith(all, 'ru', undefined, 'unknown').categories).toEqual([]);
  const like = {
    spec: {
      categories: ['calls', 'gone'],
      formats: ['csv'],
      language: 'en',
      from: '2026-01-01',
      includeCorrespondence: false,
      includeAttachments: false,
    },
  } as unknown as Export;
  expect(beginWith(all, 'ru', like)).toMatchObject({
    categories: ['calls'],
    formats: ['csv'],
    language: 'en',
    period: 'range',
    from: '2026-01-01',
    to: '',
  });
});

test('a copy of only what is new begins with an earlier copy that lacks no system, and asks for later records alone', () => {
  const asOf = '2026-11-18T18:16:00.000Z';
  const spec = { categories: ['calls'], formats: ['csv'], language: 'ru' };
  const like = { asOf, spec } as unknown as Export;
  const since = (copy: Export, onlyNew: boolean) =>
    specOf(beginWith(kinds('calls'), 'ru', copy, undefined, false, onlyNew), 'person', []);
  expect(since(like, true)).toMatchObject({ categories: ['calls'], after: asOf });
  expect(since(like, false)).not.toHaveProperty('after');
  expect(since({ spec } as unknown as Export, true)).not.toHaveProperty('after');
});

test('`missingFrom` has exactly the fields that are missing', () => {
  const withText = ['correspondence'];
  expect(missingFrom(VALUES, withText, false)).toEqual([]);
  expect(missingFrom({ ...VALUES, categories: [], formats: [] }, withText, false)).toEqual([
    'categories',
    'formats',
  ]);
  expect(missingFrom({ ...VALUES, period: 'range' }, withText, false)).toEqual(['period']);
  expect(
    missingFrom({ ...VALUES, period: 'range', from: '2026-02-01', to: '2026-01-01' }, withText, false),
  ).toEqual(['order']);
  for (const to of ['0202-01-01', '9999-12-31', '22026-01-01'])
    expect(missingFrom({ ...VALUES, period: 'range', to }, withText, false)).toEqual(['year']);
  expect(missingFrom({ ...VALUES, text: true }, withText, false)).toEqual(['consent']);
  expect(missingFrom({ ...VALUES, text: true }, withText, true)).toEqual([]);
  expect(missingFrom({ ...VALUES, text: true, categories: ['services'] }, withText, false)).toEqual([]);
});

test('the request has the chosen values, days only for a range, and the text only with its kind of data', () => {
  const withText = ['correspondence'];
  const left = { from: '2026-01-01', to: '2026-02-01', text: true, attachments: true };
  expect(specOf({ ...VALUES, ...left }, 'person', withText)).toEqual({
    scope: 'person',
    categories: ['services', 'correspondence'],
    formats: ['json'],
    language: 'ru',
    includeCorrespondence: true,
    includeAttachments: true,
  });
  expect(
    specOf({ ...VALUES, ...left, period: 'range', categories: ['services'] }, 'account', withText),
  ).toMatchObject({
    from: '2026-01-01',
    to: '2026-02-01',
    includeCorrespondence: false,
    includeAttachments: false,
  });
});

test('a copy of what the customer provided begins with the kinds that portability applies to, and asks for no more', () => {
  const whole = register(
    'person',
    category('services'),
    category('analytics', { purposes: ['audience'] }),
    category('recordings', { providedByCustomer: false }),
  );
  const all = kindsFor(whole, 'owner');
  expect(all.map(({ portable }) => portable)).toEqual([true, false, false]);
  const values = beginWith(all, 'ru', undefined, undefined, true);
  expect(values).toMatchObject({ categories: ['services'], onlyProvided: true });
  expect(specOf(values, 'person', [])).toMatchObject({ categories: ['services'], onlyProvided: true });
  expect(specOf(VALUES, 'person', [])).not.toHaveProperty('onlyProvided');
});
