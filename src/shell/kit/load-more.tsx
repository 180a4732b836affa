import { useInfiniteQuery } from '@tanstack/react-query';
import type { Failure } from '../../api/errors.ts';
import type { Answer, Operation, Query } from '../../api/operation.ts';
import { apiInfiniteQuery, type ListId } from '../../api/lists/infinite-query.ts';
import { Button } from '../../ui/base/button.tsx';
import { PanelFailure } from '../failure/FailureView.tsx';
import { useQueryContext } from '../frame/runtime-context.tsx';

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
  const more = useInfiniteQuery({
    ...apiInfiniteQuery(useQueryContext(), operation, query, first.nextCursor ?? ''),
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
