import { type RefObject, createContext, useContext, useSyncExternalStore } from 'react';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { getRights } from '../../api/generated/ops/getRights.ts';
import { listAccessLog } from '../../api/generated/ops/listAccessLog.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import type { Input } from '../../api/client.ts';
import type { Failure } from '../../api/errors.ts';
import type { Operation } from '../../api/operation.ts';
import { type Ended, useDeed } from '../../shell/deed.ts';
import { useRuntime } from '../../shell/hooks.tsx';
import type { Runtime } from '../../shell/runtime.ts';
import type { Signal } from '../../shell/signal.ts';
import { type RightsRequest, requestAsk } from '../asks.ts';

/** The deeds of a case whose answer is the case as it is now. */
export type CaseDeedId =
  'sendMessage' | 'withdrawRequest' | 'appealRequest' | 'approveRequest' | 'declineRequest';

/** Whether the answer is still owed after its date. */
export const isLate = ({ marks }: RightsRequest): boolean => marks.some(mark => mark.kind === 'overdue');

/** What the parts of the page share. */
export interface Room {
  /** Says what was done. */
  say(text: string): void;
  /** What is typed and not sent yet; it outlives the form it was typed in. */
  unsent: Readonly<Record<'message' | 'appeal', Signal<string>>>;
  /** The keys those texts are sent with: a text outlives its form, and must not be sent twice for that. */
  keys: Readonly<Record<'message' | 'appeal', RefObject<string | undefined>>>;
  /** True while the page is made ready for paper: whole texts and checksums, whole dates, names instead of buttons. */
  paper: Signal<boolean>;
}

export const RoomContext = createContext<Room | undefined>(undefined);

/** What the parts of the page share. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('RoomContext is missing');
  return room;
}

/** The case as the server gave it back goes into the cache; what speaks of it elsewhere is old. */
async function keep(runtime: Runtime, request: RightsRequest): Promise<void> {
  const { client } = runtime;
  const { queryKey } = runtime.queryOf(requestAsk(request.id));
  // A question under way would bring the case as it was before.
  await client.cancelQueries({ queryKey });
  // In the other language too it is another case now.
  await client.invalidateQueries({ queryKey: [getRequest.id], refetchType: 'none' });
  client.setQueryData(queryKey, request);
  void runtime.invalidate(listRequests, getOverview, getRights, listConsents, listAccessLog);
}

/** Failures after which the case on the screen is no longer the case as it is. */
const MOVED_ON = new Set(['key-reused', 'illegal-transition', 'conflict', 'stale', 'not-found']);

/** A deed of this case that must not happen twice. */
export interface CaseDeed<Id extends CaseDeedId> {
  /**
   * When it is done, the case is in the cache and `said` stands on the page; `before` runs just ahead of that. After
   * signing in it goes on by itself as long as what is typed is `still` what was sent.
   */
  send(input: Input<Id>, said: string, before?: () => void, still?: () => boolean): Promise<void>;
  busy: boolean;
  failure: Failure | undefined;
}

/** `useDeed` for a case: a success is kept and said; a failure that means «it has moved on» brings the case anew. */
export function useCaseDeed<Id extends CaseDeedId>(
  operation: Operation<Id>,
  kept?: RefObject<string | undefined>,
): CaseDeed<Id> {
  const runtime = useRuntime();
  const { say } = useRoom();
  const deed = useDeed(operation, kept);
  async function send(
    input: Input<Id>,
    said: string,
    before?: () => void,
    still?: () => boolean,
  ): Promise<void> {
    const ended = async (result: Ended<Id>) => {
      if ('failure' in result) {
        if (MOVED_ON.has(result.failure.kind)) void runtime.invalidate(getRequest);
        return;
      }
      before?.();
      await keep(runtime, result.answer);
      say(said);
    };
    const result = await deed.send(input, { ended, ...(still === undefined ? {} : { still }) });
    if (result !== undefined) await ended(result);
  }
  return { send, busy: deed.busy, failure: deed.failure };
}

/** Whether something is typed that was not sent; changes only with the answer, not with every letter. */
export function useUnsent(signals: readonly Signal<string>[]): boolean {
  return useSyncExternalStore(
    listener => {
      const ends = signals.map(signal => signal.subscribe(listener));
      return () => ends.forEach(end => end());
    },
    () => signals.some(signal => signal.get().trim() !== ''),
  );
}
