import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ManifestError, readManifest } from '../sources/manifest.ts';
import { postgresql } from '../sources/dialects/postgresql.ts';
import { statementsIn } from '../sources/queries.ts';

const statements = statementsIn(postgresql.syntax);

const POLICY = {
  systems: new Set(['activeplatform', 'telephony']),
  sources: new Set(['order-form', 'account-area', 'phone']),
  retention: new Set(['recording-3m']),
  categories: new Map([
    ['account', ['activeplatform', 'telephony']],
    ['services', ['activeplatform']],
  ]),
};
const TEXT = readFileSync(join(import.meta.dirname, '../demo/billing.yaml'), 'utf8');
const faultsOf = (text: string): string[] => {
  try {
    readManifest(text, 'billing.yaml', POLICY);
  } catch (thrown) {
    if (thrown instanceof ManifestError) return thrown.message.split('\n');
    throw thrown;
  }
  return [];
};
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

test('the manifest of the demo is valid', () => {
  expect(faultsOf(TEXT)).toEqual([]);
});

test.each([
  ['system: activeplatform', 'system: billing', 'system is no system of the policy'],
  ['connection: SOURCE_BILLING', 'connection: HOME', 'connection needs the name of a variable'],
  ['  services:', '  purchases:', 'categories.purchases is no category of the policy'],
  ['query: select id, since as at', 'query: delete from services; select id, since as at', 'is no select'],
  [
    'note: { ru: Что подключено., en: What is connected. }',
    'note: { ru: Что подключено. }',
    'needs a text in «en»',
  ],
  ['          type: email', '          type: mail', 'is none of text, date, money'],
  ['          sensitivity: open', '          sensitivity: secret', 'is none of open, masked, step-up'],
  ['          source: order-form', '          source: form', 'is none of order-form'],
  [
    'has: [amount]',
    'hass: [amount]',
    'is no key here: label, note, query, table, has, retention, at, zone, title, codes, attributes are',
  ],
  ['        has: []', '        retention: for-ever', 'is none of recording-3m'],
  [
    'system: activeplatform',
    'dialect: oracle\nsystem: activeplatform',
    'is none of postgresql, mysql, mariadb',
  ],
  ['table: payments', 'table: payments p', 'is no name of a table like payments'],
  ['has: []', 'has: [colour]', '«colour» is none of number, amount, status'],
])('a manifest with a fault is refused with file and line: %s', (before, after, message) => {
  const text = TEXT.replace(before, after);
  expect(text).not.toBe(TEXT);
  const [fault = '', ...more] = faultsOf(text);
  expect(more).toEqual([]);
  expect(fault).toContain(message);
  const [file, line] = fault.split(':');
  expect([file, Math.abs(Number(line) - lineOf(text, after)) <= 1]).toEqual(['billing.yaml', true]);
});

test('a category that the policy knows of other systems is refused: nobody would learn that this one is away', () => {
  const text = TEXT.replace('system: activeplatform', 'system: telephony');
  expect(faultsOf(text)).toEqual([
    expect.stringMatching(
      /^billing.yaml:\d+: categories.services is not kept by telephony in the policy, but by activeplatform$/,
    ),
  ]);
});

test('a manifest that is no YAML is refused with its line', () => {
  expect(faultsOf('system: [')[0]).toMatch(/^billing\.yaml:\d+: /);
});

test('keys and words are bound, and a cast stays one', () => {
  const statement = statements.plain("select :account_id::text, '::' from a where id = :account_id", {
    account_id: "x' or 1=1",
  });
  expect(statement).toEqual({
    text: "select $1::text, '::' from a where id = $2",
    values: ["x' or 1=1", "x' or 1=1"],
  });
  const kinds = {
    payment: {
      label: { ru: 'а', en: 'a' },
      note: { ru: 'а', en: 'a' },
      has: [],
      query: 'select id, at, title from p',
    },
  };
  const { text, values } = statements.page(
    kinds,
    {},
    {
      latest: new Date(0),
      upTo: new Date(0),
      sort: '-date',
      lang: 'ru',
      offset: 0,
      limit: 10,
      words: ["50%_'"],
    },
  );
  expect(text).not.toContain("50%_'");
  expect(values).toContain("%50\\%\\_'%");
});

test('a query that names what the subject lacks fails by that name', () => {
  expect(() => statements.plain('select :phone', {})).toThrow('the subject has no «phone»');
});
