import { vi } from 'vitest';
import { STEP_MS } from './limits.ts';

const PATIENCE = { timeout: STEP_MS, interval: 20 };

/** Waits for what a person would wait for, and as long: a machine that is busy is late, not wrong. */
export const until = <T>(holds: () => T) => vi.waitUntil(holds, PATIENCE);

/** Waits until what is expected is so; says what was not, when it never is. */
export const proves = <T>(check: () => T) => vi.waitFor(check, PATIENCE);
