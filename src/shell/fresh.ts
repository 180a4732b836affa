import { useEffect } from 'react';
import type { Operation, OperationId } from '../api/operation.ts';
import { useRuntime } from './hooks.tsx';

/** While the page stays open, its question is asked again whenever the reader comes back to it. */
export function useFreshOnReturn(operation: Operation<OperationId>, active = true): void {
  const runtime = useRuntime();
  useEffect(() => {
    if (!active) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onReturn = () => {
      if (document.visibilityState !== 'visible') return;
      // One return is told by two events.
      clearTimeout(timer);
      timer = setTimeout(() => void runtime.invalidate(operation), 50);
    };
    addEventListener('focus', onReturn);
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      clearTimeout(timer);
      removeEventListener('focus', onReturn);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, [runtime, operation, active]);
}
