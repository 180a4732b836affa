import { type Areas, dropObjections } from './filing.ts';
import { addEvent, applyTransition } from './model.ts';
import type { RequestRow } from './state.ts';

/** Withdraws a filed request: the use of the data is no longer paused, and pending objections of the request end. */
export const withdrawFiled = (
  db: Areas,
  row: RequestRow,
  by: 'user' | 'owner',
  now: Date,
  reason?: string,
): void => {
  applyTransition(row, 'withdraw', now);
  row.withdrawnAt = now.toISOString();
  row.marks = row.marks.filter(mark => mark.kind !== 'blockedData');
  dropObjections(db, row, now);
  addEvent(row, { kind: 'withdrawn', by, ...(reason ? { reason } : {}) }, now);
};
