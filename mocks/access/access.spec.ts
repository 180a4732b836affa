import { expect, test } from 'vitest';
import { can } from '../../src/domain/roles.ts';
import { testClient } from '../test-client.ts';

test('newest first, by who looked, by what and by day; never claims to be complete', async () => {
  const { send } = testClient({ persona: 'owner' });
  const page = (await send('/access-log?limit=200')).json;
  const times = page.items.map((one: { at: string }) => one.at);
  expect(times).toEqual(times.toSorted().toReversed());
  expect(page.notice).toContain('не значит, что запросов не было');
  for (const actor of ['staff', 'system', 'self', 'user']) {
    const { items } = (await send(`/access-log?actor=${actor}`)).json;
    expect(items.length, actor).toBeGreaterThan(0);
    expect(items.every((one: { actor: { kind: string } }) => one.actor.kind === actor)).toBe(true);
  }
  const { items } = (await send('/access-log?category=correspondence&from=2026-01-01&to=2026-06-15')).json;
  expect(items.length).toBeGreaterThan(0);
  for (const item of items)
    expect([item.category, item.at >= '2025-12-31T21']).toEqual(['correspondence', true]);
});

test('one entry is found by its id, and only by those who may see it', async () => {
  const { send } = testClient({ persona: 'owner' });
  const [entry] = (await send('/access-log?actor=staff&limit=1')).json.items;
  expect((await send(`/access-log?id=${entry.id}`)).json).toMatchObject({ items: [entry], total: 1 });
  const other = testClient({ persona: 'new' });
  expect((await other.send(`/access-log?id=${entry.id}`)).json.items).toEqual([]);
});

test('pages walk the whole list once', async () => {
  const { send } = testClient({ persona: 'owner' });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `/access-log?limit=30${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const { items, nextCursor, total } = (await send(path)).json;
    seen.push(...items.map((one: { id: string }) => one.id));
    cursor = nextCursor;
    if (cursor === null) expect(seen).toHaveLength(total);
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(seen.length);
  expect((await send('/access-log?cursor=nonsense')).status).toBe(400);
});

test('contains no name of the staff, and no authority', async () => {
  const { send } = testClient({ persona: 'owner' });
  for (const { actor } of (await send('/access-log?actor=staff&limit=200')).json.items) {
    expect(actor.label).not.toMatch(/[А-Я][а-я]+ [А-Я][а-я]+ [А-Я][а-я]+(вич|вна)/);
  }
  const disclosures = (await send('/disclosures?limit=200')).json;
  expect(disclosures.items.length).toBeGreaterThan(0);
  expect(disclosures.notice).not.toBe('');
  expect(disclosures.items.some((one: { recipient: string }) => one.recipient === 'authorities')).toBe(false);
});

test('a member sees their own entries only; one’s doing is «вы» for oneself alone', async () => {
  const { send, backend } = testClient({ persona: 'finance' });
  const shown = (await send('/access-log?limit=200')).json.items.map((one: { id: string }) => one.id);
  expect(can('finance', 'accesslog.account')).toBe(false);
  for (const id of shown) expect(backend.db().access.find(row => row.id === id)?.userId).toBe('u-finance');
  const key = await send('/register/account/reveals', { method: 'POST', json: { field: 'email' } });
  const mine = (await send('/access-log')).json.items[0];
  expect([mine.id, mine.actor.kind]).toEqual([key.json.logEntryId, 'self']);
  const owners = (await send('/access-log?limit=200', { as: { persona: 'owner' } })).json.items;
  expect(
    owners.find((one: { id: string; actor: { kind: string } }) => one.id === mine.id)?.actor.kind,
  ).not.toBe('self');
});
