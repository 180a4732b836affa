import { hasFiles, isUnderWay } from '../../src/domain/export-states.ts';
import type { Unit } from '../ports.ts';
import type { EndReason } from './end-reasons.ts';
import { exportNow } from './model.ts';
import { endRepetition } from './repetition.ts';
import type { ExportRow } from './state.ts';

/** Ends an export for good: what it made so far is deleted by a job of the same transaction. Its links stay known. */
export const endExport = (
  unit: Pick<Unit, 'enqueue'>,
  row: ExportRow,
  reason: EndReason,
  now: Date,
  by?: string,
): void => {
  // Whatever ends a copy, it is not made again behind the customer's back.
  if (row.repetition !== undefined)
    endRepetition(row, reason === 'consent-withdrawn' ? 'consent' : 'stopped');
  Object.assign(row, {
    status: hasFiles(row.status) ? 'revoked' : 'cancelled',
    changes: row.changes + 1,
    endedAt: now.toISOString(),
    endReason: reason,
    ...(by === undefined ? {} : { endedBy: by }),
  });
  if (row.runs.length > 0)
    unit.enqueue({ kind: 'delete-copy-files', exportId: row.id, run: row.runs.length });
};

/**
 * Ends exports whose legal ground another action removed: ready ones are revoked, running ones stop. Exports that have
 * ended already do not change.
 */
export const revokeExports = (
  unit: Pick<Unit, 'rows' | 'enqueue'>,
  which: (row: ExportRow) => boolean,
  reason: EndReason,
  now: Date,
  by?: string,
): void => {
  for (const row of unit.rows.exports.filter(which)) {
    const { status } = exportNow(row, now);
    if (isUnderWay(status) || hasFiles(status)) endExport(unit, row, reason, now, by);
  }
};
