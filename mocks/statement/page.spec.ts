import { expect, test } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import { specClient } from '../spec-client.ts';
import { pageOf } from '../../core/statement/page.ts';

const at = { now: '2026-11-23T09:00:00.000Z' };

test('data never becomes markup', async () => {
  const { get } = specClient();
  const statement = (await get('owner', '/statement', at)).body as components['schemas']['Statement'];
  statement.subject.name = '<script>alert("1")</script> & Co';
  const html = pageOf(statement, 'ru');
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Co');
});

test('names every point of the law, 10 included, and the body to complain to where the customer is', async () => {
  const { get } = specClient();
  const of = async (persona: 'owner' | 'by') =>
    (await get(persona, '/statement', at)).body as components['schemas']['Statement'];
  const owner = await of('owner');
  expect(owner.number).toMatch(/^СВ-2026-\d{6}$/);
  const articles = owner.sections.map(({ law }) => law.article ?? '').join(' ');
  for (const point of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9.1', '10']) {
    expect(articles).toMatch(new RegExp(`(п\\.|,) ${point.replace('.', '\\.')}(?![\\d.])`));
  }
  expect(JSON.stringify(owner)).toContain('Роскомнадзор');
  expect(JSON.stringify(await of('by'))).toContain('Беларуси');
});
