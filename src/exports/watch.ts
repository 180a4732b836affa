import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Failure } from '../api/errors.ts';
import { getExport } from '../api/generated/ops/getExport.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listExports } from '../api/generated/ops/listExports.ts';
import { isUnderWay } from '../domain/states.ts';
import { useLocale } from '../i18n/react.tsx';
import { useFreshOnReturn } from '../shell/kit/refetch-on-focus.ts';
import { useRuntime, useQueryContext } from '../shell/frame/hooks.tsx';
import type { Runtime } from '../shell/frame/runtime.ts';
import { useSignal } from '../shell/frame/signal.ts';
import { type Export, exportQuery } from './queries.ts';
import { followExport } from './follow.ts';

/** An export as the server gave it goes into the cache; what speaks of it elsewhere is old. */
export async function cacheExport(runtime: Runtime, now: Export): Promise<void> {
  const { client } = runtime;
  const { queryKey } = exportQuery(runtime, now.id);
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
  const locale = useLocale();
  const { data: now } = useSuspenseQuery(exportQuery(useQueryContext(), id));
  const [lost, setLost] = useState<Failure>();
  const underWay = isUnderWay(now.status);
  const signedOut = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!underWay || signedOut) return undefined;
    const end = new AbortController();
    // What comes is in the language, and of the person, it was asked for.
    const { sessionNumber } = runtime;
    const { queryKey } = exportQuery(runtime, id);
    void followExport({
      api: runtime.api,
      id,
      signal: end.signal,
      lost: setLost,
      onProgress: next => {
        if (runtime.locale !== locale || runtime.sessionNumber !== sessionNumber) return;
        runtime.client.setQueryData(queryKey, next);
        if (!isUnderWay(next.status)) void runtime.invalidate(listExports, getOverview, listAccessLog);
      },
    });
    return () => {
      end.abort();
      setLost(undefined);
    };
  }, [runtime, id, underWay, signedOut, locale]);
  // What was ready may have been revoked or run out meanwhile.
  useFreshOnReturn(getExport, !underWay);
  return { export: now, lost };
}
