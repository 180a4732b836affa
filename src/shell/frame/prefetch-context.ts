import { createContext, useContext } from 'react';

/** Fetches the code and the data of a page ahead of the click. */
export const PrefetchContext = createContext<(to: string) => void>(() => undefined);

/** The function that a link calls to prefetch its page when a press on it is likely. */
export function usePrefetch(): (to: string) => void {
  return useContext(PrefetchContext);
}
