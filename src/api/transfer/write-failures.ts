import { Failure, type FailureKind } from '../errors.ts';

/** True when the server may have acted although its answer did not arrive or could not be read. */
export function isUncertain(error: unknown): boolean {
  return (
    error instanceof Failure && (error.status === 0 || error.status >= 500 || error.kind === 'unreadable')
  );
}

/**
 * True when the same action, with the same key, may be tried again: it is uncertain, or was not looked at (429, or nobody
 * was signed in).
 */
export function mayComeAgain(error: unknown): boolean {
  return isUncertain(error) || (error instanceof Failure && NOT_LOOKED_AT.has(error.kind));
}

const NOT_LOOKED_AT: ReadonlySet<FailureKind> = new Set(['rate-limited', 'session-expired']);

/** True when what is on the screen is no longer what the server has: somebody, or another tab, was faster. */
export function hasMovedOn(error: unknown): boolean {
  return error instanceof Failure && MOVED_ON.has(error.kind);
}

const MOVED_ON: ReadonlySet<FailureKind> = new Set<FailureKind>([
  // The action is not one of those that the thing allows in the state it is in now.
  'illegal-transition',
  // Something else stands in the way now: a consent was withdrawn, a request of the same kind was opened.
  'conflict',
  // Another version was saved since the one that `If-Match` names.
  'stale',
  // Its files were destroyed, or its time is over.
  'gone',
  // It was deleted, or is no longer this reader's to see.
  'not-found',
  // The key brought another text before: that one was received.
  'key-reused',
]);
