import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import { can } from '../../src/domain/roles.ts';
import { derivedExportStatus } from '../../src/domain/export-states.ts';
import { allowedTransitions } from '../../src/domain/states.ts';
import type { Principal } from '../ports.ts';
import { problem } from '../problem.ts';
import { mayRepeat } from './repetition.ts';
import type { ExportRow, ExportsSlice } from './state.ts';

type Schema = components['schemas'];
/** An action of the contract on an export. */
export type AllowedAction = Schema['Export']['allowedActions'][number];

const isOwnerOf = (row: ExportRow, me: Principal): boolean =>
  row.accountId === me.accountId && can(me.role, 'export.account');

/** Whether the caller may know of the export: their own, or the account’s for its owner (docs/domain.md#roles). */
export const maySee = (row: ExportRow, me: Principal): boolean =>
  row.accountId === me.accountId &&
  (row.createdBy.id === me.userId || (row.spec.scope === 'account' && isOwnerOf(row, me)));

/** The export with this id, or the 404 that also hides other people’s. */
export const lookupExport = (db: ExportsSlice, id: string, me: Principal): ExportRow => {
  const row = db.exports.find(one => one.id === id && maySee(one, me));
  if (row === undefined) throw problem('not-found');
  return row;
};

/** An export as it stands now: its state and the dates that follow from it. */
export interface ExportNow {
  status: ExportStatus;
  readyAt?: string;
  expiresAt?: string;
}

/** The export at `now`, expiry included. */
export const exportNow = (row: ExportRow, now: Date): ExportNow => {
  const isWhole = row.status !== 'packing' && row.status !== 'failed' && row.status !== 'cancelled';
  const readyAt = isWhole ? row.wholeAt : undefined;
  return {
    ...derivedExportStatus({ status: row.status, readyAt }, now),
    ...(readyAt === undefined ? {} : { readyAt }),
  };
};

/** Actions of the contract that change the state of a copy. */
const NAMED: Record<Exclude<AllowedAction, 'repeat' | 'end-repetition'>, true> = {
  approve: true,
  decline: true,
  retry: true,
  cancel: true,
  revoke: true,
};

/** States of a copy that may be made again by itself. */
const REPEATABLE: ReadonlySet<ExportStatus> = new Set(['ready', 'partly_ready']);

/** What this caller may do with the export now. */
export const transitionsOf = (row: ExportRow, me: Principal, now: Date): AllowedAction[] => {
  const possible: AllowedAction[] = allowedTransitions('export', exportNow(row, now).status).filter(
    (action): action is keyof typeof NAMED => action in NAMED,
  );
  const owner = row.spec.scope === 'account' && isOwnerOf(row, me);
  const own = row.createdBy.id === me.userId;
  const actions = possible.filter(action =>
    action === 'approve' || action === 'decline' ? owner : own || owner,
  );
  if (row.repetition !== undefined) return [...actions, 'end-repetition'];
  return own && REPEATABLE.has(exportNow(row, now).status) && mayRepeat(me, row)
    ? [...actions, 'repeat']
    : actions;
};

/** Throws `illegal-transition` with the allowed actions when the caller may not take this one now. */
export const requireAllowedAction = (
  row: ExportRow,
  action: AllowedAction,
  me: Principal,
  now: Date,
): void => {
  const allowed = transitionsOf(row, me, now);
  if (!allowed.includes(action))
    throw problem('illegal-transition', { state: exportNow(row, now).status, allowed });
};

/** Exports of a scope that the caller may see, newest first. */
export const visibleExports = (db: ExportsSlice, me: Principal, scope: Schema['Scope']): ExportRow[] =>
  db.exports
    .filter(row => maySee(row, me) && (scope === 'account' || row.spec.scope === 'person'))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
