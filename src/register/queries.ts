import { listDeletions } from '../api/generated/ops/listDeletions.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import type { Schemas } from '../api/schema-types.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';

export type Register = Schemas['Register'];

/** What was deleted, in the scope of the address. */
export const deletionsQuery = (context: QueryContext, search: URLSearchParams) =>
  apiQuery(context, listDeletions, { query: { ...scopeQuery(scopeOf(search)), limit: 200 } });
