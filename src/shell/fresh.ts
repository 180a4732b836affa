import { useEffect } from 'react';
import type { Operation, OperationId } from '../api/operation.ts';
import { useRuntime } from './hooks.tsx';

/** Does something whenever the reader comes back to the page; the answer is the way to stop. */
function onReturn(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    if (document.visibilityState !== 'visible') return;
    // One return is told by two events.
    clearTimeout(timer);
    timer = setTimeout(act, 50);
  };
  addEventListener('focus', heard);
  document.addEventListener('visibilitychange', heard);
  return () => {
    clearTimeout(timer);
    removeEventListener('focus', heard);
    document.removeEventListener('visibilitychange', heard);
  };
}

/** While the page stays open, its question is asked again whenever the reader comes back to it. */
export function useFreshOnReturn(operation: Operation<OperationId>, active = true): void {
  const runtime = useRuntime();
  useEffect(
    () => (active ? onReturn(() => void runtime.invalidate(operation)) : undefined),
    [runtime, operation, active],
  );
}

/** Whoever comes back may have signed in, out or as somebody else in another tab: it is asked who it is. */
export function useSessionOnReturn(active: boolean): void {
  const runtime = useRuntime();
  useEffect(() => (active ? onReturn(() => void runtime.recheckSession()) : undefined), [runtime, active]);
}
