import { type RefObject, createContext, useContext, useSyncExternalStore } from 'react';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { getRights } from '../../api/generated/ops/getRights.ts';
import { listAccessLog } from '../../api/generated/ops/listAccessLog.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import type { Input } from '../../api/client.ts';
import type { Operation } from '../../api/operation.ts';
import { type Action, useAction } from '../../shell/kit/use-action.ts';
import type { Signal } from '../../shell/frame/signal.ts';
import { type RightsRequest, requestQuery } from '../queries.ts';

/** The actions of a case whose answer is the case as it is now. */
export type RequestPageActionId =
  'sendMessage' | 'withdrawRequest' | 'appealRequest' | 'approveRequest' | 'declineRequest';

/** Whether the answer is still owed after its date. */
export const isOverdue = ({ marks }: RightsRequest): boolean => marks.some(mark => mark.kind === 'overdue');

/** The step at which a draft is resumed; undefined for an erasure, whose wizard begins with its task list. */
export const resumedStep = ({ kind, step }: RightsRequest): string | undefined =>
  kind === 'erasure' ? undefined : step;

/** What the parts of the page share. */
export interface RequestPageState {
  /** Says what was done. */
  say(text: string): void;
  /** What is typed and not sent yet; it outlives the form it was typed in. */
  draftTexts: Readonly<Record<'message' | 'appeal', Signal<string>>>;
  /** The keys those texts are sent with: a text outlives its form, and must not be sent twice for that. */
  keys: Readonly<Record<'message' | 'appeal', RefObject<string | undefined>>>;
  /** True while the page is made ready for paper: whole texts and checksums, whole dates, names instead of buttons. */
  paper: Signal<boolean>;
}

export const RequestPageContext = createContext<RequestPageState | undefined>(undefined);

/** What the parts of the page share. */
export function useRequestPage(): RequestPageState {
  const page = useContext(RequestPageContext);
  if (!page) throw new Error('RoomContext is missing');
  return page;
}

/** What a page says of an action of its request. */
interface RequestPageActionOptions<Id extends RequestPageActionId> {
  /** Stands on the page when it is done. */
  announced: string;
  /** Called when it is done, just before. */
  onDone?: (input: Input<Id>) => void;
  /** As in `useAction`. */
  isStill?: (input: Input<Id>) => boolean;
  /** As in `useAction`. */
  key?: RefObject<string | undefined>;
}

/** An action of the request on this page. */
export function useRequestPageAction<Id extends RequestPageActionId>(
  operation: Operation<Id>,
  { announced, onDone, ...options }: RequestPageActionOptions<Id>,
): Action<Id> {
  const { say } = useRequestPage();
  return useAction(operation, {
    ...options,
    cachedAs: (context, { id }) => requestQuery(context, id),
    outdates: [listRequests, getOverview, getRights, listConsents, listAccessLog],
    shows: getRequest,
    onSuccess: (_, input) => {
      onDone?.(input);
      say(announced);
    },
  });
}

/** Whether something is typed that was not sent; changes only with the answer, not with every letter. */
export function useHasDraftText(signals: readonly Signal<string>[]): boolean {
  return useSyncExternalStore(
    listener => {
      const ends = signals.map(signal => signal.subscribe(listener));
      return () => ends.forEach(end => end());
    },
    () => signals.some(signal => signal.get().trim() !== ''),
  );
}
