import { useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { QueryContext } from '../../api/query.ts';
import { useLocale } from '../../i18n/react.tsx';
import { sessionQuery } from './queries.ts';
import type { Runtime, Session } from './module-runtime.ts';

export const RuntimeContext = createContext<Runtime | undefined>(undefined);

/** The runtime of this mounted module. */
export function useRuntime(): Runtime {
  const runtime = useContext(RuntimeContext);
  if (!runtime) throw new Error('RuntimeContext is missing');
  return runtime;
}

/**
 * What the queries of a component depend on. Its language is the one on the screen: after a change of language the
 * loaders may be a language ahead (`Runtime.locale`).
 */
export function useQueryContext(): QueryContext {
  const { api, sessionNumber } = useRuntime();
  return { api, locale: useLocale(), sessionNumber };
}

/** Who is signed in. The loaders of all pages wait for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery(useQueryContext())).data;
}

/** True once `active` has lasted that many milliseconds; false at once when it ends. */
export function useDelayed(active: boolean, milliseconds: number): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setSlow(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [active, milliseconds]);
  return active && slow;
}
