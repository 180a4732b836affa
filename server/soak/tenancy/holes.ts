import type { Handlers } from '../../../core/context.ts';
import type { KeptAnswer, Store } from '../../../core/ports.ts';
import type { OperationId } from '../../../src/api/operation.ts';
import type { Hole } from './run.ts';
import { VICTIM } from './tenants.ts';

/** The caller of a handler becomes the victim. */
const asVictim = <T extends { me: object }>(context: T): T => ({
  ...context,
  me: { ...context.me, userId: VICTIM.userId, accountId: 'acc-a', role: 'owner' },
});

/** Faults that somebody may make one day, each with the place where a run has to find it. */
export const HOLES: readonly {
  readonly name: string;
  readonly hole: Hole;
  readonly only: readonly OperationId[];
  /** The operation or table of a finding. */
  readonly where: string;
}[] = [
  {
    name: 'a handler that does not look whose request it is',
    only: ['getRequest'],
    where: 'getRequest',
    hole: {
      handlers: own => {
        const { getRequest } = own;
        if (typeof getRequest !== 'function') throw new Error('getRequest is a read');
        return { ...own, getRequest: context => getRequest(asVictim(context)) };
      },
    },
  },
  {
    name: 'a query of a source without its condition',
    only: ['listRecords'],
    where: 'listRecords',
    hole: { billingWhere: 'where :account_id::text is not null' },
  },
  {
    name: 'a table with a policy that lets everybody read',
    only: ['getMailings'],
    where: 'table requests',
    hole: {
      sql: {
        before: 'create policy open_hole on privacy.requests for select to privacy_customer using (true)',
        after: 'drop policy open_hole on privacy.requests',
      },
    },
  },
  {
    name: 'a table whose row-level security is off',
    only: ['listLetters'],
    where: 'listLetters',
    hole: {
      sql: {
        before: 'alter table privacy.emails disable row level security',
        after: 'alter table privacy.emails enable row level security',
      },
    },
  },
  {
    name: 'a cursor that is not bound to its owner',
    only: ['listRequests'],
    where: 'listRequests',
    hole: {
      handlers: (own, { store }) => {
        const { listRequests } = own;
        if (typeof listRequests !== 'function') throw new Error('listRequests is a read');
        return {
          ...own,
          // The cursor says whose list it goes on with, and is believed.
          listRequests: async context => {
            if (context.query?.cursor === undefined) return listRequests(context);
            const db = await store.read(VICTIM, rows => rows);
            return listRequests({ ...asVictim(context), db });
          },
        } satisfies Handlers<OperationId>;
      },
    },
  },
  {
    name: 'an idempotency key that is not bound to its person',
    only: ['createRequest'],
    where: 'createRequest',
    hole: { store: withCommonKeys },
  },
  {
    name: 'a part link that is found without its account',
    only: ['downloadPart'],
    where: 'downloadPart',
    hole: {
      handlers: (own, { store }) => {
        const { downloadPart } = own;
        if (typeof downloadPart !== 'function') throw new Error('downloadPart is a read');
        return {
          ...own,
          downloadPart: async context => {
            if (context.query?.link === undefined) return downloadPart(context);
            const db = await store.read(VICTIM, rows => rows);
            return downloadPart({ ...asVictim(context), db });
          },
        };
      },
    },
  },
  {
    name: 'a token of an email that is resolved without looking at it',
    only: ['getUnsubscribe'],
    where: 'getUnsubscribe',
    hole: { handlers: withAnyToken },
  },
];

/** Keeps answers by address and key, whoever called. */
function withCommonKeys(own: Store): Store {
  const kept = new Map<string, KeptAnswer>();
  return {
    ...own,
    write: async (owner, now, key, work) => {
      const slot = key?.slot.split(' ').slice(2).join(' ') ?? '';
      const known = key === undefined ? undefined : kept.get(slot);
      if (known !== undefined) return { kept: known };
      return own.write(owner, now, key, async unit => {
        const outcome = await work(unit);
        if (key !== undefined && outcome.keep !== undefined)
          kept.set(slot, { sent: key.sent, at: now.toISOString(), answer: outcome.keep });
        return outcome;
      });
    },
  };
}

function withAnyToken(own: Handlers<OperationId>, { store }: { store: Store }): Handlers<OperationId> {
  const { getUnsubscribe } = own;
  if (typeof getUnsubscribe !== 'function') throw new Error('getUnsubscribe is a read');
  return {
    ...own,
    getUnsubscribe: async context => {
      const db = await store.read(VICTIM, rows => rows);
      return getUnsubscribe({ ...context, db, params: { token: 'tk-victim' } });
    },
  };
}
