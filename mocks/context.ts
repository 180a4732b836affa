import type { Context, Reply } from '../core/context.ts';
import type { OperationId } from '../src/api/operation.ts';
import type { Db } from './db.ts';

/** What a handler of the mock is given besides what the core gives: the whole database. */
export type MockContext<Id extends OperationId> = Omit<Context<Id>, 'db'> & {
  readonly db: Db;
};

/** Handlers of areas that still belong to the mock: functions, or writes in two parts. */
export type MockHandlers<Ids extends OperationId> = {
  [Id in Ids]:
    | ((context: MockContext<Id>) => Reply<Id> | Promise<Reply<Id>>)
    | {
        // oxlint-disable-next-line no-explicit-any -- what a handler gathers is between its two parts
        gather?(context: MockContext<Id>): Promise<any>;
        // oxlint-disable-next-line no-explicit-any -- see above
        decide(context: MockContext<Id>, gathered: any): Reply<Id>;
      };
};
