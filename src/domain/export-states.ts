import type { Instant } from './calendar.ts';
import { epochMs } from './calendar.ts';
import type { ExportStatus } from './ids.ts';
import type { Transition } from './transition.ts';

/**
 * Exports (docs/domain.md#export-states). An export starts as `queued`, or as `awaiting_owner` when an admin prepared
 * it.
 */
export const EXPORT_TRANSITIONS: readonly Transition<ExportStatus>[] = [
  { action: 'approve', from: ['awaiting_owner'], to: 'queued', by: 'owner' },
  { action: 'decline', from: ['awaiting_owner'], to: 'cancelled', by: 'owner' },
  {
    action: 'cancel',
    from: ['awaiting_owner', 'queued', 'collecting', 'packing'],
    to: 'cancelled',
    by: 'customer',
  },
  { action: 'collect', from: ['queued'], to: 'collecting', by: 'system' },
  { action: 'pack', from: ['collecting'], to: 'packing', by: 'system' },
  { action: 'finish', from: ['packing'], to: 'ready', by: 'system' },
  { action: 'finish-partly', from: ['packing'], to: 'partly_ready', by: 'system' },
  { action: 'fail', from: ['packing'], to: 'failed', by: 'system' },
  { action: 'retry', from: ['partly_ready', 'failed'], to: 'collecting', by: 'customer' },
  { action: 'revoke', from: ['ready', 'partly_ready'], to: 'revoked', by: 'customer' },
  { action: 'lose-ground', from: ['ready', 'partly_ready'], to: 'revoked', by: 'system' },
  { action: 'expire', from: ['ready', 'partly_ready'], to: 'expired', by: 'system' },
];

/**
 * True while an export can still become ready by itself or by a decision of the owner. Source:
 * docs/domain.md#export-states.
 */
export const isUnderWay = (status: ExportStatus): boolean =>
  status === 'awaiting_owner' || status === 'queued' || status === 'collecting' || status === 'packing';

/** True when an export has files to download. Source: docs/domain.md#export-states. */
export const hasFiles = (status: ExportStatus): boolean => status === 'ready' || status === 'partly_ready';

/** The least number of days for which a ready export can be downloaded (docs/domain.md#export-states). */
export const EXPORT_DAYS = 14;

/** The stored facts of an export that its state at a time depends on. */
export interface ExportFacts {
  readonly status: ExportStatus;
  /** When it last became `ready` or `partly_ready`. */
  readonly readyAt?: Instant | undefined;
  /** A later end, when the operator allows more than `EXPORT_DAYS`; an earlier one is ignored. */
  readonly expiresAt?: Instant | undefined;
}

/** The state of an export at a time; `expiresAt` (RFC 3339, UTC) is present while ready and after it expired. */
export interface DerivedExport {
  readonly status: ExportStatus;
  readonly expiresAt?: string;
}

/**
 * The state of an export at `now`: expired 14 days (or more, as given) after it became ready. Throws `RangeError` on an
 * invalid instant. Source: docs/domain.md#export-states.
 */
export const derivedExportStatus = (facts: ExportFacts, now: Instant): DerivedExport => {
  const mayExpire = EXPORT_TRANSITIONS.some(
    ({ action, from }) => action === 'expire' && from.includes(facts.status),
  );
  if (facts.readyAt === undefined || !(mayExpire || facts.status === 'expired')) {
    return { status: facts.status };
  }
  const least = epochMs(facts.readyAt) + EXPORT_DAYS * 24 * 3_600_000;
  const end = facts.expiresAt === undefined ? least : Math.max(least, epochMs(facts.expiresAt));
  const over = mayExpire && epochMs(now) >= end;
  return { status: over ? 'expired' : facts.status, expiresAt: new Date(end).toISOString() };
};
