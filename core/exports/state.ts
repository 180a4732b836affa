import type { components } from '../../src/api/generated/schema.ts';
import type { Text } from '../problem.ts';
import type { ByReader } from '../text.ts';

type Schema = components['schemas'];
/** What an export is asked to hold. */
export type ExportSpec = Schema['ExportSpec'];

type ExportPart = Schema['ExportPart'];

/** A stretch of work: from making or retrying until it is ready. Progress is derived from it on reading. */
export interface RunRow {
  /** When it began, by the mock's clock. */
  at: string;
  /** The same by the machine's clock: work goes on also when the mock's clock is set to one instant. */
  real: number;
  /** The systems collected in this run. */
  systems: string[];
  /** Of these, the ones that did not answer. */
  failing: string[];
}

/** A packed part: its description for the API and the place of its bytes. */
export interface PackedPart extends ExportPart {
  /** Its name in the store of parts; gone when the file was deleted. */
  file?: string;
}

/** The result of packing: enough to describe the parts, and to make the same bytes again. */
export interface Packed {
  /** Which run it belongs to: 1 for the first. */
  run: number;
  /** The instant all that was collected is whole, RFC 3339; expiry counts from it. */
  readyAt: string;
  parts: PackedPart[];
}

/** An export as it is stored; queued, collecting, packing, ready, partly ready, failed and expired are derived. */
export interface ExportRow {
  id: string;
  number: string;
  accountId: string;
  createdBy: { id: string; name: string };
  /** Prepared by an admin: begins only after the owner’s yes. */
  prepared: boolean;
  spec: ExportSpec;
  createdAt: string;
  stage: 'awaiting_owner' | 'begun' | 'cancelled' | 'revoked';
  runs: RunRow[];
  /** Seeded for showing: stays in this state whatever the clock says. */
  frozen?: 'queued' | 'collecting' | 'packing';
  /** Made here, not seeded: it is ready only when its parts are really packed. */
  unpacked?: true;
  packed?: Packed;
  /** Checksums of parts that were packed before a retry: an archive of them is still ours. */
  earlier?: { n: number; sha256: string; readyAt: string }[];
  endedAt?: string;
  endReason?: Text | ByReader;
  /** Who ended it; without it, whoever made it. */
  endedBy?: string;
  links: { secret: string; part: number; userId: string; expiresAt: string }[];
}

/** What this area keeps in the mock's database. */
export interface ExportsSlice {
  exports: ExportRow[];
}
