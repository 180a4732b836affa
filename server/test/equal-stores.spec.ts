import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Unit } from '../../core/ports.ts';
import { type Owner, rowsOf, TABLE_NAMES } from '../../core/rows.ts';
import { attachmentOf, draftOf, entryOf, NOW } from './examples.ts';
import { emptyTables, memory, postgres, type StoreUnderTest } from './stores.ts';

const PEOPLE = ['u-1', 'u-2', 'u-3'];
const ACCOUNTS = ['acc-1', 'acc-2'];

/** One change of a unit: which, with two numbers that choose rows and values. */
type Step = readonly [change: number, a: number, b: number];
/** One write: by whom, in which account, with which steps, key and end. */
interface Write {
  person: number;
  account: number;
  steps: Step[];
  key: number | undefined;
  end: 'kept' | 'thrown' | 'rejected';
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

/** Changes by number; each uses only what the unit holds, so that both stores do the same. */
const CHANGES: readonly ((unit: Unit, owner: Owner, a: number, b: number) => void)[] = [
  ({ rows }, { userId, accountIds }, a, b) => {
    const id = `rq-${userId}-${accountIds[0]}-${a}`;
    if (rows.requests.every(one => one.id !== id))
      rows.requests.push(draftOf(id, userId, accountIds[0], b % 2 === 0 ? 'person' : 'account'));
  },
  ({ rows }, _owner, a, b) => {
    const row = pick(rows.requests, a);
    if (row !== undefined)
      Object.assign(row, { step: `step ${b}`, scope: b % 3 === 0 ? 'account' : row.scope });
  },
  ({ rows }, _owner, a) => {
    const gone = pick(rows.requests, a);
    rows.attachments = rows.attachments.filter(one => one.requestId !== gone?.id);
    rows.requests = rows.requests.filter(one => one !== gone);
  },
  ({ rows }, _owner, a, b) => {
    const request = pick(rows.requests, a);
    const id = `at-${request?.id}-${b}`;
    if (request !== undefined && rows.attachments.every(one => one.id !== id))
      rows.attachments.push(attachmentOf(id, request.id));
  },
  ({ rows }, { userId }, a, b) => {
    rows.objections = rows.objections.filter(one => one.purpose !== `p-${a}`);
    if (b % 2 === 0)
      rows.objections.push({ userId, purpose: `p-${a}`, state: 'accepted', at: NOW.toISOString() });
  },
  ({ rows }, { userId }, a, b) => {
    const topic = `t-${a}`;
    const row = rows.mailings.subscriptions.find(one => one.topic === topic);
    if (row === undefined)
      rows.mailings.subscriptions.push({ userId, topic, state: 'on', since: NOW.toISOString() });
    else row.state = b % 2 === 0 ? 'on' : 'off';
  },
  ({ rows }, { userId }, a) => {
    rows.session[userId] = { ...rows.session[userId], accountId: `acc-${a}` };
  },
  unit => {
    const row = unit.rows.requests[0];
    if (row !== undefined) row.number = unit.number('R');
  },
  unit => unit.mail({ userId: 'u-owner', template: 'request-received', parameters: {} }),
  (unit, { userId, accountIds }, a, b) =>
    unit.log(entryOf(`al-${a}-${b}-${Math.random()}`, userId, accountIds[0])),
];

const writes: fc.Arbitrary<Write[]> = fc.array(
  fc.record({
    person: fc.nat(PEOPLE.length - 1),
    account: fc.nat(ACCOUNTS.length - 1),
    steps: fc.array(fc.tuple(fc.nat(CHANGES.length - 1), fc.nat(3), fc.nat(3)), { maxLength: 6 }),
    key: fc.option(fc.nat(3), { nil: undefined }),
    end: fc.constantFrom('kept', 'kept', 'kept', 'thrown', 'rejected'),
  }),
  { maxLength: 8 },
);

const ownerOf = ({ person, account }: Pick<Write, 'person' | 'account'>): Owner => ({
  userId: PEOPLE[person] ?? '',
  accountIds: [ACCOUNTS[account] ?? ''],
});

async function apply({ store }: StoreUnderTest, write: Write): Promise<unknown> {
  const owner = ownerOf(write);
  const key = write.key === undefined ? undefined : { slot: `${owner.userId} ${write.key}`, sent: '{}' };
  return store
    .write(owner, NOW, key, unit => {
      for (const [change, a, b] of write.steps) CHANGES[change]?.(unit, owner, a, b);
      if (write.end === 'thrown') throw new Error('planted');
      const value = unit.rows.requests.map(({ number }) => number);
      return write.end === 'rejected'
        ? { value, rejected: true }
        : { value, keep: { status: 200, headers: {}, body: JSON.stringify(value) } };
    })
    .catch((thrown: unknown) => String(thrown));
}

/** What every person may write in every account, and what lies beside the rows. */
async function stateOf(under: StoreUnderTest): Promise<unknown> {
  const seen: unknown[] = [await under.beside(), await under.decisions()];
  for (const person of PEOPLE.keys())
    for (const account of ACCOUNTS.keys()) {
      const owner = ownerOf({ person, account });
      // Drafts have no copy but their JSON.
      const text = await under.store.write(owner, NOW, undefined, ({ rows }) => ({
        value: JSON.stringify([
          rows.session[owner.userId] ?? {},
          TABLE_NAMES.map(name => rowsOf(rows, name)),
        ]),
      }));
      if ('value' in text) seen.push(JSON.parse(text.value));
    }
  return seen;
}

const server = postgres();
afterAll(() => server.close());

test('any sequence of writes leaves in PostgreSQL what it leaves in memory, and answers the same', async () => {
  await fc.assert(
    fc.asyncProperty(writes, async sequence => {
      await emptyTables();
      const mock = memory();
      for (const write of sequence) expect(await apply(server, write)).toEqual(await apply(mock, write));
      expect(await stateOf(server)).toEqual(await stateOf(mock));
    }),
    { numRuns: 25 },
  );
}, 120_000);
