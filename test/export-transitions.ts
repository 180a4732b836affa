import type { ExportStatus } from '../src/domain/ids.ts';

/** What a page can be asked to do with a copy. */
export const EXPORT_ACTIONS = ['approve', 'decline', 'cancel', 'retry', 'revoke', 'download'] as const;
/** One of `EXPORT_ACTIONS`. */
export type ExportAction = (typeof EXPORT_ACTIONS)[number];

/**
 * What whoever owns a copy may do in each state, written down from docs/domain.md#export-states and not from the code: the domain, the
 * mock and the page are each held to this table. `awaiting_owner` is seen by the owner of the account.
 */
export const EXPORT_MAY: Readonly<Record<ExportStatus, readonly ExportAction[]>> = {
  awaiting_owner: ['approve', 'decline'],
  queued: ['cancel'],
  collecting: ['cancel'],
  packing: ['cancel'],
  ready: ['revoke', 'download'],
  partly_ready: ['retry', 'revoke', 'download'],
  failed: ['retry'],
  expired: [],
  revoked: [],
  cancelled: [],
};

/** A copy of the persona `owner` in each state. */
export const SEEDED_EXPORTS: Readonly<Record<ExportStatus, string>> = {
  awaiting_owner: 'ex-awaiting-owner',
  queued: 'ex-queued',
  collecting: 'ex-collecting',
  packing: 'ex-packing',
  ready: 'ex-ready',
  partly_ready: 'ex-partly-ready',
  failed: 'ex-failed',
  expired: 'ex-expired',
  revoked: 'ex-revoked',
  cancelled: 'ex-cancelled',
};
