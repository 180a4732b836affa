import type { Packed } from '../../core/exports/state.ts';
import type { Db } from '../db.ts';
import type { PartStore } from './store.ts';

/** Packing that goes on: one at a time for an export. */
export interface PackingJob {
  run: number;
  /** Whether its files are kept; else only their digests are wanted. */
  keeps: boolean;
  abort: AbortController;
  /** What it came to; undefined when it was stopped. Rejected when it failed. */
  done: Promise<Packed | undefined>;
}

/** The packed parts of one database: where they lie, and the work on them. Nothing of it is in the database. */
export interface DatabaseParts {
  readonly store: PartStore;
  /** The prefix of the names of this database’s files. */
  readonly prefix: string;
  /** By the id of the export. */
  readonly jobs: Map<string, PackingJob>;
  /** The database as it is now: another tab’s change may have replaced it. Undefined when it was reset. */
  db(): Db | undefined;
  /** Notifies the owner of the database that it has changed. */
  changed(): void;
}
