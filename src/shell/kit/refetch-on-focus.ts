import { useEffect } from 'react';
import type { Operation, OperationId } from '../../api/operation.ts';
import { useRuntime } from '../frame/runtime-context.tsx';

/** Does something whenever the reader comes back to the page; the answer is the way to stop. */
function onReturn(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const received = () => {
    if (document.visibilityState !== 'visible') return;
    // One return fires two events.
    clearTimeout(timer);
    timer = setTimeout(run, 50);
  };
  addEventListener('focus', received);
  document.addEventListener('visibilitychange', received);
  return () => {
    clearTimeout(timer);
    removeEventListener('focus', received);
    document.removeEventListener('visibilitychange', received);
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

/** Asks the server who is signed in when the customer returns: another tab may have changed it. */
export function useSessionOnReturn(active: boolean): void {
  const runtime = useRuntime();
  useEffect(() => (active ? onReturn(() => void runtime.recheckSession()) : undefined), [runtime, active]);
}
