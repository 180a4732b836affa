import type { Instant } from './calendar.ts';
import { epochMs } from './calendar.ts';

/** An erasure stays in `submitted` for this many hours before work starts (docs/domain.md#request-states). */
export const HOLD_HOURS = 72;

/** The instant (RFC 3339, UTC) at which the hold of an erasure ends: 72 hours after filing. */
export const holdUntil = (submittedAt: Instant): string =>
  new Date(epochMs(submittedAt) + HOLD_HOURS * 3_600_000).toISOString();
