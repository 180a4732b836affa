import {
  type QueryKey,
  type QueryKeyWithDataTag,
  queryOptions,
  type UnusedSkipTokenOptions,
} from '@tanstack/react-query';
import type { Api, Input, InputlessId } from './client.ts';
import type { Failure } from './errors.ts';
import type { Answer, Operation, OperationId } from './operation.ts';

/** What every query depends on besides its operation and input. `Runtime` is one; `useQueryContext` gives a component its own. */
export interface QueryContext {
  readonly api: Api;
  /** Language of the answer; undefined where one answer serves all languages. */
  readonly locale: string | undefined;
  /** Which of the accounts and users that have been signed in the answer belongs to. */
  readonly sessionNumber: number;
}

/** The options of a query, for every hook and every method of TanStack Query that takes some. */
export type ApiQueryOptions<Data> = UnusedSkipTokenOptions<Data, Failure, Data> &
  QueryKeyWithDataTag<QueryKey, Data, Failure>;

/**
 * The key of a query. Keys are made, and taken apart, in this file alone (test/unit/query-keys.spec.ts).
 * @param parts the input, and what else distinguishes two entries of the cache
 */
export const queryKeyOf = (
  { locale, sessionNumber }: QueryContext,
  { id }: Operation<OperationId>,
  ...parts: readonly unknown[]
): QueryKey => [id, locale, sessionNumber, ...parts];

/** A filter of TanStack Query: matches the queries of the operations, in any language and with any input. */
export function isQueryOf(
  ...operations: readonly Operation<OperationId>[]
): (query: { queryKey: QueryKey }) => boolean {
  return ({ queryKey: [id] }) => operations.some(operation => operation.id === id);
}

/** A filter of TanStack Query: matches the queries of the operation that a key is of, in any language and with any input. */
export const isSameOperation =
  ([id]: QueryKey) =>
  ({ queryKey: [other] }: { queryKey: QueryKey }): boolean =>
    other === id;

/**
 * `queryOptions` of TanStack Query for an operation of the contract. Unlike the factories of its documentation it takes a
 * context: a page may hold several mounted modules, and while the language changes a loader is ahead of the screen. A
 * refetch asks in the language of its key, whatever the language of the page is by then.
 */
export function apiQuery<Id extends InputlessId>(
  context: QueryContext,
  operation: Operation<Id>,
  input?: Input<Id>,
): ApiQueryOptions<Answer<Id>>;
export function apiQuery<Id extends OperationId>(
  context: QueryContext,
  operation: Operation<Id>,
  input: Input<Id>,
): ApiQueryOptions<Answer<Id>>;
export function apiQuery<Id extends OperationId>(
  context: QueryContext,
  operation: Operation<Id>,
  input = {} as Input<Id>,
): ApiQueryOptions<Answer<Id>> {
  return queryOptions<Answer<Id>, Failure>({
    queryKey: queryKeyOf(context, operation, input),
    queryFn: ({ signal }) => context.api.call(operation, { ...input, locale: context.locale }, signal),
  });
}
