import { createContext, useContext } from 'react';
import { getExport } from '../../api/generated/ops/getExport.ts';
import type { Operation } from '../../api/operation.ts';
import { type Action, useAction } from '../../shell/kit/use-action.ts';
import { exportQuery, EXPORT_LISTS } from '../queries.ts';

/** The actions whose answer is the export as it is now. */
export type ExportActionId =
  | 'cancelExport'
  | 'retryExport'
  | 'revokeExport'
  | 'approveExport'
  | 'declineExport'
  | 'repeatExport'
  | 'endExportRepetition';

/** Says what was done, at the top of the page. */
export const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** An action of one export. `announced` is said when it is done; `onDone` is called just before. */
export function useExportAction<Id extends ExportActionId>(
  operation: Operation<Id>,
  announced: string,
  onDone?: () => void,
): Action<Id> {
  const announce = useContext(AnnounceContext);
  return useAction(operation, {
    cachedAs: (context, { id }) => exportQuery(context, id),
    outdates: EXPORT_LISTS,
    shows: getExport,
    onSuccess: () => {
      onDone?.();
      announce(announced);
    },
  });
}
