import { expect, test } from 'vitest';
import { testClient } from '../test-client.ts';

test('has everything 152-ФЗ ст. 14 ч. 7 lists, each with its point of the law', async () => {
  const { send } = testClient({ persona: 'person' });
  const { sections, number, issuedAt, processingConfirmed, controller } = (await send('/statement')).json;
  expect(sections.map((one: { id: string }) => one.id)).toEqual(
    expect.arrayContaining([
      'confirmation',
      'purposes',
      'controller',
      'data',
      'recipients',
      'retention',
      'rights',
      'cross-border',
      'processors',
      'measures',
    ]),
  );
  for (const { law, paragraphs, table } of sections) {
    expect(law.law).toBe('152-ФЗ');
    expect(law.article).toMatch(/^ст\. 14 ч\. 7 п\. \d/);
    expect(paragraphs.length + (table?.rows.length ?? 0)).toBeGreaterThan(0);
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table.columns.length);
  }
  expect([issuedAt, processingConfirmed]).toEqual(['2026-06-15T09:00:00.000Z', true]);
  expect(number).toMatch(/\d/);
  expect(controller.name).toContain('АктивХост');
});

test('of an account of Belarus names 99-З instead, and no article of another law', async () => {
  const { send } = testClient({ persona: 'by' });
  const { sections } = (await send('/statement')).json;
  for (const { law } of sections) expect(law.law).toBe('99-З');
  const article = (id: string) => sections.find((one: { id: string }) => one.id === id)?.law.article;
  expect([article('data'), article('recipients'), article('measures')]).toEqual([
    'ст. 11',
    'ст. 12',
    undefined,
  ]);
  expect(JSON.stringify(sections)).not.toMatch(/18\.1|152/);
});

test('a fact that is missing in the policy is named as missing', async () => {
  const { send } = testClient({ persona: 'owner' });
  const { sections } = (await send('/statement')).json;
  const state = (id: string) => sections.find((one: { id: string }) => one.id === id)?.state;
  expect([state('processors'), state('measures')]).toEqual(['policy-silent', 'policy-silent']);
  expect(state('cross-border')).toBe('partly');
});

test('is also a page for printing, in the language asked for', async () => {
  const { send } = testClient({ persona: 'owner' });
  const page = await send('/statement', { headers: { Accept: 'text/html', 'Accept-Language': 'en' } });
  expect(page.headers.get('Content-Type')).toContain('text/html');
  expect(page.text).toContain('<html lang="en">');
  expect(page.text).not.toMatch(/<script|<link/);
  expect(page.text.match(/<h1>/g)).toHaveLength(1);
  const json = await send('/statement', { headers: { Accept: 'application/json, text/html;q=0.5' } });
  expect(json.headers.get('Content-Type')).toBe('application/json');
});
