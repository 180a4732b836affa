import { createContext, useContext } from 'react';

/** Fetches the code and the data of a page ahead of the click. */
export const PrefetchContext = createContext<(to: string) => void>(() => undefined);

/** How a link says that the customer means to go there. */
export function usePrefetch(): (to: string) => void {
  return useContext(PrefetchContext);
}
