import { describe, expect, test } from 'vitest';
import { prefersPage } from './accept.ts';
import { languageOf } from './language.ts';

describe('the language of an answer', () => {
  test.each([
    [null, 'ru'],
    ['', 'ru'],
    ['*', 'ru'],
    ['de', 'ru'],
    ['en-GB,ru;q=0.5', 'en'],
    ['EN', 'en'],
    ['en-US,ru', 'en'],
    ['ru-RU,en', 'ru'],
    ['ru;q=0.1, en;q=0.9', 'en'],
    ['en;q=0', 'ru'],
    ['en;q=0, ru', 'ru'],
    ['de, en;q=0.5, *;q=0.8', 'en'],
  ] as const)('%s: %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('a page instead of JSON', () => {
  test.each([
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['application/json, text/plain, */*', false],
    ['application/json, text/html;q=0.5', false],
    ['text/html;q=0', false],
    ['text/html', true],
    ['TEXT/HTML', true],
    ['text/*', true],
    ['text/html;charset=utf-8', true],
    ['text/html,*/*', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['application/json;q=0.5, text/html', true],
  ] as const)('%s: %s', (accept, page) => {
    expect(prefersPage({ headers: new Headers(accept === undefined ? {} : { Accept: accept }) })).toBe(page);
  });
});
