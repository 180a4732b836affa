import { useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Input } from '../api/client.ts';
import type { Failure } from '../api/errors.ts';
import { getMailings } from '../api/generated/ops/getMailings.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import { setSubscription } from '../api/generated/ops/setSubscription.ts';
import { undoMailingChange } from '../api/generated/ops/undoMailingChange.ts';
import { unsubscribeAll } from '../api/generated/ops/unsubscribeAll.ts';
import type { Operation } from '../api/operation.ts';
import { isUncertain } from '../api/transfer/write-failures.ts';
import { useAction } from '../shell/kit/use-action.ts';
import { useFreshOnReturn } from '../shell/kit/refetch-on-focus.ts';
import { useRuntime, useQueryContext } from '../shell/frame/runtime-context.tsx';
import type { Runtime } from '../shell/frame/module-runtime.ts';
import { type Change, type Mailings, mailingsQuery } from './queries.ts';

/** What was done last, from here or elsewhere: said in a line that stays, with the way back while there is one. */
export interface LatestChange {
  change: Change;
  /** Made on this page just now; otherwise it was found to have happened. */
  own: boolean;
}

/** Why the last action did not happen, and which topic it was about; `all` and `undo` for those. */
interface FailedAction {
  of: string;
  failure: Failure;
  /** In ms since 1970. */
  at: number;
}

/** The state that the actions of this page share. */
interface SharedState {
  /** An action was pressed: `meant` is shown while it lasts. Other actions that wait for a sign-in are no longer wanted. */
  begin(input: object, meant: ReadonlyMap<string, 'on' | 'off'>): void;
  end(meant: ReadonlyMap<string, 'on' | 'off'>): void;
  isLastPress(input: object): boolean;
  done(now: Mailings): void;
  fail(of: string, failure: Failure): void;
}

/** The switches as they are shown, and the actions. */
export interface Switches {
  mailings: Mailings;
  /** What a switch stands at: as asked while the request lasts, as the server has it at any other time. */
  stateOf(topic: string): 'on' | 'off';
  busy: boolean;
  latestChange: LatestChange | undefined;
  failure: FailedAction | undefined;
  /** True when the state on the server is unknown: an answer was lost, and no later one has arrived. */
  isUnsure(topic: string): boolean;
  stopAll(): void;
  undo(change: Change): void;
  shared: SharedState;
}

/** The consent that switching on gives: the text that was shown, and the name typed under it. */
export interface Consenting {
  version: string;
  fullName: string;
}

export const SwitchesContext = createContext<Switches | undefined>(undefined);

/** The switches of this page. */
export function useSwitches(): Switches {
  const switches = useContext(SwitchesContext);
  if (!switches) throw new Error('SwitchesContext is missing');
  return switches;
}

const REFRESH = 15_000;

/** While somebody looks, and whenever they come back, the page asks how it is: an email or another tab may have acted. */
function useFresh(runtime: Runtime): void {
  useFreshOnReturn(getMailings);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void runtime.invalidate(getMailings);
    }, REFRESH);
    return () => clearInterval(timer);
  }, [runtime]);
}

/** An action whose answer is the page as it is now. `of` names what its failure is about. */
function useMailingAction<Id extends 'setSubscription' | 'unsubscribeAll' | 'undoMailingChange'>(
  operation: Operation<Id>,
  shared: SharedState,
  of: (input: Input<Id>) => string,
  isResumable: (input: Input<Id>) => boolean = () => true,
) {
  const fail = (failure: Failure, input: Input<Id>) => shared.fail(of(input), failure);
  const action = useAction(operation, {
    cachedAs: mailingsQuery,
    outdates: [listMailingHistory, listConsents, getRegister, getOverview],
    onSuccess: shared.done,
    onPause: fail,
    onFailure: fail,
    isStill: input => shared.isLastPress(input) && isResumable(input),
  });
  return async (input: Input<Id>, meant: ReadonlyMap<string, 'on' | 'off'> = new Map()) => {
    if (action.busy) return undefined;
    shared.begin(input, meant);
    const failure = await action.send(input);
    shared.end(meant);
    return failure;
  };
}

/** Switches one topic; resolves to why it did not happen, or to undefined. */
export function useSwitchTopic() {
  const send = useMailingAction(
    setSubscription,
    useSwitches().shared,
    ({ path }) => path?.topic ?? '',
    // A consent is given by a press under its text, which stands there anew and without the name.
    ({ body }) => body?.consent === undefined,
  );
  return (topic: string, state: 'on' | 'off', consent?: Consenting): Promise<Failure | undefined> =>
    send(
      { path: { topic }, body: consent === undefined ? { state } : { state, consent } },
      new Map([[topic, state]]),
    );
}

/** Optimistic switches: they return to their state when the server refuses, and end in the state of the server. */
export function useMailings(): Switches {
  const runtime = useRuntime();
  const { data: mailings, dataUpdatedAt: receivedAt } = useSuspenseQuery(mailingsQuery(useQueryContext()));
  /** What was asked and not answered yet, by topic. */
  const [requested, setRequested] = useState<ReadonlyMap<string, 'on' | 'off'>>(new Map());
  const [failure, setFailure] = useState<FailedAction>();
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  const [seen] = useState(mailings.lastChange?.id);
  const lastPress = useRef<object>(undefined);
  useFresh(runtime);
  const shared = useMemo<SharedState>(
    () => ({
      begin: (input, meant) => {
        lastPress.current = input;
        setFailure(undefined);
        setRequested(before => new Map([...before, ...meant]));
      },
      end: meant => setRequested(before => new Map([...before].filter(([topic]) => !meant.has(topic)))),
      isLastPress: input => lastPress.current === input,
      done: ({ lastChange }) => {
        if (lastChange !== undefined) setOwn(before => new Set(before).add(lastChange.id));
      },
      fail: (of, why) => {
        setFailure({ of, failure: why, at: Date.now() });
        // Nobody knows whether it was done: the page asks how it is.
        void runtime.invalidate(getMailings);
      },
    }),
    [runtime],
  );
  const stop = useMailingAction(unsubscribeAll, shared, () => 'all');
  const takeBack = useMailingAction(undoMailingChange, shared, () => 'undo');
  const { topics, lastChange } = mailings;
  const mine = lastChange !== undefined && own.has(lastChange.id);
  return {
    mailings,
    stateOf: topic => requested.get(topic) ?? topics.find(one => one.topic === topic)?.state ?? 'off',
    busy: requested.size > 0,
    latestChange:
      lastChange === undefined || (lastChange.id === seen && !mine)
        ? undefined
        : { change: lastChange, own: mine },
    failure,
    isUnsure: topic =>
      failure !== undefined &&
      isUncertain(failure.failure) &&
      receivedAt < failure.at &&
      (failure.of === topic || failure.of === 'all' || failure.of === 'undo'),
    stopAll: () => void stop({}, new Map(topics.map(({ topic }) => [topic, 'off' as const]))),
    undo: change => void takeBack({ path: { id: change.id } }),
    shared,
  };
}
