import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Failure } from '../api/errors.ts';
import { getExport } from '../api/generated/ops/getExport.ts';
import { isUnderWay } from '../domain/export-states.ts';
import { useLocale } from '../i18n/react.tsx';
import { useFreshOnReturn } from '../shell/kit/refetch-on-focus.ts';
import { useRuntime, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { useSignal } from '../shell/frame/signal.ts';
import { EXPORT_LISTS, type Export, exportQuery } from './queries.ts';
import { followExport } from './follow.ts';

/** An export that is followed while it is under way, and the failure while the server cannot be reached. */
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
      onLost: setLost,
      onProgress: next => {
        if (runtime.locale !== locale || runtime.sessionNumber !== sessionNumber) return;
        runtime.client.setQueryData(queryKey, next);
        if (!isUnderWay(next.status)) void runtime.invalidate(...EXPORT_LISTS);
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
