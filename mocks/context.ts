import type { Context, Reply } from '../core/context.ts';
import type { OperationId } from '../src/api/operation.ts';
import type { Db } from './db.ts';
import type { DatabaseParts } from './exports/packing-state.ts';

/** What a handler of the mock is given besides what the core gives: the whole database, and where copies lie. */
export type MockContext<Id extends OperationId> = Omit<Context<Id>, 'db'> & {
  readonly db: Db;
  /** Packed parts of exports: they lie beside the database. */
  readonly parts: DatabaseParts;
};

/** Handlers of areas that still belong to the mock. */
export type MockHandlers<Ids extends OperationId> = {
  [Id in Ids]: (context: MockContext<Id>) => Reply<Id> | Promise<Reply<Id>>;
};
