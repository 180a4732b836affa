import { useQuery } from '@tanstack/react-query';
import { isOpen } from '../../domain/request-states.ts';
import { useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { Blockers } from '../Blockers.tsx';
import { detailsOf, erasurePreviewQuery, type RightsRequest } from '../queries.ts';

/** The kinds of data of an erasure that is not answered yet; none for other requests. */
export function awaitedErasure(request: RightsRequest): string[] {
  return request.kind === 'erasure' && isOpen(request.status) ? (detailsOf(request).categories ?? []) : [];
}

/** What still stands in the way of an erasure; when it cannot be known, nothing. */
export function CaseBlockers({ request }: { request: RightsRequest }) {
  const categories = awaitedErasure(request);
  const preview = useQuery({
    ...erasurePreviewQuery(useQueryContext(), { scope: request.scope, categories }),
    enabled: categories.length > 0,
  }).data;
  return preview === undefined ? null : <Blockers blockers={preview.blockers} />;
}
