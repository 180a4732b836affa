import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RIGHT_KINDS } from '../../domain/ids.ts';
import { NAME_LIMIT, REQUEST_MEMBERS, TEXT_LIMIT, VALUE_LIMIT } from '../../domain/requests.ts';
import { everyStep, hasLead, stepAsking, stepsOf } from './steps.ts';
import shared from '../texts.json' with { type: 'json' };
import wizardTexts from './texts.json' with { type: 'json' };
import {
  errorsIn,
  errorTextKey,
  fromDetails,
  hasTypedText,
  startValues,
  toDetails,
  type Values,
} from './values.ts';

const text = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(NAME_LIMIT, VALUE_LIMIT, TEXT_LIMIT).map(n => 'Щ'.repeat(n + 1)) },
);
const ids = fc.uniqueArray(fc.constantFrom('account', 'services', 'calls'), { maxLength: 3 });
const date = fc.constantFrom('', '2026-01-02', '2026-02-03');

const screens: fc.Arbitrary<Values> = fc.record({
  scope: fc.constantFrom('person', 'account'),
  mode: fc.constantFrom('', 'information', 'copy', 'disclosures'),
  breadth: fc.constantFrom('', 'all', 'some'),
  categories: ids,
  period: fc.constantFrom('all', 'some'),
  from: date,
  to: date,
  items: fc.array(
    fc.record({ category: fc.constant('account'), field: text, label: text, old: text, new: text }),
    { maxLength: 3 },
  ),
  block: fc.boolean(),
  words: text,
  hold: fc.constantFrom('wait', 'now'),
  confirmation: fc.constantFrom('', 'УДАЛИТЬ'),
  ground: fc.constantFrom('', 'accuracy', 'unlawful', 'defence', 'objection'),
  until: date,
  format: fc.constantFrom('', 'json', 'csv'),
  recipient: fc.constantFrom('', 'self', 'other'),
  otherController: text,
  purposes: ids,
  tools: ids,
  consents: ids,
  unlawful: fc.constantFrom('', 'yes', 'no'),
  addressee: fc.constantFrom('controller', 'regulator'),
  accessEntry: text,
});

test('`toDetails` gives the same details after `fromDetails`, whatever the form has', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RIGHT_KINDS), screens, (kind, values) => {
      const details = toDetails(kind, values);
      const scope = values.scope === '' ? 'person' : values.scope;
      expect(toDetails(kind, fromDetails(kind, scope, details))).toEqual(details);
      expect(
        Object.keys(details).filter(name => !(REQUEST_MEMBERS[kind] as string[]).includes(name)),
      ).toEqual([]);
    }),
  );
});

test('every validation error belongs to a field of a shown step, and has a text in both languages', () => {
  const texts = { ...shared, ...wizardTexts } as Record<string, unknown>;
  fc.assert(
    fc.property(fc.constantFrom(...RIGHT_KINDS), screens, (kind, values) => {
      const steps = stepsOf(kind, values, true);
      for (const error of errorsIn(kind, values)) {
        expect(steps.map(step => step.id)).toContain(stepAsking(steps, error.name));
        expect(texts[errorTextKey(kind, error)], `${kind} ${error.name} ${error.code}`).toBeDefined();
      }
    }),
  );
});

test.each(RIGHT_KINDS)('%s: every text that is too long has the shared message', kind => {
  const long = 'Щ'.repeat(TEXT_LIMIT + 1);
  const item = { category: 'account', field: 'email', label: '', old: '', new: long };
  const values: Values = {
    ...startValues(kind, 'person', {}),
    items: [item],
    words: long,
    recipient: 'other',
    otherController: long,
  };
  const found = errorsIn(kind, values).filter(({ code }) => code === 'too-long');
  const own = { portability: ['otherController'], rectification: ['items.0.new'] }[kind as string] ?? [];
  expect(found.map(({ name }) => name).toSorted()).toEqual([...own, 'words']);
  for (const error of found) expect(errorTextKey(kind, error)).toBe('error.too-long');
  expect(wizardTexts).toHaveProperty(['error.too-long']);
});

test('a typed text creates a draft; a choice, a date and the confirmation word do not', () => {
  const start = startValues('portability', '', {});
  expect(hasTypedText(start)).toBe(false);
  expect(hasTypedText({ ...start, words: 'а' })).toBe(true);
  expect(hasTypedText({ ...start, otherController: 'а' })).toBe(true);
  const item = { category: 'account', field: 'postal-address', label: 'Почтовый адрес', old: '', new: '' };
  expect(hasTypedText({ ...start, items: [item] })).toBe(false);
  expect(hasTypedText({ ...start, items: [{ ...item, new: 'а' }] })).toBe(true);
  fc.assert(
    fc.property(screens, values => {
      expect(hasTypedText({ ...values, words: '', otherController: '', items: [] })).toBe(false);
    }),
  );
});

test('every step has a heading; exactly the steps of `hasLead` have a lead', () => {
  const words = { ...shared, ...wizardTexts } as Record<string, unknown>;
  for (const { kind, id } of everyStep()) {
    if (id === 'check') continue;
    expect(words[`q.${kind}.${id}`], `${kind} ${id}`).toBeDefined();
    expect(words[`lead.${kind}.${id}`] !== undefined, `${kind} ${id}`).toBe(hasLead(kind, id));
  }
});

test('a link prefills its category, field, purpose or log entry', () => {
  const words = { label: 'Почтовый адрес', opening: 'Речь об адресе. ', purposes: ['statistics'] };
  expect(
    startValues('rectification', '', { category: 'account', field: 'postal-address' }, words),
  ).toMatchObject({
    categories: ['account'],
    items: [{ category: 'account', field: 'postal-address', label: 'Почтовый адрес', new: '' }],
    words: '',
  });
  expect(
    startValues('erasure', 'person', { category: 'account', field: 'postal-address' }, words),
  ).toMatchObject({
    categories: ['account'],
    words: 'Речь об адресе. ',
  });
  expect(startValues('objection', 'person', { category: 'analytics' }, words).purposes).toEqual([
    'statistics',
  ]);
  expect(startValues('objection', 'person', { purpose: 'offers' }, words).purposes).toEqual(['offers']);
  expect(startValues('complaint', 'person', { entry: 'al-7' }).accessEntry).toBe('al-7');
  expect(startValues('access', 'person', { category: 'calls' })).toMatchObject({
    breadth: 'some',
    categories: ['calls'],
  });
});
