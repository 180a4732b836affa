import { Failure, type FailureKind } from '../errors.ts';

/** True when the server may have acted although its answer did not arrive or could not be read. */
export function isUncertain(error: unknown): boolean {
  return (
    error instanceof Failure && (error.status === 0 || error.status >= 500 || error.kind === 'unreadable')
  );
}

/**
 * True when the same action may be sent again with the same key: its result is not known, or the server did not process it (429,
 * or nobody was signed in).
 */
export function mayRetry(error: unknown): boolean {
  return isUncertain(error) || (error instanceof Failure && NOT_PROCESSED.has(error.kind));
}

const NOT_PROCESSED: ReadonlySet<FailureKind> = new Set(['rate-limited', 'session-expired']);

/** True when the screen is outdated: somebody else, or another tab, has changed the thing. */
export function isOutdated(error: unknown): boolean {
  return error instanceof Failure && OUTDATED.has(error.kind);
}

const OUTDATED: ReadonlySet<FailureKind> = new Set<FailureKind>([
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
  // The key was used with another content before, and the server received that one.
  'key-reused',
]);
