import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MailingModel,
  type MailingSystem,
  MODEL_TOPICS,
  sequences,
  take,
} from '../../test/mailing-decisions.ts';
import { givenConsent, objectionOf } from '../consents/model.ts';
import type { Decision } from '../ledger.ts';
import { TOPICS } from '../policy/tables.ts';
import type { Unit } from '../ports.ts';
import { copyOf, emptyRows } from '../rows.ts';
import { permissionFor, type Recipient } from './permission.ts';
import { acceptedTopic, refusedTopics } from './suppressions.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');

const recipient = (change: Partial<Recipient> = {}): Recipient => ({
  userId: 'u-1',
  isCustomer: true,
  consent: 'given',
  objects: false,
  state: 'on',
  ...change,
});

describe('permission', () => {
  test('needs a customer with the consent and the switch on, and no suppression', () => {
    const reasonOf = (people: Recipient[], suppressed = false) => {
      const permission = permissionFor({ people, suppressed });
      return permission.allowed ? permission.userId : permission.reason;
    };
    expect(reasonOf([recipient()])).toBe('u-1');
    expect(reasonOf([recipient()], true)).toBe('suppressed');
    expect(reasonOf([])).toBe('unknown');
    expect(reasonOf([recipient({ isCustomer: false })])).toBe('not-a-customer');
    expect(reasonOf([recipient({ consent: 'none' })])).toBe('no-consent');
    expect(reasonOf([recipient({ consent: 'withdrawn', state: 'on' })])).toBe('no-consent');
    expect(reasonOf([recipient({ state: 'none' })])).toBe('off');
    expect(reasonOf([recipient({ objects: true })])).toBe('objection');
    const second = recipient({ userId: 'u-2', consent: 'none', state: 'none' });
    expect(reasonOf([second, recipient()])).toBe('u-1');
    // One who has said no refuses for the mailbox, a former customer too.
    expect(reasonOf([recipient(), { ...second, state: 'off', isCustomer: false }])).toBe('off');
  });

  test('has a no from an opt-out, a withdrawn consent and an objection, and a yes from a switch alone', () => {
    const of = (kind: Decision['kind'], subject: string, state: string): Decision => ({
      userId: 'u-1',
      kind,
      subject,
      state,
    });
    const all = TOPICS.map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([...MODEL_TOPICS]));
    expect(MODEL_TOPICS).toHaveLength(all.length);
    expect(refusedTopics(of('subscription', 'renewals', 'off'))).toEqual(['renewals']);
    expect(refusedTopics(of('consent', 'advertising', 'withdrawn 1'))).toEqual(all);
    expect(refusedTopics(of('objection', 'offers', 'accepted'))).toEqual(all);
    for (const other of [
      of('subscription', 'renewals', 'on'),
      of('consent', 'advertising', 'given 2'),
      of('consent', 'correspondence-disclosure', 'withdrawn 1'),
      of('objection', 'statistics', 'accepted'),
      of('objection', 'offers', 'refused'),
      of('erasure', 'rq-1', 'done'),
    ])
      expect(refusedTopics(other)).toEqual([]);
    expect(acceptedTopic(of('subscription', 'renewals', 'on'))).toBe('renewals');
    expect(acceptedTopic(of('consent', 'advertising', 'given 2'))).toBeUndefined();
  });
});

/** Rows, a directory and suppressions in memory, over the rules of the core. */
function memorySystem(): MailingSystem {
  const rows = emptyRows();
  const mailboxes = new Map<string, number>();
  const tokens = new Map<string, Set<number>>();
  const suppressions = new Map<string, 'no' | 'yes'>();
  const userId = (person: number): string => `u-${person}`;

  function write(person: number, mayLift: boolean, work: (unit: Unit) => void): Promise<void> {
    const id = userId(person);
    const copy = copyOf(rows, { userId: id, accountIds: [] });
    const refused: string[] = [];
    const closed = () => {
      throw new Error('not in these sequences');
    };
    work({
      rows: copy.rows,
      log: closed,
      enqueue: closed,
      mail: closed,
      number: closed,
      optOut: (_, topics) => void refused.push(...topics),
    });
    const decisions = copy.decisions();
    copy.putBack();
    const own = mailboxes.get(id);
    for (const topic of decisions.map(acceptedTopic))
      if (mayLift && topic !== undefined && own !== undefined) suppressions.set(`${own} ${topic}`, 'yes');
    const known = new Set([...(own === undefined ? [] : [own]), ...(tokens.get(id) ?? [])]);
    for (const topic of [...decisions.flatMap(refusedTopics), ...refused])
      for (const mailbox of known) suppressions.set(`${mailbox} ${topic}`, 'no');
    return Promise.resolve();
  }

  return {
    now: NOW,
    userId,
    customer: (person, work) => write(person, true, work),
    others: (person, work) => write(person, false, work),
    place: async (person, mailbox) => void mailboxes.set(userId(person), mailbox),
    erase: async person => {
      const id = userId(person);
      const isOther = (row: { userId: string }): boolean => row.userId !== id;
      rows.consents = rows.consents.filter(isOther);
      rows.objections = rows.objections.filter(isOther);
      rows.mailings.subscriptions = rows.mailings.subscriptions.filter(isOther);
      rows.mailings.changes = rows.mailings.changes.filter(isOther);
      mailboxes.delete(id);
      tokens.delete(id);
    },
    send: async (mailbox, topic) => {
      const people = [...mailboxes]
        .filter(([, one]) => one === mailbox)
        .map(([id]): Recipient => ({
          userId: id,
          isCustomer: true,
          consent:
            givenConsent(rows, id, 'advertising') !== undefined
              ? 'given'
              : rows.consents.some(row => row.userId === id)
                ? 'withdrawn'
                : 'none',
          objects: objectionOf(rows, id, 'offers') !== undefined,
          state:
            rows.mailings.subscriptions.find(row => row.userId === id && row.topic === topic)?.state ??
            'none',
        }))
        .toSorted((a, b) => a.userId.localeCompare(b.userId));
      const suppressed = suppressions.get(`${mailbox} ${topic}`) === 'no';
      const permission = permissionFor({ people, suppressed });
      if (permission.allowed)
        tokens.set(permission.userId, new Set([...(tokens.get(permission.userId) ?? []), mailbox]));
      return permission.allowed;
    },
  };
}

test('10,000 random sequences permit no mailbox that has refused, and each one that the model permits', async () => {
  let permitted = 0;
  await fc.assert(
    fc.asyncProperty(sequences, async steps => {
      const system = memorySystem();
      const model = new MailingModel();
      const ends = [0, 1].flatMap(mailbox =>
        (['promotions', 'renewals'] as const).map(
          topic => ({ kind: 'send', person: 0, topic, mailbox }) as const,
        ),
      );
      for (const step of [...steps, ...ends] as typeof steps) {
        const sending = await take(step, system, model);
        if (sending === undefined) continue;
        expect(sending.sent).toBe(sending.mayWrite);
        permitted += sending.sent ? 1 : 0;
      }
    }),
    { numRuns: 10_000, seed: 38 },
  );
  expect(permitted).toBeGreaterThan(1000);
});
