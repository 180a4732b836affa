import { useEffect, useState } from 'react';

/** How long typing has to rest before the server is asked, in ms. */
const PAUSE = 60;

/** A text once typing has paused. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
