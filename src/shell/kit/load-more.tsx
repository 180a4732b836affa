import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import type { Failure } from '../../api/errors.ts';
import type { Answer, Operation, OperationId, Query } from '../../api/operation.ts';
import { useLocale } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { PanelFailure } from '../failure/FailureView.tsx';
import { useRuntime } from '../frame/hooks.tsx';

/** A page of a list, as the contract has them all. */
interface ListPage {
  items: readonly unknown[];
  nextCursor: string | null;
  total: number;
}

type ListId = {
  [Id in OperationId]: Answer<Id> extends ListPage ? Id : never;
}[OperationId];

/** The rest of a list: what has come of it so far, how many are left, and how to get them. */
export interface More<Id extends ListId> {
  items: Answer<Id>['items'];
  left: number;
  busy: boolean;
  failure: Failure | null;
  next(): void;
}

/** The pages after the first, each asked for by a press. */
export function useMore<Id extends ListId>(
  operation: Operation<Id>,
  query: Query<Id>,
  first: Answer<Id>,
): More<Id> {
  const runtime = useRuntime();
  const locale = useLocale();
  const more = useInfiniteQuery<Answer<Id>, Failure, InfiniteData<Answer<Id>>, readonly unknown[], string>({
    queryKey: [operation.id, locale, runtime.generation, query, 'more', first.nextCursor],
    queryFn: ({ pageParam, signal }) =>
      runtime.api.call(operation, { query: { ...query, cursor: pageParam } }, signal),
    initialPageParam: first.nextCursor ?? '',
    getNextPageParam: page => page.nextCursor,
    enabled: false,
  });
  const items = (more.data?.pages ?? []).flatMap(page => page.items as unknown[]) as Answer<Id>['items'];
  return {
    items,
    left: first.total - first.items.length - items.length,
    busy: more.isFetching,
    failure: more.error,
    next: () => void more.fetchNextPage(),
  };
}

/** The button that brings the next page of a list; its failure stands in its place. */
export function MoreButton<Id extends ListId>({ more, label }: { more: More<Id>; label: string }) {
  if (more.failure !== null) return <PanelFailure error={more.failure} onRetry={more.next} />;
  if (more.left <= 0) return null;
  return (
    <p>
      <Button busy={more.busy} onClick={more.next}>
        {label}
      </Button>
    </p>
  );
}
