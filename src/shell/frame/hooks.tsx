import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Failure } from '../../api/errors.ts';
import type { Answer, OperationId } from '../../api/operation.ts';
import { useLocale } from '../../i18n/react.tsx';
import { type ApiQuery, type Runtime, type Session, sessionQuery } from './runtime.ts';

export const RuntimeContext = createContext<Runtime | undefined>(undefined);

/** The runtime of this mounted module. */
export function useRuntime(): Runtime {
  const runtime = useContext(RuntimeContext);
  if (!runtime) throw new Error('RuntimeContext is missing');
  return runtime;
}

/** The query of a question in the language on the screen (the loaders may be a language ahead). */
function useQueryOf<Id extends OperationId>(query: ApiQuery<Id>) {
  const runtime = useRuntime();
  const locale = useLocale();
  const options = runtime.queryOf(query);
  const [id, , sessionNumber, input] = options.queryKey;
  return { ...options, queryKey: [id, locale, sessionNumber, input] as const };
}

/**
 * The answer to a question the page's loader has asked. It is here on the first render; after a change of language
 * React keeps the old screen until the new answer is.
 * @throws Failure to the nearest error boundary.
 */
export function useLoaded<Id extends OperationId>(query: ApiQuery<Id>): Answer<Id> {
  return useSuspenseQuery(useQueryOf(query)).data;
}

/** When the answer on the screen was last heard, in ms since 1970; an answer that says the same counts too. */
export function useReceivedAt<Id extends OperationId>(query: ApiQuery<Id>): number {
  return useSuspenseQuery(useQueryOf(query)).dataUpdatedAt;
}

/** The answer to a secondary question: it may come late, in a quiet place that waits. */
export function useOptionalQuery<Id extends OperationId>(query: ApiQuery<Id>, enabled = true) {
  return useQuery<Answer<Id>, Failure>({ ...useQueryOf(query), enabled, throwOnError: false });
}

/** Who is signed in. The loaders of all pages wait for it. */
export function useSession(): Session {
  return useLoaded(sessionQuery);
}

/** True once `active` has lasted that many milliseconds; false at once when it ends. */
export function useDelayed(active: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, milliseconds]);
  return active && late;
}
