import { vi } from 'vitest';
import { STEP_MS } from './limits.ts';

const TIMEOUT_MS = { timeout: STEP_MS, interval: 20 };

/** Waits for what a person would wait for, and as long: a machine that is busy is late, not wrong. */
export const until = <T>(holds: () => T) => vi.waitUntil(holds, TIMEOUT_MS);

/** Waits until what is expected is so; says what was not, when it never is. */
export const proves = <T>(check: () => T) => vi.waitFor(check, TIMEOUT_MS);

/**
 * Waits for the end of something long as long as it goes on: a wait is a hang when nothing moves for a step's time.
 * @param progress what is seen of it
 */
export async function untilEnd(holds: () => boolean, progress: () => string): Promise<void> {
  let seen = progress();
  let since = performance.now();
  while (!holds()) {
    await new Promise(resolve => setTimeout(resolve, TIMEOUT_MS.interval));
    const now = progress();
    if (now !== seen) [seen, since] = [now, performance.now()];
    else if (performance.now() - since > STEP_MS)
      throw new Error(`Nothing moves any more: ${seen.slice(0, 300)}`);
  }
}
