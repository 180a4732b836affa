import { expect, test } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import { PERSONAS } from '../personas.ts';
import { specClient } from '../spec-client.ts';

const at = { now: '2026-11-23T09:00:00.000Z' };

test('the own doing of another person is theirs alone, and users are named by their role', async () => {
  const { get } = specClient();
  const log = async (persona: 'owner' | 'admin') =>
    ((await get(persona, '/access-log?limit=200', at)).body as components['schemas']['AccessLogPage']).items;
  const owners = await log('owner');
  expect(owners.filter(({ scope, id }) => scope === 'person' && !id.startsWith('al-owner'))).toEqual([]);
  const others = owners.filter(({ actor }) => actor.kind === 'user');
  expect(others.length).toBeGreaterThan(0);
  expect(others.every(({ actor }) => actor.label.endsWith('учётной записи'))).toBe(true);
  const admins = await log('admin');
  expect(admins.find(({ id }) => id === 'al-u-admin-other')?.actor).toEqual({ kind: 'self', label: 'Вы' });
});

test('a disclosure is listed once, can be filtered by recipient and year, and always comes with its caveat', async () => {
  const { get } = specClient();
  const entries = async (persona: (typeof PERSONAS)[number], query = '') =>
    (await get(persona, `/disclosures?${query}`, at)).body as components['schemas']['DisclosurePage'];
  const { items, total } = await entries('owner');
  expect(new Set(items.map(({ at: day, what }) => `${day} ${what}`)).size).toBe(total);
  expect((await entries('owner', 'recipient=banks')).items.map(({ recipient }) => recipient)).toEqual([
    'banks',
  ]);
  for (const item of (await entries('owner', 'year=2025')).items)
    expect(item.at.startsWith('2025')).toBe(true);
  expect((await entries('new')).total).toBe(0);
  for (const persona of PERSONAS) expect((await entries(persona)).notice).toContain('без отдельной записи');
});

test('a role that sees only its own entries reads in the notice that there may be others', async () => {
  const { get } = specClient();
  for (const path of ['/access-log', '/disclosures'])
    for (const [persona, scope, expected] of [
      ['owner', 'account', false],
      ['admin', 'account', false],
      ['finance', 'account', true],
      ['finance', 'person', false],
    ] as const) {
      const { notice } = (await get(persona, `${path}?scope=${scope}`, at)).body as { notice: string };
      expect(notice.includes('владелец и администратор'), `${path} ${persona} ${scope}`).toBe(expected);
    }
});
