import { useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '../api/errors.ts';
import { getMailings } from '../api/generated/ops/getMailings.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import { setSubscription } from '../api/generated/ops/setSubscription.ts';
import { undoMailingChange } from '../api/generated/ops/undoMailingChange.ts';
import { unsubscribeAll } from '../api/generated/ops/unsubscribeAll.ts';
import { newKey } from '../api/transfer/idempotency-key.ts';
import { useAfterSignIn } from '../shell/kit/after-sign-in.ts';
import { isUncertain, mayComeAgain } from '../shell/kit/use-action.ts';
import { useFreshOnReturn } from '../shell/kit/refetch-on-focus.ts';
import { useRuntime, useQueryContext } from '../shell/frame/hooks.tsx';
import type { Runtime } from '../shell/frame/runtime.ts';
import { type Change, type Mailings, mailingsQuery } from './queries.ts';

/** What was done last, from here or elsewhere: said in a line that stays, with the way back while there is one. */
export interface LatestChange {
  change: Change;
  /** Made on this page just now; otherwise it was found to have happened. */
  own: boolean;
}

/** The switches as they are shown, and the actions. */
export interface Switches {
  mailings: Mailings;
  /** What a switch stands at: as asked while the request lasts, as the server has it at any other time. */
  stateOf(topic: string): 'on' | 'off';
  busy: boolean;
  latestChange: LatestChange | undefined;
  /** Why the last action did not happen, and which topic it was about; `all` and `undo` for those. */
  failure: { of: string; failure: Failure } | undefined;
  /** Whether it is not known what the server has: its answer was lost, and it has not been heard since. */
  isUnsure(topic: string): boolean;
  set(topic: string, state: 'on' | 'off', consent?: Consenting): Promise<Failure | undefined>;
  stopAll(): Promise<void>;
  undo(change: Change): Promise<void>;
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

/** The server’s answer to an action is the page as it is now. */
async function storeMailings(runtime: Runtime, now: Mailings): Promise<void> {
  const { client } = runtime;
  const { queryKey } = mailingsQuery(runtime);
  // A question under way would bring the switches as they were before.
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, now);
  void runtime.invalidate(listMailingHistory, listConsents, getRegister, getOverview);
}

const REFRESH = 15_000;

/** While somebody looks, and whenever they come back, the page asks how it is: a letter or another tab may have acted. */
function useFresh(runtime: Runtime): void {
  useFreshOnReturn(getMailings);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void runtime.invalidate(getMailings);
    }, REFRESH);
    return () => clearInterval(timer);
  }, [runtime]);
}

/** Switches that act at once, come back honestly when the server refuses, and end in the server’s truth. */
export function useMailings(): Switches {
  const runtime = useRuntime();
  const { data: mailings, dataUpdatedAt: receivedAt } = useSuspenseQuery(mailingsQuery(useQueryContext()));
  /** What was asked and not answered yet, by topic. */
  const [asked, setAsked] = useState<ReadonlyMap<string, 'on' | 'off'>>(new Map());
  const [failure, setFailure] = useState<NonNullable<Switches['failure']> & { at: number }>();
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  const [seen] = useState(mailings.lastChange?.id);
  const keys = useRef(new Map<string, string>());
  const under = useRef(new Set<string>());
  const afterSignIn = useAfterSignIn();
  useFresh(runtime);
  return useMemo(() => {
    /**
     * One action at a time by its name; its key lives until the answer is certain. What found nobody signed in goes on once
     * the same customer is back (`goesOn`), unless something else was pressed since.
     */
    async function run(
      of: string,
      meant: ReadonlyMap<string, 'on' | 'off'>,
      send: (key: string) => Promise<Mailings>,
      goesOn = true,
    ): Promise<Failure | undefined> {
      if (under.current.has(of)) return undefined;
      under.current.add(of);
      afterSignIn.drop();
      const by = runtime.sessionNumber;
      setFailure(undefined);
      setAsked(before => new Map([...before, ...meant]));
      const key = keys.current.get(of) ?? newKey();
      keys.current.set(of, key);
      try {
        const now = await send(key);
        keys.current.delete(of);
        const made = now.lastChange?.id;
        if (made !== undefined) setOwn(before => new Set(before).add(made));
        await storeMailings(runtime, now);
        return undefined;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (!mayComeAgain(error)) keys.current.delete(of);
        setFailure({ of, failure: error, at: Date.now() });
        if (goesOn && error.kind === 'session-expired')
          afterSignIn.wait(by, () => void run(of, meant, send, false));
        // Nobody knows whether it was done: the page asks how it is.
        void runtime.invalidate(getMailings);
        return error;
      } finally {
        under.current.delete(of);
        setAsked(before => new Map([...before].filter(([topic]) => !meant.has(topic))));
      }
    }
    const { topics, lastChange } = mailings;
    const mine = lastChange !== undefined && own.has(lastChange.id);
    return {
      mailings,
      stateOf: topic => asked.get(topic) ?? topics.find(one => one.topic === topic)?.state ?? 'off',
      busy: asked.size > 0,
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
      set: (topic, state, consent) =>
        run(
          topic,
          new Map([[topic, state]]),
          () =>
            runtime.api.call(setSubscription, {
              path: { topic },
              body: consent === undefined ? { state } : { state, consent },
            }),
          // A consent is given by a press under its text, which stands there anew and without the name.
          consent === undefined,
        ),
      stopAll: async () => {
        const meant = new Map(topics.map(({ topic }) => [topic, 'off' as const]));
        await run('all', meant, key => runtime.api.call(unsubscribeAll, { key }));
      },
      undo: async change => {
        await run('undo', new Map(), key =>
          runtime.api.call(undoMailingChange, { path: { id: change.id }, key }),
        );
      },
    };
  }, [runtime, afterSignIn, mailings, asked, failure, own, seen, receivedAt]);
}
