import { useEffect, useState } from 'react';
import { useRuntime, useSession } from '../frame/runtime-context.tsx';
import { sessionQuery } from '../frame/queries.ts';
import type { Runtime } from '../frame/module-runtime.ts';

/** The server's time now: its time in the last answer, and the time that has passed since. */
function serverNow(runtime: Runtime, sessionNow: string): string {
  const at = runtime.client.getQueryState(sessionQuery(runtime).queryKey)?.dataUpdatedAt;
  const passed = at === undefined || at === 0 ? 0 : Math.max(0, Date.now() - at);
  return new Date(Date.parse(sessionNow) + passed).toISOString();
}

/** The server's time, renewed when `wait` (milliseconds, from the time that is shown) has passed. */
export function useServerTimeUntil(wait: (now: string) => number): string {
  const runtime = useRuntime();
  const { now: sessionNow } = useSession();
  const [now, setNow] = useState(() => serverNow(runtime, sessionNow));
  useEffect(() => {
    const timer = setTimeout(() => setNow(serverNow(runtime, sessionNow)), Math.max(50, wait(now)));
    return () => clearTimeout(timer);
  });
  return now;
}

const MINUTE = 60_000;
const everyMinute = () => MINUTE;

/** The server's time, to the minute: a page left open over midnight must not go on counting from yesterday. */
export function useServerTime(): string {
  return useServerTimeUntil(everyMinute);
}
