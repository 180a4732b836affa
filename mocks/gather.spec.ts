import { expect, test } from 'vitest';
import type { OperationId } from '../src/api/operation.ts';
import type { Handlers, TwoPartHandler } from '../core/context.ts';
import type { Persona } from './backend.ts';
import { handlers } from '../core/handlers.ts';
import { testClient } from './test-client.ts';

/** A client whose rows change once after an operation has gathered what it needs. */
function clientWithChange(persona: Persona, id: OperationId) {
  const handler = handlers[id] as unknown as TwoPartHandler<OperationId>;
  const change: { now?: (() => void) | undefined } = {};
  const overrides = {
    [id]: {
      ...handler,
      gather: async (context: never) => {
        const gathered = await handler.gather?.(context);
        change.now?.();
        change.now = undefined;
        return gathered;
      },
    },
  } as unknown as Partial<Handlers<OperationId>>;
  return { ...testClient({ persona }, { overrides }), change };
}
const stepUp = { method: 'POST', json: { method: 'code', secret: '000000' } } as const;

test('a draft that got another scope while the register was read is not filed by the advice for the former', async () => {
  const { send, change, backend, breaks } = clientWithChange('by', 'submitRequest');
  const draft = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };
  const { id } = (await send('/requests', { method: 'POST', json: draft })).json;
  const row = backend.db().requests.find(one => one.id === id);
  change.now = () => {
    if (row !== undefined) row.scope = 'account';
  };
  const submit = () => send(`/requests/${id}/submit`, { method: 'POST', json: {} });
  const refused = await submit();
  expect([refused.status, refused.json.type]).toEqual([412, '/problems/stale']);
  expect(backend.db().requests.find(one => one.id === id)?.status).toBe('draft');
  expect((await submit()).status).toBe(200);
  expect(breaks).toEqual([]);
});

test('a text is not shown when the consent was withdrawn while its system was queried, and the log has no entry of it', async () => {
  const { send, change, backend, breaks } = clientWithChange('person', 'revealValue');
  await send('/session/step-up', stepUp);
  const { items } = (await send('/register/correspondence/records?kind=email&limit=1')).json;
  const json = { record: items[0].id, attribute: 'body' };
  const reveal = () => send('/register/correspondence/reveals', { method: 'POST', json });
  expect((await reveal()).json.value).toContain('MARK-BODY');
  const entries = backend.db().access.length;
  change.now = () => {
    const db = backend.db();
    for (const consent of db.consents) if (consent.userId === 'u-person') consent.status = 'withdrawn';
  };
  expect((await reveal()).status).toBe(404);
  expect(backend.db().access.length).toBe(entries);
  expect(breaks).toEqual([]);
});
