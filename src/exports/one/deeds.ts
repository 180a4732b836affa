import { createContext, useContext } from 'react';
import type { Input } from '../../api/client.ts';
import type { Failure } from '../../api/errors.ts';
import { getExport } from '../../api/generated/ops/getExport.ts';
import type { Operation } from '../../api/operation.ts';
import { type Ended, useDeed } from '../../shell/deed.ts';
import { useRuntime } from '../../shell/hooks.tsx';
import { keepExport } from '../watch.ts';

/** The deeds whose answer is the export as it is now. */
export type ExportDeedId =
  'cancelExport' | 'retryExport' | 'revokeExport' | 'approveExport' | 'declineExport';

/** Says what was done, at the top of the page. */
export const SayContext = createContext<(text: string) => void>(() => undefined);

/** Failures after which the export on the screen is no longer the export as it is. */
const MOVED_ON: ReadonlySet<string> = new Set(['illegal-transition', 'conflict', 'gone', 'not-found']);

/** A deed of one export that must not happen twice: a success is kept and said, what moved on is asked for anew. */
export function useExportDeed<Id extends ExportDeedId>(
  operation: Operation<Id>,
): {
  /** `onDone` runs once it is done, just ahead of the words. */
  send(id: string, said: string, onDone?: () => void): Promise<void>;
  /** Another deed takes the place of this one. */
  drop(): void;
  busy: boolean;
  failure: Failure | undefined;
} {
  const runtime = useRuntime();
  const say = useContext(SayContext);
  const deed = useDeed(operation);
  async function send(id: string, said: string, onDone?: () => void): Promise<void> {
    const ended = async (result: Ended<Id>) => {
      if ('failure' in result) {
        if (MOVED_ON.has(result.failure.kind)) void runtime.invalidate(getExport);
        return;
      }
      onDone?.();
      await keepExport(runtime, result.answer);
      say(said);
    };
    const result = await deed.send({ path: { id } } as Input<Id>, { ended });
    if (result !== undefined) await ended(result);
  }
  return { send, drop: deed.drop, busy: deed.busy, failure: deed.failure };
}
