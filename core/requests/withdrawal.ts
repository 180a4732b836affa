import { type Areas, dropObjections } from './filing.ts';
import { addEvent, applyTransition, endPause } from './model.ts';
import type { RequestRow } from './state.ts';
import { USED_AGAIN } from './texts.ts';

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
  dropObjections(db, row, now);
  addEvent(row, { kind: 'withdrawn', by, ...(reason ? { reason } : {}) }, now);
  endPause(row, USED_AGAIN, now);
};
