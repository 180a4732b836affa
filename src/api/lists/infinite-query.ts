import { type InfiniteData, infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';
import type { Input, InputlessId } from '../client.ts';
import type { Failure } from '../errors.ts';
import type { Answer, Operation, Query } from '../operation.ts';
import { type QueryContext, queryKeyOf } from '../query.ts';

/** A page of a list, as every list of the contract has it. */
interface ListPage {
  items: readonly unknown[];
  nextCursor: string | null;
  total: number;
}

/** The operations that read a list page by page. */
export type ListId = {
  [Id in InputlessId]: Answer<Id> extends ListPage ? Id : never;
}[InputlessId];

/**
 * `infiniteQueryOptions` of TanStack Query for a list of the contract, from a cursor on.
 * @param cursor of the first page that is read: the `nextCursor` of the page before
 */
export function apiInfiniteQuery<Id extends ListId>(
  context: QueryContext,
  operation: Operation<Id>,
  query: Query<Id>,
  cursor: string,
) {
  const inputOf = (from: string) => ({ query: { ...query, cursor: from } }) as Input<Id>;
  return infiniteQueryOptions<Answer<Id>, Failure, InfiniteData<Answer<Id>>, QueryKey, string>({
    // Of the same input, one page and all pages are two entries of the cache.
    queryKey: queryKeyOf(context, operation, inputOf(cursor), 'infinite'),
    queryFn: ({ pageParam, signal }) =>
      context.api.call(operation, { ...inputOf(pageParam), locale: context.locale }, signal),
    initialPageParam: cursor,
    getNextPageParam: page => page.nextCursor,
  });
}
