import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import type { RepetitionInterval } from '../../src/domain/repetition.ts';
import type { RecordCount } from '../register/source-data.ts';
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

/** A file of what was collected, kept until the copy needs it no more. */
export interface CollectedFile {
  /** Its name in the store of parts. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** Where the collecting of a system goes on: after a record of a category, or at the category's beginning. */
export interface CollectingPlace {
  readonly category: string;
  /** The id of the last record that has been collected. */
  readonly after?: string;
}

/** One page of a system's records. */
export interface CollectedPage extends CollectedFile {
  /** What it holds, by category and kind. */
  readonly counts: readonly ({ readonly category: string } & RecordCount)[];
  /** Where the next page begins; undefined after the last one. */
  readonly next?: CollectingPlace;
}

/** One system of a run: what it will bring, and what has been collected of it. */
export interface SystemRun {
  id: string;
  status: Schema['ExportSystem']['status'];
  /** It failed because it was never connected. */
  notConnected?: true;
  /** Records and single values it brings; undefined until they were counted. */
  total?: number;
  fields?: number;
  /** Records that have been collected. */
  done: number;
  /** Chosen categories that it keeps and is not connected for; absent when there are none. */
  undescribed?: readonly string[];
  /** When it was collected whole, RFC 3339. */
  collectedAt?: string;
  /** Its single values and kinds of records; undefined before they were collected, and after they were deleted. */
  values?: CollectedFile;
  pages?: CollectedPage[];
}

/** A system whose data is not in a copy: all of it, or that of `categories`. */
export type MissingSystem = Pick<SystemRun, 'id' | 'notConnected'> & {
  readonly categories?: readonly string[];
};

/** A run: from making or retrying until it is ready. A retry collects only what was missing. */
export interface RunRow {
  at: string;
  systems: SystemRun[];
  /** The statement of processing as it was when the run began. */
  statement?: CollectedFile;
}

/** A packed part: its description for the API and the place of its bytes. */
export interface PackedPart extends ExportPart {
  /** Its name in the store of parts; gone when the file was deleted. */
  file?: string;
}

/** What a run's manifests are signed with: made once, so that packing again gives the same bytes. */
export interface RunSeal {
  /** Which run it belongs to: 1 for the first. */
  readonly run: number;
  readonly unsigned: Omit<Schema['Seal'], 'signature'>;
}

/** The result of packing: enough to describe the parts, and to make the same bytes again. */
export interface Packed {
  /** Which run it belongs to: 1 for the first. */
  run: number;
  /** `wholeAt` of that run. */
  readyAt: string;
  parts: PackedPart[];
}

/** A copy is made again by itself: the newest copy of the row has this. */
export interface RepetitionRow {
  every: RepetitionInterval;
  /** Each copy has only the records since the one before. */
  onlyNew: boolean;
  /** RFC 3339; the days of all copies are counted from it. */
  startedAt: string;
  nextAt: string;
}

/** Why a copy does not repeat any more. */
export type RepetitionEnd = NonNullable<Schema['Export']['repetitionEnded']>;

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
  /** Stored before the run is packed. */
  sealing?: RunSeal;
  packed?: Packed;
  /** Checksums of parts that were packed before a retry: an archive of them is still ours. */
  earlier?: { n: number; sha256: string; readyAt: string }[];
  /** The copy it repeats. */
  repeats?: { id: string; number: string };
  repetition?: RepetitionRow;
  repetitionEnded?: RepetitionEnd;
  endedAt?: string;
  endReason?: EndReason;
  /** Who ended it; without it, whoever made it. */
  endedBy?: string;
  links: { secret: string; part: number; userId: string; expiresAt: string }[];
}

/** A part link holds this long. */
export const LINK_MINUTES = 10;

/** What this area keeps. */
export interface ExportsSlice {
  exports: ExportRow[];
}
