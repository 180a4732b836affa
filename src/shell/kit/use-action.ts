import { type QueryKey, useMutation } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Input } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import type { Answer, Operation, OperationId } from '../../api/operation.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { isOutdated, mayRetry } from '../../api/transfer/write-failures.ts';
import { useRuntime } from '../frame/runtime-context.tsx';
import { isSameOperation, type QueryContext } from '../../api/query.ts';
import type { Runtime } from '../frame/module-runtime.ts';
import { useLatest } from './use-latest.ts';

/** What a slice says of an action. The callbacks of the latest render are the ones that are called. */
export interface ActionOptions<Id extends OperationId> {
  /** The query whose cached answer is replaced by the answer of the action. Both have one schema in the contract. */
  cachedAs?: (context: QueryContext, answer: Answer<Id>) => { queryKey: QueryKey };
  /** Reads whose cached answers are outdated once the action is done. */
  outdates?: readonly Operation<OperationId>[];
  /** The read on the screen. It is repeated when the failure says that the thing has moved on (`isOutdated`). */
  shows?: Operation<OperationId>;
  /** Called when the action is done and its answer is cached; react-query draws both at once. */
  onSuccess?: (answer: Answer<Id>, input: Input<Id>) => unknown;
  /** Called with the 401 when the action begins to wait for the customer to sign in again. */
  onPause?: (failure: Failure, input: Input<Id>) => unknown;
  /** Called when the action has failed for another reason, or again after signing in. */
  onFailure?: (failure: Failure, input: Input<Id>) => unknown;
  /** False when the form has changed since it was sent: after signing in again the action does not go on by itself then. */
  isStill?: (input: Input<Id>) => boolean;
  /** Holds the idempotency key where what is sent outlives the form it is sent from. */
  key?: RefObject<string | undefined>;
}

/** An action that must not happen twice, as `useAction` gives it. */
export interface Action<Id extends OperationId> {
  /**
   * Sends it; does nothing while an earlier press is under way. Resolves when it has ended or waits for the customer to
   * sign in again: to why it did not happen, or to undefined.
   */
  send(input: Input<Id>): Promise<Failure | undefined>;
  /** Another action takes the place of this one: it does not go on after signing in, and its failure is not shown. */
  drop(): void;
  busy: boolean;
  /** Why the last press did not come to its end, or waits; gone with the next press. */
  failure: Failure | undefined;
}

/** One call of an action: what it sends, and its callbacks. */
interface Press<Id extends OperationId> {
  input: Input<Id>;
  /** `runtime.sessionNumber` at the press. */
  by: number;
  settle: (failure: Failure | undefined) => void;
  /** True from a 401 until the customer is signed in again and the press goes on. */
  isPaused: boolean;
}

/**
 * The one way to write: a mutation of react-query with an idempotency key that lives until the server's answer is certain
 * (a second press, or another try after a lost answer, is the same action), and that goes on by itself when the customer
 * has confirmed who they are (docs/decisions/0016-confirm-and-continue.md). `key-reused` then means that an earlier text
 * was received.
 */
export function useAction<Id extends OperationId>(
  operation: Operation<Id>,
  options: ActionOptions<Id> = {},
): Action<Id> {
  const runtime = useRuntime();
  const latest = useLatest(options);
  const ownKey = useRef<string | undefined>(undefined);
  const key = options.key ?? ownKey;
  const isMounted = useRef(false);
  /** The press that counts; another one, or `drop`, takes its place. */
  const current = useRef<Press<Id>>(undefined);
  /** The press whose request is under way. */
  const underWay = useRef<Press<Id>>(undefined);
  const [paused, setPaused] = useState<{ press: Press<Id>; failure: Failure }>();
  const [dropped, setDropped] = useState<Press<Id>>();
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  const isWanted = (press: Press<Id>) =>
    isMounted.current && current.current === press && (latest().isStill?.(press.input) ?? true);
  function pause(press: Press<Id>, failure: Failure) {
    underWay.current = undefined;
    press.isPaused = true;
    setPaused({ press, failure });
    press.settle(failure);
    if (isMounted.current && current.current === press) latest().onPause?.(failure, press.input);
  }
  function continueWith(press: Press<Id>) {
    underWay.current = press;
    press.isPaused = false;
    setPaused(undefined);
  }

  const mutation = useMutation<Answer<Id>, Error, Press<Id>>({
    networkMode: 'always',
    // A clean-up timer would hold the whole module after it has gone; the cache is cleared with the runtime.
    gcTime: Infinity,
    throwOnError: error => !(error instanceof Failure),
    mutationFn: async press => {
      const input = {
        ...press.input,
        // Other methods come to the same however often they are sent (RFC 9110, 9.2.2): the contract gives them no key.
        ...(operation.method === 'post' ? { key: (key.current ??= newKey()) } : {}),
      };
      try {
        const answer = await runtime.api.call(operation, input).catch(async (error: unknown) => {
          if (!(error instanceof Failure) || error.kind !== 'session-expired') throw error;
          pause(press, error);
          await runtime.confirmIdentity(error, press.by);
          if (!isWanted(press)) throw error;
          continueWith(press);
          // Once: a server that sends away whoever has just signed in is not asked again and again.
          return await runtime.api.call(operation, input);
        });
        key.current = undefined;
        return answer;
      } catch (error) {
        if (!mayRetry(error)) key.current = undefined;
        throw error;
      } finally {
        if (underWay.current === press) underWay.current = undefined;
      }
    },
    onSuccess: async (answer, { input, by }) => {
      // Another customer is signed in meanwhile: the answer is not theirs to see.
      if (by !== runtime.sessionNumber) return;
      const { cachedAs, outdates = [], onSuccess } = options;
      if (cachedAs) await cacheAnswer(runtime, cachedAs(runtime, answer), answer);
      void runtime.invalidate(...outdates);
      await onSuccess?.(answer, input);
    },
    onError: async (error, press) => {
      // What has waited and did not go on was reported by `onPause`.
      if (!(error instanceof Failure) || current.current !== press || press.isPaused) return;
      const { shows, onFailure } = options;
      if (shows && isOutdated(error)) void runtime.invalidate(shows);
      await onFailure?.(error, press.input);
    },
  });

  function send(input: Input<Id>): Promise<Failure | undefined> {
    if (underWay.current) return Promise.resolve(undefined);
    return new Promise(settle => {
      const press = { input, by: runtime.sessionNumber, settle, isPaused: false };
      current.current = press;
      underWay.current = press;
      mutation.mutateAsync(press).then(
        () => settle(undefined),
        // What is no failure of the server's is thrown to the page by `throwOnError`.
        (error: unknown) => settle(error instanceof Failure ? error : undefined),
      );
    });
  }

  const { variables } = mutation;
  const isPaused = paused !== undefined && paused.press === variables;
  const failure = isPaused ? paused.failure : mutation.error;
  return {
    send,
    drop: () => {
      setDropped(current.current);
      current.current = undefined;
    },
    busy: mutation.isPending && !isPaused,
    failure: failure instanceof Failure && dropped !== variables ? failure : undefined,
  };
}

/** Puts the answer of an action where the pages look for it. */
export async function cacheAnswer(
  { client }: Runtime,
  { queryKey }: { queryKey: QueryKey },
  answer: Answer<OperationId>,
): Promise<void> {
  // A request under way would bring the thing as it was before.
  await client.cancelQueries({ queryKey });
  // In the other language, too, it has changed.
  await client.invalidateQueries({ predicate: isSameOperation(queryKey), refetchType: 'none' });
  client.setQueryData(queryKey, answer);
}
