import { expect, test } from 'vitest';
import { policy } from '../../core/policy/tables.ts';
import { versionsAt } from '../../core/policy/versions.ts';
import { testClient } from '../test-client.ts';

/** The version of the policy that is in force when the database is seeded. */
const [CURRENT] = versionsAt(new Date('2026-06-15T09:00:00.000Z'));
const current = CURRENT?.id ?? '';

test('the upcoming version is to be acknowledged, once', async () => {
  const { send } = testClient({ persona: 'owner' });
  expect((await send('/session')).json.policyToAcknowledge).toBe('demo-next');
  expect((await send('/overview')).json.attention.map((one: { kind: string }) => one.kind)).toContain(
    'policy-changed',
  );
  const write = { method: 'POST', json: { version: 'demo-next' } };
  const first = await send('/policy/acknowledgements', write);
  const again = await send('/policy/acknowledgements', { ...write, headers: { 'X-Mock-Now': '2026-06-16' } });
  expect(again.json).toEqual(first.json);
  expect((await send('/session')).json.policyToAcknowledge).toBeUndefined();
  expect(
    (await send('/policy/acknowledgements', { method: 'POST', json: { version: 'never' } })).status,
  ).toBe(404);
});

test('when its day comes it is in force, and the former one is former', async () => {
  const { send } = testClient({ persona: 'owner' });
  await send('/session');
  const states = async (now: string) => {
    const { items } = (await send('/policy/versions', { headers: { 'X-Mock-Now': now } })).json;
    return Object.fromEntries(items.map((one: { id: string; state: string }) => [one.id, one.state]));
  };
  expect(await states('2026-06-15')).toMatchObject({ 'demo-next': 'upcoming', [current]: 'in-force' });
  expect(await states('2026-06-25')).toMatchObject({ 'demo-next': 'in-force', [current]: 'former' });
  const { policyVersion } = (await send('/register', { headers: { 'X-Mock-Now': '2026-06-25' } })).json;
  expect(policyVersion).toBe('demo-next');
});

test('has the changes, section by section, and the mark of an example', async () => {
  const { send } = testClient({ persona: 'owner' });
  const next = (await send('/policy/versions/demo-next')).json;
  const before = (await send(`/policy/versions/${current}`)).json;
  expect(next.version.fact).toMatchObject({ source: 'assumed', confirmed: false });
  expect(next.changes.since).toBe(current);
  const ids = new Set([...next.sections, ...before.sections].map((one: { id: string }) => one.id));
  for (const change of next.changes.items) expect(ids.has(change.section)).toBe(true);
});

test('each section points to kinds of data that exist', async () => {
  const { send } = testClient({ persona: 'owner' });
  const { categories } = (await send('/register')).json as { categories: { id: string }[] };
  const known = new Set(categories.map(({ id }) => id));
  const namedIn = (sections: readonly { categories: string[] }[]) =>
    new Set(sections.flatMap(one => one.categories));
  const rows = new Map(policy().versions.map(({ id, sections }) => [id, namedIn(sections)]));
  for (const version of [current, 'demo-next']) {
    const { sections } = (await send(`/policy/versions/${version}`)).json;
    expect(sections.length).toBeGreaterThan(5);
    const named = namedIn(sections);
    for (const id of named) expect(known.has(id), id).toBe(true);
    // The example keeps the categories of the version it follows.
    expect(named).toEqual(rows.get(current));
    expect(named.size).toBeGreaterThan(5);
  }
});

test('the newest version of the policy points to every category with a section of the policy', () => {
  const [newest] = policy().versions;
  const named = new Set(newest?.sections.flatMap(({ categories }) => categories));
  const described = policy().categories.filter(({ policySection }) => policySection !== '');
  for (const { id } of described) expect(named.has(id), id).toBe(true);
});
