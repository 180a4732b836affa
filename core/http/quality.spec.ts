import { expect, test } from 'vitest';
import { prefersPage } from './accept.ts';
import { languageOf } from './language.ts';
import { weightedValues } from './quality.ts';

test('a value without a weight has the quality 1, names are in lower case', () => {
  expect(weightedValues('text/HTML;level=1, */* ; q=0.1')).toEqual([
    { value: 'text/html', quality: 1 },
    { value: '*/*', quality: 0.1 },
  ]);
});

test.each([
  [null, 'ru'],
  ['de, fr;q=0.5', 'ru'],
  ['en-GB', 'en'],
  ['en;q=0.4, ru-RU;q=0.9', 'ru'],
  ['ru;q=0, en;q=0.1', 'en'],
] as const)('Accept-Language %s gives %s', (header, lang) => {
  expect(languageOf(header)).toBe(lang);
});

test.each([
  ['text/html,application/xhtml+xml,*/*;q=0.8', true],
  ['text/*;q=0.9, application/json;q=0.1', true],
  ['application/json, text/html;q=0.5', false],
  ['text/html;q=0', false],
  ['*/*', false],
] as const)('Accept %s prefers a page: %s', (accept, page) => {
  expect(prefersPage({ headers: new Headers({ Accept: accept }) })).toBe(page);
});
