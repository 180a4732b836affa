import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import type { EndReason } from './end-reasons.ts';

type Schema = components['schemas'];
/** What an export is asked to hold. */
export type ExportSpec = Schema['ExportSpec'];

type ExportPart = Schema['ExportPart'];

/** How much one system brings into a copy. */
export interface CopyTotal {
  readonly records: number;
  readonly fields: number;
}

/** One system of a run: what it will bring, and what has been collected of it. */
export interface SystemRun {
  id: string;
  status: Schema['ExportSystem']['status'];
  /** Records and single values it brings; undefined until they were counted. */
  total?: number;
  fields?: number;
  /** Records that have been collected. */
  done: number;
  /** When it was collected whole, RFC 3339. */
  collectedAt?: string;
}

/** A run: from making or retrying until it is ready. A retry collects only what was missing. */
export interface RunRow {
  at: string;
  systems: SystemRun[];
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
  /** `wholeAt` of that run. */
  readyAt: string;
  parts: PackedPart[];
}

/** An export as it is stored. Expiry is not: time alone brings it. */
export interface ExportRow {
  id: string;
  number: string;
  accountId: string;
  createdBy: { id: string; name: string };
  /** Prepared by an admin: begins only after the owner’s yes. */
  prepared: boolean;
  spec: ExportSpec;
  createdAt: string;
  status: Exclude<ExportStatus, 'expired'>;
  /** Grows with every change of what can be seen: the id of an event. */
  changes: number;
  runs: RunRow[];
  /** When all that was collected was whole, RFC 3339: the time of the archive, and the beginning of its days. */
  wholeAt?: string;
  packed?: Packed;
  /** Checksums of parts that were packed before a retry: an archive of them is still ours. */
  earlier?: { n: number; sha256: string; readyAt: string }[];
  endedAt?: string;
  endReason?: EndReason;
  /** Who ended it; without it, whoever made it. */
  endedBy?: string;
  links: { secret: string; part: number; userId: string; expiresAt: string }[];
}

/** What this area keeps. */
export interface ExportsSlice {
  exports: ExportRow[];
}
