import { type RefObject, useRef, useState } from 'react';
import type { Input } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import type { Answer, Operation, OperationId } from '../../api/operation.ts';
import { useAfterSignIn } from './after-sign-in.ts';
import { useRuntime } from '../frame/hooks.tsx';

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

const NOT_LOOKED_AT: ReadonlySet<string> = new Set(['rate-limited', 'session-expired']);

/** How an action ended. */
export type ActionResult<Id extends OperationId> = { answer: Answer<Id> } | { failure: Failure };

/** What an action that found nobody signed in needs to go on by itself when the same customer is back. */
export interface ActionOptions<Id extends OperationId> {
  /** Hears how it ended then. */
  ended(result: ActionResult<Id>): unknown;
  /** False when something else is typed now: what is sent then is for the customer to say. */
  still?: () => boolean;
}

/** An action that must not happen twice, as `useAction` gives it. */
export interface Action<Id extends OperationId> {
  /**
   * Sends it and says how it ended; while it is under way, another press does nothing and gets `undefined`. With
   * `goingOn` it is sent once more, as it was, after signing in.
   */
  send(input: Input<Id>, goingOn?: ActionOptions<Id>): Promise<ActionResult<Id> | undefined>;
  /** Something else was pressed that takes the place of this action: it does not go on, and its failure is no news. */
  drop(): void;
  busy: boolean;
  /** What the last attempt ended with; gone with the next one. */
  failure: Failure | undefined;
}

/**
 * A write with an idempotency key that lives until the server's answer is certain: a second press, or another try
 * after a lost answer, is the same action. `kept` holds the key where what is sent outlives the form it is sent from. `key-reused` then means that an earlier text was received.
 */
export function useAction<Id extends OperationId>(
  operation: Operation<Id>,
  kept?: RefObject<string | undefined>,
): Action<Id> {
  const runtime = useRuntime();
  const afterSignIn = useAfterSignIn();
  const own = useRef<string | undefined>(undefined);
  const key = kept ?? own;
  const under = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function send(input: Input<Id>, goingOn?: ActionOptions<Id>): ReturnType<Action<Id>['send']> {
    if (under.current) return undefined;
    under.current = true;
    afterSignIn.drop();
    const by = runtime.sessionNumber;
    setBusy(true);
    setFailure(undefined);
    key.current ??= newKey();
    try {
      // Other methods come to the same however often they are sent (RFC 9110, 9.2.2): the contract gives them no key.
      const keyed = operation.method === 'post' ? { key: key.current } : {};
      const answer = await runtime.api.call(operation, { ...input, ...keyed });
      key.current = undefined;
      return { answer };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!mayComeAgain(error)) key.current = undefined;
      setFailure(error);
      if (error.kind === 'session-expired' && goingOn !== undefined)
        afterSignIn.wait(by, () => {
          if (goingOn.still?.() ?? true) void goOn(input, goingOn);
        });
      return { failure: error };
    } finally {
      under.current = false;
      setBusy(false);
    }
  }
  /** Once: a server that sends away whoever has just signed in is not asked again and again. */
  async function goOn(input: Input<Id>, goingOn: ActionOptions<Id>): Promise<void> {
    const result = await send(input);
    if (result !== undefined) await goingOn.ended(result);
  }
  function drop() {
    afterSignIn.drop();
    setFailure(undefined);
  }
  return { send, drop, busy, failure };
}
