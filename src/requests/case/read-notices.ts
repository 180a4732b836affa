import { useEffect, useRef } from 'react';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { readNotices } from '../../api/generated/ops/readNotices.ts';
import { useAction } from '../../shell/kit/use-action.ts';
import { type RightsRequest, requestQuery } from '../queries.ts';

/**
 * Records that the notice of an extension has reached the customer: the page shows it. `readNotices` is sent once per
 * visit; its failure is not shown, since the customer did nothing, and the next visit sends it again.
 */
export function useReadNotices({ id, unreadNotices }: RightsRequest): void {
  const { send } = useAction(readNotices, {
    cachedAs: context => requestQuery(context, id),
    // Both show the due date, which the extension changes now.
    outdates: [listRequests, getOverview],
  });
  const isSent = useRef(false);
  useEffect(() => {
    if (unreadNotices !== true || isSent.current) return;
    isSent.current = true;
    void send({ path: { id } });
  });
}
