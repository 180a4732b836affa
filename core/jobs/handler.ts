import type { CopyPorts, Files, Job, PartFiles, Sources, Unit, Witness } from '../ports.ts';
import type { Rows } from '../rows.ts';

/** What surrounds a step: the instant it is done at, and its ports. */
export interface JobSurroundings extends CopyPorts {
  readonly now: Date;
  readonly files: Files;
  readonly partFiles: PartFiles;
  readonly witness: Witness;
  /** The systems as they answer now. */
  readonly sources: Sources;
}

/** What the first part of a step is given. */
export interface Gathering<Of extends Job> extends JobSurroundings {
  readonly job: Of;
  /** The rows of the job's owner, to be read only. */
  readonly rows: Rows;
  /** A signal that aborts when the rows say that the work is not wanted any more. They are looked at every now and then. */
  wanted(check: (rows: Rows) => boolean): AbortSignal;
}

/** What the second part of a step is given. */
export interface Deciding<Of extends Job> {
  readonly job: Of;
  readonly unit: Unit;
  readonly now: Date;
}

/**
 * A job in two parts, like a write: `gather` takes time while nothing is open, and may be done twice; `decide` changes rows
 * and puts down what comes next, in the transaction that ends the job.
 */
export interface JobHandler<Of extends Job, Gathered = unknown> {
  /** Whoever asked for the job does not wait for it. */
  readonly slow?: true;
  gather?(step: Gathering<Of>): Promise<Gathered>;
  decide?(step: Deciding<Of>, gathered: Gathered): void;
  /** Changes rows when the last attempt has failed. */
  giveUp?(step: Deciding<Of>): void;
}

/** Handlers of all jobs. */
export type JobHandlers = {
  // oxlint-disable-next-line no-explicit-any -- what a handler gathers is between its two parts
  [Kind in Job['kind']]: JobHandler<Extract<Job, { kind: Kind }>, any>;
};
