import { useEffect, useRef } from 'react';

/** A function that gives the value of the latest render, also to a callback that was made in an earlier one. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return () => latest.current;
}
