import { expect, test } from 'vitest';
import { testClient } from '../test-client.ts';

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
  expect(await states('2026-06-15')).toEqual({ 'demo-next': 'upcoming', '2020-10-21': 'in-force' });
  expect(await states('2026-06-25')).toEqual({ 'demo-next': 'in-force', '2020-10-21': 'former' });
  const { policyVersion } = (await send('/register', { headers: { 'X-Mock-Now': '2026-06-25' } })).json;
  expect(policyVersion).toBe('demo-next');
});

test('has the changes, section by section, and the mark of an example', async () => {
  const { send } = testClient({ persona: 'owner' });
  const next = (await send('/policy/versions/demo-next')).json;
  const before = (await send('/policy/versions/2020-10-21')).json;
  expect(next.version.fact).toMatchObject({ source: 'assumed', confirmed: false });
  expect(next.changes.since).toBe('2020-10-21');
  const ids = new Set([...next.sections, ...before.sections].map((one: { id: string }) => one.id));
  for (const change of next.changes.items) expect(ids.has(change.section)).toBe(true);
});

test('each section points to kinds of data that exist', async () => {
  const { send } = testClient({ persona: 'owner' });
  const categories: { id: string; policySection: string }[] = (await send('/register')).json.categories;
  const known = new Set(categories.map(({ id }) => id));
  // What the policy does not name (the records of the center itself) is in none of its sections.
  const named2020 = categories.filter(({ policySection }) => policySection !== '').length;
  for (const version of ['2020-10-21', 'demo-next']) {
    const { sections } = (await send(`/policy/versions/${version}`)).json;
    expect(sections.length).toBeGreaterThan(5);
    const named = sections.flatMap((one: { categories: string[] }) => one.categories);
    for (const id of named) expect(known.has(id), id).toBe(true);
    expect(new Set(named).size).toBe(named2020);
  }
});
