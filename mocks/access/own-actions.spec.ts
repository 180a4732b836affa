import { expect, test } from 'vitest';
import { testClient } from '../test-client.ts';

interface OwnAction {
  id: string;
  at: string;
  kind: string;
  stops?: string;
  disowned?: { requestId: string };
}

const post = (json?: unknown) => ({ method: 'POST', ...(json === undefined ? {} : { json }) }) as const;
const disown = (id: string) => `/access-log/actions/${encodeURIComponent(id)}/disown`;

test('own actions are newest first, name their kind, and are the caller’s alone', async () => {
  const { send, breaks } = testClient({ persona: 'owner' });
  const { items, total } = (await send('/access-log/actions?limit=200')).json as {
    items: OwnAction[];
    total: number;
  };
  expect(items.length).toBe(Math.min(200, total));
  const times = items.map(one => one.at);
  expect(times).toEqual(times.toSorted().toReversed());
  for (const kind of ['copy-made', 'consent-given', 'request-filed', 'signed-in'])
    expect(
      items.some(one => one.kind === kind),
      kind,
    ).toBe(true);
  const others = (await send('/access-log/actions?limit=200', { as: { persona: 'person' } })).json.items;
  const ids = new Set(items.map(one => one.id));
  expect(others.some((one: OwnAction) => ids.has(one.id))).toBe(false);
  const foreign = others.find((one: OwnAction) => one.kind === 'copy-made');
  expect((await send(disown(foreign.id), post())).status).toBe(404);
  expect(breaks).toEqual([]);
});

test('disowning a copy revokes it and deletes its files in the same answer', async () => {
  const { send } = testClient({ persona: 'owner' });
  await send('/session/step-up', post({ method: 'code', secret: '000000' }));
  expect((await send('/exports/ex-ready-full/parts/1')).status).toBe(200);
  const { json } = await send(disown('copy-ex-ready-full'), post());
  expect(json.stopped[0]).toMatch(/закрыта, файлы удалены/);
  expect(json.stopped[1]).toMatch(/Подтверждение личности сброшено/);
  expect(json.notStopped).toHaveLength(1);
  expect((await send('/exports/ex-ready-full')).json.status).toBe('revoked');
  expect((await send('/exports/ex-ready-full/parts/1')).status).toBe(410);
  expect((await send('/session')).json.stepUp.fresh).toBe(false);
});

test('a disowned part link, consent and request each end', async () => {
  const { send } = testClient({ persona: 'person' });
  await send('/session/step-up', post({ method: 'code', secret: '000000' }));
  const find = async (kind: string): Promise<OwnAction> =>
    (await send('/access-log/actions?limit=200')).json.items.find(
      (one: OwnAction) => one.kind === kind && one.stops !== undefined,
    );
  const copies = (await send('/exports?status=ready')).json.items;
  const copy = copies.find((one: { parts: unknown[] }) => one.parts.length > 0);
  const { url } = (await send(`/exports/${copy.id}/parts/1/links`, post())).json;
  const path = new URL(url, 'http://mock.invalid').pathname.replace(/^.*?\/v1/, '');
  const { search } = new URL(url, 'http://mock.invalid');
  expect((await send(path + search)).status).toBe(200);
  await send(disown((await find('link-made')).id), post());
  expect((await send(path + search)).status).toBe(410);

  const consent = await find('consent-given');
  await send(disown(consent.id), post());
  expect((await find('consent-given'))?.id).not.toBe(consent.id);

  const request = await find('request-filed');
  expect((await send(disown(request.id), post())).json.stopped[0]).toMatch(/отозвано/);
  const shown = (await send(`/requests/${request.id.replace('request-', '')}`)).json;
  expect(shown.status).toBe('withdrawn');
});

test('an opt-in that the person disowns is switched off', async () => {
  const { send } = testClient({ persona: 'owner' });
  const { topics } = (await send('/mailings')).json;
  const off = topics.find((one: { state: string }) => one.state === 'off');
  const body = { state: 'on', consent: { version: '2026-1', fullName: 'Лесная Вера Павловна' } };
  expect((await send(`/mailings/subscriptions/${off.topic}`, { method: 'PUT', json: body })).status).toBe(
    200,
  );
  const newest = (await send('/access-log/actions')).json.items.find(
    (one: OwnAction) => one.kind === 'mailing-on',
  );
  await send(disown(newest.id), post());
  const after = (await send('/mailings')).json.topics;
  expect(after.find((one: { topic: string }) => one.topic === off.topic).state).toBe('off');
});

test('the first disowning files a complaint, the next is attached to it, a repeated one changes nothing', async () => {
  const { send, backend } = testClient({ persona: 'finance' });
  await send('/register/account/reveals', post({ field: 'email' }));
  await send('/register/account/reveals', post({ field: 'email' }));
  const { items } = (await send('/access-log/actions')).json;
  const [second, first] = items.filter((one: OwnAction) => one.kind === 'value-shown');
  const filed = (await send(disown(first.id), post())).json;
  expect(filed.opened).toBe(true);
  const complaint = (await send(`/requests/${filed.action.disowned.requestId}`)).json;
  expect([complaint.kind, complaint.status, complaint.details.accessEntry]).toEqual([
    'complaint',
    'submitted',
    first.id,
  ]);
  const attached = (await send(disown(second.id), post())).json;
  expect([attached.opened, attached.action.disowned.requestId]).toEqual([false, complaint.id]);
  const messages = async () => (await send(`/requests/${complaint.id}`)).json.messages;
  expect((await messages()).at(-1).text).toContain(second.id);
  const logged = backend.db().access.length;
  const again = (await send(disown(second.id), post())).json;
  expect(again.stopped).toEqual(attached.stopped);
  expect([(await messages()).length, backend.db().access.length]).toEqual([1, logged]);
});
