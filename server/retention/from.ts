import type { RowOf } from '../../core/rows.ts';

/** Requests whose time counts: drafts from their last change, cases from their end. An open request has no end. */
const COUNTED: ReadonlySet<string> = new Set(['draft', 'answered', 'withdrawn']);

/** The instant from which the time of a request counts, RFC 3339; null while it does not. */
export const requestFrom = ({ status, updatedAt }: RowOf<'requests'>): string | null =>
  COUNTED.has(status) ? updatedAt : null;

/** The instant from which the time of a copy's row counts. Its files go much earlier (core/exports/jobs.ts). */
export const exportFrom = ({ endedAt, wholeAt, createdAt }: RowOf<'exports'>): string =>
  endedAt ?? wholeAt ?? createdAt;

/** The instant from which the time of a consent counts: its end. */
export const consentFrom = ({ status, withdrawnAt }: RowOf<'consents'>): string | null =>
  status === 'withdrawn' ? (withdrawnAt ?? null) : null;
