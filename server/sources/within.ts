/** A promise took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** The time that all calls of one request share. */
export interface Budget {
  /** Milliseconds that are left. */
  left(): number;
}

/** A budget that begins now. */
export function budgetOf(ms: number): Budget {
  const end = performance.now() + ms;
  return { left: () => end - performance.now() };
}

/**
 * Waits for a promise for some time.
 * @param onLate is given what the promise comes to after that
 * @throws TookTooLong
 */
export async function within<T>(promise: Promise<T>, ms: number, onLate?: (value: T) => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late = false;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true;
      reject(new TookTooLong(`no answer within ${Math.round(ms)} ms`));
    }, ms);
  });
  promise.then(
    value => {
      if (late) onLate?.(value);
    },
    () => undefined,
  );
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
