import { createContext, useContext } from 'react';
import type { Input } from '../../api/client.ts';
import type { Failure } from '../../api/errors.ts';
import { getExport } from '../../api/generated/ops/getExport.ts';
import type { Operation } from '../../api/operation.ts';
import { type ActionResult, useAction } from '../../shell/kit/use-action.ts';
import { useRuntime } from '../../shell/frame/hooks.tsx';
import { cacheExport } from '../watch.ts';

/** The actions whose answer is the export as it is now. */
export type ExportActionId =
  'cancelExport' | 'retryExport' | 'revokeExport' | 'approveExport' | 'declineExport';

/** Says what was done, at the top of the page. */
export const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Failures after which the export on the screen is no longer the export as it is. */
const MOVED_ON: ReadonlySet<string> = new Set(['illegal-transition', 'conflict', 'gone', 'not-found']);

/** An action of one export that must not happen twice: a success is kept and said, what moved on is asked for anew. */
export function useExportAction<Id extends ExportActionId>(
  operation: Operation<Id>,
): {
  /** `onDone` runs once it is done, just ahead of the words. */
  send(id: string, announced: string, onDone?: () => void): Promise<void>;
  /** Another action takes the place of this one. */
  drop(): void;
  busy: boolean;
  failure: Failure | undefined;
} {
  const runtime = useRuntime();
  const announce = useContext(AnnounceContext);
  const action = useAction(operation);
  async function send(id: string, announced: string, onDone?: () => void): Promise<void> {
    const ended = async (result: ActionResult<Id>) => {
      if ('failure' in result) {
        if (MOVED_ON.has(result.failure.kind)) void runtime.invalidate(getExport);
        return;
      }
      onDone?.();
      await cacheExport(runtime, result.answer);
      announce(announced);
    };
    const result = await action.send({ path: { id } } as Input<Id>, { ended });
    if (result !== undefined) await ended(result);
  }
  return { send, drop: action.drop, busy: action.busy, failure: action.failure };
}
