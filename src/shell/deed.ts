import { type RefObject, useRef, useState } from 'react';
import type { Input } from '../api/client.ts';
import { Failure } from '../api/errors.ts';
import { newKey } from '../api/key.ts';
import type { Answer, Operation, OperationId } from '../api/operation.ts';
import { useRuntime } from './hooks.tsx';

/** True when the server may have acted although its answer did not arrive or could not be read. */
export function isUncertain(error: unknown): boolean {
  return (
    error instanceof Failure && (error.status === 0 || error.status >= 500 || error.kind === 'unreadable')
  );
}

/**
 * True when the same deed, with the same key, may be tried again: it is uncertain, or was not looked at (429, or nobody
 * was signed in).
 */
export function mayComeAgain(error: unknown): boolean {
  return isUncertain(error) || (error instanceof Failure && NOT_LOOKED_AT.has(error.kind));
}

const NOT_LOOKED_AT: ReadonlySet<string> = new Set(['rate-limited', 'session-expired']);

/** A deed that must not happen twice, as `useDeed` gives it. */
export interface Deed<Id extends OperationId> {
  /** Sends it and says how it ended; while it is under way, another press does nothing and gets `undefined`. */
  send(input: Input<Id>): Promise<{ answer: Answer<Id> } | { failure: Failure } | undefined>;
  busy: boolean;
  /** What the last attempt ended with; gone with the next one. */
  failure: Failure | undefined;
}

/**
 * A write with an idempotency key that lives until the server's answer is certain: a second press, or another try
 * after a lost answer, is the same deed. `kept` holds the key where what is sent outlives the form it is sent from. `key-reused` then means that an earlier text was received.
 */
export function useDeed<Id extends OperationId>(
  operation: Operation<Id>,
  kept?: RefObject<string | undefined>,
): Deed<Id> {
  const { api } = useRuntime();
  const own = useRef<string | undefined>(undefined);
  const key = kept ?? own;
  const under = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function send(input: Input<Id>): ReturnType<Deed<Id>['send']> {
    if (under.current) return undefined;
    under.current = true;
    setBusy(true);
    setFailure(undefined);
    key.current ??= newKey();
    try {
      const answer = await api.call(operation, { ...input, key: key.current });
      key.current = undefined;
      return { answer };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!mayComeAgain(error)) key.current = undefined;
      setFailure(error);
      return { failure: error };
    } finally {
      under.current = false;
      setBusy(false);
    }
  }
  return { send, busy, failure };
}
