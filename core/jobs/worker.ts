import type { Job, JobQueue, LeasedJob, Store } from '../ports.ts';
import type { Rows } from '../rows.ts';
import type { JobHandler, JobSurroundings } from './handler.ts';
import { jobHandlers } from './handlers.ts';

/** What surrounds the worker. */
export interface WorkerOptions {
  readonly store: Store;
  surroundings(leased: LeasedJob): JobSurroundings | Promise<JobSurroundings>;
  readonly onError: (job: Job, thrown: unknown) => void;
}

/** Does the jobs of a store. */
export interface Worker {
  /** Does all that is due at `now`, what follows from it included; slow jobs are begun and not waited for. */
  run(now: Date): Promise<void>;
  /** Resolves when no step is going on. */
  settled(): Promise<void>;
  /** Stops what is going on: nothing of it is committed. */
  stop(): void;
}

/** A job that fails so often is given up. */
const ATTEMPTS = 8;
/** How long a failed job waits: this, doubled with each attempt, and not longer than `LONGEST_WAIT_MS`. */
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 300_000;
/** How often a long step says that it goes on, and looks whether it is still wanted. */
const HEARTBEAT_MS = 1000;

type AnyHandler = JobHandler<Job>;
type Check = (rows: Rows) => boolean;

/** A step that goes on. */
interface Going {
  readonly done: Promise<void>;
  /** Aborts the step when nobody wants it any more or the lease was lost. True when it was aborted. */
  recheck(): Promise<boolean>;
}

/** Makes a worker. Several may work for one store: each job is leased to one of them at a time. */
export function createWorker({ store, surroundings, onError }: WorkerOptions): Worker {
  const queue: JobQueue = store.jobs;
  const stopping = new AbortController();
  const going = new Set<Going>();

  /** Does a step. @param checks what the step adds to it says whether the work is still wanted */
  async function step(leased: LeasedJob, checks: Check[], unwanted: AbortSignal): Promise<void> {
    const handler = jobHandlers[leased.job.kind] as unknown as AnyHandler;
    const { job, owner } = leased;
    const around = await surroundings(leased);
    const { now } = around;
    const end = (gathered: unknown) =>
      queue.commit(leased, now, unit => handler.decide?.({ job, unit, now }, gathered));
    const wanted = (check: Check): AbortSignal => {
      checks.push(check);
      return AbortSignal.any([unwanted, stopping.signal]);
    };
    try {
      const rows = await store.read(owner, all => all);
      const gathered = await handler.gather?.({ ...around, job, rows, wanted });
      stopping.signal.throwIfAborted();
      await end(gathered);
    } catch (thrown) {
      if (stopping.signal.aborted) return;
      // The step of a job that nobody wants any more ends by deciding on nothing.
      if (unwanted.aborted) return void (await end(undefined));
      onError(job, thrown);
      if (leased.attempt >= ATTEMPTS)
        await queue.commit(leased, now, unit => handler.giveUp?.({ job, unit, now }));
      else
        await queue.retry(leased, now, Math.min(FIRST_WAIT_MS * 2 ** (leased.attempt - 1), LONGEST_WAIT_MS));
    }
  }

  /** Begins a step; its promise never rejects. */
  function begin(leased: LeasedJob): Promise<void> {
    const checks: Check[] = [];
    const unwanted = new AbortController();
    const recheck = async () => {
      const held = await queue.renew(leased);
      const wanted = await store.read(leased.owner, rows => checks.every(check => check(rows)));
      if (!held || !wanted) unwanted.abort();
      return unwanted.signal.aborted;
    };
    const onThrown = (thrown: unknown) => onError(leased.job, thrown);
    const heartbeat = setInterval(() => void recheck().catch(onThrown), HEARTBEAT_MS);
    const done = step(leased, checks, unwanted.signal)
      .catch(onThrown)
      .finally(() => {
        clearInterval(heartbeat);
        going.delete(entry);
      });
    const entry: Going = { done, recheck };
    going.add(entry);
    return done;
  }

  return {
    run: async now => {
      // What was written for nothing is gone before whoever made it so has an answer.
      await Promise.all([...going].map(async ({ done, recheck }) => (await recheck()) && done));
      for (;;) {
        if (stopping.signal.aborted) return;
        const leased = await queue.lease(now);
        if (leased === undefined) return;
        const done = begin(leased);
        if (jobHandlers[leased.job.kind].slow !== true) await done;
      }
    },
    settled: async () => {
      while (going.size > 0) await Promise.all([...going].map(({ done }) => done));
    },
    stop: () => stopping.abort(),
  };
}
