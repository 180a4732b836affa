import { expect, test } from 'vitest';
import { appliedLawOf } from './applied-law.ts';

test.each([
  ['person', 'legal', 'RU', 'RU'],
  ['person', 'natural', 'BY', 'BY'],
  ['account', 'natural', 'RU', 'RU'],
  ['account', 'legal', 'RU', 'policy'],
  ['account', 'legal', 'BY', 'policy'],
] as const)(
  'a request of scope %s, of a %s person in %s, has the deadlines of %s',
  (scope, accountKind, jurisdiction, law) => {
    expect(appliedLawOf({ scope, accountKind, jurisdiction })).toBe(law);
  },
);
