import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type DecidedRows, decisionsIn, standing } from '../core/ledger.ts';
import type { Handler } from '../core/context.ts';
import type { RequestRow } from '../core/requests/state.ts';
import { STAFF_ACTIONS } from '../core/requests/staff.ts';
import { REQUEST_TRANSITIONS } from '../src/domain/request-states.ts';
import { createBackend, type Db, type MockBackend, type Persona } from './backend.ts';
import { handlers } from '../core/handlers.ts';
import { userOf } from './personas.ts';

const PEOPLE = ['owner', 'admin', 'user', 'person'] as const satisfies readonly Persona[];
const NOW = '2026-06-15T09:00:00Z';

/** What a step sends; `pick` chooses among what is there. */
interface Call {
  method: string;
  path: string;
  body?: unknown;
}

const pickFrom = <Item>(items: readonly Item[], pick: number): Item | undefined =>
  items[pick % Math.max(1, items.length)];
const pathOf = (row: RequestRow | undefined, end: string) => `/requests/${row?.id ?? 'rq-none'}${end}`;
const DRAFTS = [
  { kind: 'complaint', details: { about: 'Что-то не так' } },
  { kind: 'access', details: { mode: 'copy', all: true } },
  { kind: 'erasure', details: { categories: ['analytics'], confirmation: 'УДАЛИТЬ' } },
  { kind: 'objection', details: { purposes: ['offers'], situation: 'Не нужно' } },
  { kind: 'consent-withdrawal', details: { consents: ['co-advertising'] } },
];

/** Every step a person may try, whether it is allowed or not. */
const STEPS: Record<string, (db: Db, pick: number) => Call> = {
  draft: (_db, pick) => ({
    method: 'POST',
    path: '/requests',
    body: { ...pickFrom(DRAFTS, pick), scope: pick % 3 === 0 ? 'account' : 'person' },
  }),
  submit: (db, pick) => ({
    method: 'POST',
    path: pathOf(pickFrom(db.requests, pick), '/submit'),
    body: { insist: true, confirmation: 'УДАЛИТЬ' },
  }),
  message: (db, pick) => ({
    method: 'POST',
    path: pathOf(pickFrom(db.requests, pick), '/messages'),
    body: { text: 'Ещё вот что' },
  }),
  withdraw: (db, pick) => ({
    method: 'POST',
    path: pathOf(pickFrom(db.requests, pick), '/withdraw'),
    body: {},
  }),
  appeal: (db, pick) => ({
    method: 'POST',
    path: pathOf(pickFrom(db.requests, pick), '/appeal'),
    body: { text: 'Не согласен' },
  }),
  approve: (db, pick) => ({
    method: 'POST',
    path: pathOf(pickFrom(db.requests, pick), '/approve'),
    body: {},
  }),
  decline: (db, pick) => ({
    method: 'POST',
    path: pathOf(pickFrom(db.requests, pick), '/decline'),
    body: {},
  }),
  remove: (db, pick) => ({ method: 'DELETE', path: pathOf(pickFrom(db.requests, pick), '') }),
  topicOff: (db, pick) => ({
    method: 'PUT',
    path: `/mailings/subscriptions/${pickFrom(db.mailings.subscriptions, pick)?.topic ?? 'none'}`,
    body: { state: 'off' },
  }),
  allOff: () => ({ method: 'POST', path: '/mailings/unsubscribe-all', body: {} }),
  undo: (db, pick) => ({
    method: 'POST',
    path: `/mailings/changes/${pickFrom(db.mailings.changes, pick)?.id ?? 'none'}/undo`,
    body: {},
  }),
  object: (_db, pick) => ({ method: 'PUT', path: '/objections/offers', body: { object: pick % 2 === 0 } }),
  withdrawConsent: (db, pick) => ({
    method: 'POST',
    path: `/consents/${pickFrom(db.consents, pick)?.id ?? 'none'}/withdraw`,
    body: {},
  }),
};
const NAMES = Object.keys(STEPS);

const step = fc.record({
  who: fc.constantFrom(...PEOPLE),
  name: fc.constantFrom(...NAMES),
  pick: fc.nat(500),
  /** Sent again with the same key. */
  twice: fc.boolean(),
  /** The handler throws after all its changes. */
  fails: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  staff: fc.option(fc.constantFrom(...STAFF_ACTIONS), { nil: undefined, freq: 3 }),
});

/** A backend whose handlers throw at their end while `fault.on`. */
function backendWithFaults(): { backend: MockBackend; fault: { on: boolean } } {
  const fault = { on: false };
  const overrides = Object.fromEntries(
    Object.entries(handlers).map(([id, given]) => {
      const handler = given as Handler<'getSession'>;
      if (typeof handler === 'function')
        return [
          id,
          (context: never) => {
            const done = handler(context);
            if (fault.on) throw new Error('planted');
            return done;
          },
        ];
      return [
        id,
        {
          ...handler,
          decide: (context: never, gathered: never) => {
            const done = handler.decide(context, gathered);
            if (fault.on) throw new Error('planted');
            return done;
          },
        },
      ];
    }),
  );
  const backend = createBackend({
    clock: () => new Date(NOW),
    onContractBreak: (id, errors) => {
      throw new Error(`${id} broke the contract: ${JSON.stringify(errors)}`);
    },
    overrides: overrides as never,
  });
  return { backend, fault };
}

async function send(backend: MockBackend, who: Persona, { method, path, body }: Call, key: string) {
  const response = await backend.handle(
    new Request(`http://mock.test${backend.base}${path}`, {
      method,
      headers: {
        Authorization: `Bearer mock-${who}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, text: await response.text() };
}

const LEGAL = new Set(REQUEST_TRANSITIONS.flatMap(row => row.from.map(from => `${from} ${row.to}`)));

/** The rows of a database that hold decisions. */
const decided = (db: Db): DecidedRows => ({ ...db, subscriptions: db.mailings.subscriptions });

/** What holds of two databases, one after a step of the other. */
function expectSound(before: Db, after: Db): void {
  const numbers = after.requests.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const row of after.requests) {
    const former = before.requests.find(({ id }) => id === row.id);
    const was = former?.status ?? 'draft';
    // Filing an objection from its switch makes the request and files it in one step.
    if (was !== row.status)
      expect(LEGAL, `${row.id}: ${was} ${row.status}`).toContain(`${was} ${row.status}`);
    if (former !== undefined) expect(row.timeline.length).toBeGreaterThanOrEqual(former.timeline.length);
  }
  // The ledger adds up: the last change of a topic says what its switch stands at.
  for (const { userId, topic, state } of after.mailings.subscriptions) {
    const last = after.mailings.changes
      .slice(before.mailings.changes.length)
      .findLast(change => change.userId === userId && topic in change.before);
    if (last !== undefined && last.to !== 'mixed') expect([topic, state]).toEqual([topic, last.to]);
  }
  // The log only grows, and so does the ledger of decisions.
  expect(after.access.slice(0, before.access.length)).toEqual(before.access);
  expect(after.ledger.slice(0, before.ledger.length)).toEqual(before.ledger);
  // Applied to what stood before, the ledger comes to what stands now: so it does after a restore.
  const restored = standing([...decisionsIn(decided(before)), ...after.ledger.slice(before.ledger.length)]);
  const stands = [...standing(decisionsIn(decided(after)))].map(([key, { state }]) => `${key} ${state}`);
  expect(
    [...restored]
      .filter(([, { state }]) => state !== 'none')
      .map(([key, { state }]) => `${key} ${state}`)
      .toSorted(),
  ).toEqual(stands.toSorted());
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('random operations of several people and the staff leave no illegal state, no lost or doubled effect, and no view of another person’s request', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async steps => {
      const { backend, fault } = backendWithFaults();
      for (const who of PEOPLE)
        await send(
          backend,
          who,
          { method: 'POST', path: '/session/step-up', body: { method: 'code', secret: '000000' } },
          crypto.randomUUID(),
        );
      const stateOf = (): Db => structuredClone(backend.db());
      for (const { who, name, pick, twice, fails, staff } of steps) {
        const before = stateOf();
        const call = (STEPS[name] ?? STEPS['allOff'])?.(before, pick);
        if (call === undefined) continue;
        const key = crypto.randomUUID();
        fault.on = fails;
        const first = await send(backend, who, call, key);
        fault.on = false;
        const after = stateOf();
        if (first.status >= 300) expect(after, `${name} ${first.status}`).toEqual(before);
        expectSound(before, after);
        if (twice && first.status < 300 && call.method === 'POST') {
          const again = await send(backend, who, call, key);
          expect(again).toEqual(first);
          expect(stateOf()).toEqual(after);
        }
        if (staff !== undefined) {
          const id = pickFrom(after.requests, pick)?.id ?? '';
          await backend.staff(id, staff, { now: new Date(NOW) }).catch(() => undefined);
          expectSound(after, stateOf());
        }
      }
      for (const who of PEOPLE) {
        const { id: userId, memberships } = userOf(who);
        const list = await send(
          backend,
          who,
          { method: 'GET', path: '/requests?scope=person&limit=200' },
          '',
        );
        const { items } = JSON.parse(list.text) as { items: { id: string }[] };
        const seen = new Set(items.map(({ id }) => id));
        for (const row of backend.db().requests) {
          const mine = row.preparedBy.id === userId && row.accountId === memberships[0]?.accountId;
          if (seen.has(row.id)) expect([who, row.id, mine]).toEqual([who, row.id, true]);
        }
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);
