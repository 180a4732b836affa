import { useEffect, useMemo, useRef } from 'react';
import { useRuntime } from '../frame/hooks.tsx';

/** One thing of a part of the page that waits for the customer to be signed in again. */
export interface AfterSignIn {
  /**
   * Does it then, once. `by`: `runtime.sessionNumber` when it was asked for, since what one customer has asked for is not
   * done in the name of the next.
   */
  wait(by: number, run: () => void): void;
  /** It is no longer wanted. */
  drop(): void;
}

/** What was asked for while nobody was signed in goes on when the same customer is back; a part that has left does nothing. */
export function useAfterSignIn(): AfterSignIn {
  const runtime = useRuntime();
  const waiting = useRef<{ by: number; run: () => void }>(undefined);
  useEffect(
    () =>
      runtime.sessionLost.subscribe(() => {
        if (runtime.sessionLost.get()) return;
        const prompt = waiting.current;
        waiting.current = undefined;
        if (prompt?.by === runtime.sessionNumber) prompt.run();
      }),
    [runtime],
  );
  return useMemo(
    () => ({
      wait: (by, run) => {
        waiting.current = { by, run };
      },
      drop: () => {
        waiting.current = undefined;
      },
    }),
    [],
  );
}

/** What stands on the screen now, for whoever asks later whether it is still what was sent. */
export function useLatest<T>(value: T): () => T {
  const now = useRef(value);
  useEffect(() => {
    now.current = value;
  }, [value]);
  return () => now.current;
}
