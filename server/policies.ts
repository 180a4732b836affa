import { epochMs, HOUR } from '../src/domain/calendar.ts';
import { policy } from '../core/policy/tables.ts';
import type { VersionRow } from '../core/policy/types.ts';
import type { DatedVersion, Policies } from '../core/ports.ts';

/** An older version was announced at nine in the morning in Moscow of its first day. */
const MORNING_MS = 9 * HOUR;

const dated = (version: VersionRow): DatedVersion => ({
  ...version,
  announcedAt: version.announcedAt ?? new Date(epochMs(version.effectiveFrom) + MORNING_MS).toISOString(),
  asOf: version.effectiveFrom,
});

/** The versions of the policy in `policy/`. */
export const policies: Policies = {
  versions: () => policy().versions.map(dated),
  // The directory does not know when a customer joined: everybody is shown a version when it is announced.
  shownAt: ({ announcedAt }) => announcedAt,
};
