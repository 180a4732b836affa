import { derivedExportStatus, hasFiles } from '../../src/domain/export-states.ts';
import type { Text } from '../problem.ts';
import type { ByReader } from '../text.ts';
import { progressOf } from './progress.ts';
import type { ExportRow, ExportsSlice } from './state.ts';

/**
 * Ends exports whose legal ground another action removed: ready ones are revoked, running ones stop. Exports that have ended already do not change.
 */
export const revokeExports = (
  db: ExportsSlice,
  which: (row: ExportRow) => boolean,
  reason: Text | ByReader,
  now: Date,
  by?: string,
): void => {
  for (const row of db.exports.filter(
    one => which(one) && (one.stage === 'begun' || one.stage === 'awaiting_owner'),
  )) {
    const { status, readyAt } = progressOf(row, now);
    const at = derivedExportStatus({ status, readyAt }, now).status;
    if (at === 'expired' || at === 'failed') continue;
    Object.assign(row, {
      stage: hasFiles(at) ? 'revoked' : 'cancelled',
      endedAt: now.toISOString(),
      endReason: reason,
      ...(by === undefined ? {} : { endedBy: by }),
    });
  }
};
