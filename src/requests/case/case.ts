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
import { isQueryOf } from '../../api/query.ts';
import { type ActionResult, useAction } from '../../shell/kit/use-action.ts';
import { useRuntime } from '../../shell/frame/hooks.tsx';
import type { Runtime } from '../../shell/frame/runtime.ts';
import type { Signal } from '../../shell/frame/signal.ts';
import { type RightsRequest, requestQuery } from '../queries.ts';

/** The actions of a case whose answer is the case as it is now. */
export type RequestPageActionId =
  'sendMessage' | 'withdrawRequest' | 'appealRequest' | 'approveRequest' | 'declineRequest';

/** Whether the answer is still owed after its date. */
export const isOverdue = ({ marks }: RightsRequest): boolean => marks.some(mark => mark.kind === 'overdue');

/** What the parts of the page share. */
export interface RequestPageState {
  /** Says what was done. */
  say(text: string): void;
  /** What is typed and not sent yet; it outlives the form it was typed in. */
  unsentTexts: Readonly<Record<'message' | 'appeal', Signal<string>>>;
  /** The keys those texts are sent with: a text outlives its form, and must not be sent twice for that. */
  keys: Readonly<Record<'message' | 'appeal', RefObject<string | undefined>>>;
  /** True while the page is made ready for paper: whole texts and checksums, whole dates, names instead of buttons. */
  paper: Signal<boolean>;
}

export const RequestPageContext = createContext<RequestPageState | undefined>(undefined);

/** What the parts of the page share. */
export function useRequestPage(): RequestPageState {
  const room = useContext(RequestPageContext);
  if (!room) throw new Error('RoomContext is missing');
  return room;
}

/** The case as the server gave it back goes into the cache; what speaks of it elsewhere is old. */
async function storeRequest(runtime: Runtime, request: RightsRequest): Promise<void> {
  const { client } = runtime;
  const { queryKey } = requestQuery(runtime, request.id);
  // A question under way would bring the case as it was before.
  await client.cancelQueries({ queryKey });
  // In the other language too it is another case now.
  await client.invalidateQueries({ predicate: isQueryOf(getRequest), refetchType: 'none' });
  client.setQueryData(queryKey, request);
  void runtime.invalidate(listRequests, getOverview, getRights, listConsents, listAccessLog);
}

/** Failures after which the case on the screen is no longer the case as it is. */
const MOVED_ON = new Set(['key-reused', 'illegal-transition', 'conflict', 'stale', 'not-found']);

/** An action of this case that must not happen twice. */
export interface RequestPageAction<Id extends RequestPageActionId> {
  /**
   * When it is done, the case is in the cache and `said` stands on the page; `before` runs just ahead of that. After
   * signing in it goes on by itself as long as what is typed is `still` what was sent.
   */
  send(input: Input<Id>, announced: string, before?: () => void, still?: () => boolean): Promise<void>;
  busy: boolean;
  failure: Failure | undefined;
}

/** `useAction` for a case: a success is kept and said; a failure that means «it has moved on» brings the case anew. */
export function useRequestPageAction<Id extends RequestPageActionId>(
  operation: Operation<Id>,
  kept?: RefObject<string | undefined>,
): RequestPageAction<Id> {
  const runtime = useRuntime();
  const { say } = useRequestPage();
  const action = useAction(operation, kept);
  async function send(
    input: Input<Id>,
    announced: string,
    before?: () => void,
    still?: () => boolean,
  ): Promise<void> {
    const ended = async (result: ActionResult<Id>) => {
      if ('failure' in result) {
        if (MOVED_ON.has(result.failure.kind)) void runtime.invalidate(getRequest);
        return;
      }
      before?.();
      await storeRequest(runtime, result.answer);
      say(announced);
    };
    const result = await action.send(input, { ended, ...(still === undefined ? {} : { still }) });
    if (result !== undefined) await ended(result);
  }
  return { send, busy: action.busy, failure: action.failure };
}

/** Whether something is typed that was not sent; changes only with the answer, not with every letter. */
export function useHasUnsentText(signals: readonly Signal<string>[]): boolean {
  return useSyncExternalStore(
    listener => {
      const ends = signals.map(signal => signal.subscribe(listener));
      return () => ends.forEach(end => end());
    },
    () => signals.some(signal => signal.get().trim() !== ''),
  );
}
