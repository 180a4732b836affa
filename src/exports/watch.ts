import { useEffect, useState } from 'react';
import type { Failure } from '../api/errors.ts';
import { getExport } from '../api/generated/ops/getExport.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listExports } from '../api/generated/ops/listExports.ts';
import { isUnderWay } from '../domain/states.ts';
import { useLoaded, useRuntime } from '../shell/hooks.tsx';
import type { Runtime } from '../shell/runtime.ts';
import { useSignal } from '../shell/signal.ts';
import { type Export, exportAsk } from './asks.ts';
import { followExport } from './follow.ts';

/** An export as the server gave it goes into the cache; what speaks of it elsewhere is old. */
export async function keepExport(runtime: Runtime, now: Export): Promise<void> {
  const { client } = runtime;
  const { queryKey } = runtime.queryOf(exportAsk(now.id));
  // A question under way would bring the export as it was before.
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, now);
  void runtime.invalidate(listExports, getOverview, listAccessLog);
}

/** An export that is followed while it is under way, and the failure when nothing is heard of it. */
export interface Watched {
  export: Export;
  lost: Failure | undefined;
}

/** The export, followed to its end. It goes on without the page; the page only watches. */
export function useWatched(id: string): Watched {
  const runtime = useRuntime();
  const now = useLoaded(exportAsk(id));
  const [lost, setLost] = useState<Failure>();
  const underWay = isUnderWay(now.status);
  const signedOut = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!underWay || signedOut) return undefined;
    const end = new AbortController();
    void followExport({
      api: runtime.api,
      id,
      signal: end.signal,
      lost: setLost,
      tell: next => {
        // The key is made when the answer is here: the language may have changed meanwhile.
        runtime.client.setQueryData(runtime.queryOf(exportAsk(id)).queryKey, next);
        if (!isUnderWay(next.status)) void runtime.invalidate(listExports, getOverview, listAccessLog);
      },
    }).catch(() => undefined);
    return () => {
      end.abort();
      setLost(undefined);
    };
  }, [runtime, id, underWay, signedOut]);
  useFreshOnReturn(runtime, !underWay);
  return { export: now, lost };
}

/** What was ready may have been revoked or run out meanwhile: whoever comes back to the page sees it as it is. */
function useFreshOnReturn(runtime: Runtime, active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    const onReturn = () => {
      if (document.visibilityState === 'visible') void runtime.invalidate(getExport);
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, [runtime, active]);
}
