/** Whether a system is asked: `closed` it is, `open` it is not, `half-open` one call tries it. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** Keeps callers from waiting for a system that does not answer. */
export interface Breaker {
  readonly state: BreakerState;
  /** Whether a call may begin. Each call that began reports one of the three below. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
  /** The call was cut before the system could answer: nothing is known of it. */
  abandoned(): void;
}

/** How a breaker decides. */
export interface BreakerOptions {
  /** Failures in a row after which it opens. */
  readonly failures?: number;
  /** How long it stays open the first time, ms; doubled with each trial that fails, up to `longestMs`. */
  readonly pauseMs?: number;
  readonly longestMs?: number;
  /** The time, monotonic. */
  readonly ms?: () => number;
  readonly onChange?: (state: BreakerState) => void;
}

/** Makes a breaker that is closed. */
export function createBreaker({
  failures = 3,
  pauseMs = 10_000,
  longestMs = 60_000,
  ms = () => performance.now(),
  onChange,
}: BreakerOptions = {}): Breaker {
  let state: BreakerState = 'closed';
  let inRow = 0;
  let pause = pauseMs;
  let openUntil = 0;
  const change = (next: BreakerState) => {
    if (state === next) return;
    state = next;
    onChange?.(next);
  };
  const open = () => {
    openUntil = ms() + pause;
    change('open');
  };
  return {
    get state() {
      return state;
    },
    allows: () => {
      if (state === 'closed') return true;
      if (state === 'half-open' || ms() < openUntil) return false;
      change('half-open');
      return true;
    },
    succeeded: () => {
      inRow = 0;
      pause = pauseMs;
      change('closed');
    },
    failed: () => {
      inRow += 1;
      if (state === 'half-open') pause = Math.min(pause * 2, longestMs);
      // Calls that began before it opened may fail after that: they do not lengthen the pause.
      if (state === 'half-open' || (state === 'closed' && inRow >= failures)) open();
    },
    abandoned: () => {
      if (state === 'half-open') open();
    },
  };
}
