import { setTimeout as sleep } from 'node:timers/promises';
import { createWorker, type Worker } from '../core/jobs/worker.ts';
import type { Directory, Files, PartFiles, Store, Witness } from '../core/ports.ts';
import { errorFields, type Logger } from './log.ts';
import { policies } from './policies.ts';
import type { SourcesOf } from './sources/connected.ts';

/** How often the queue is looked at while no job is due, ms. */
const POLL_MS = 500;
/** How long steps that are going on have to end at a stop, ms. */
const STOP_MS = 10_000;

/** What the worker of a server needs. */
export interface JobLoopOptions {
  /** The store of the role `privacy_jobs`. */
  readonly store: Store;
  readonly files: Files;
  readonly partFiles: PartFiles;
  readonly sourcesOf: SourcesOf;
  readonly witness: Witness;
  /** What is known around a person: the maker of a copy is looked up there. */
  directoryOf(userId: string): Promise<Directory>;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Is called with the kind of a job whose step failed. */
  readonly onFailure?: (kind: string) => void;
}

/** A worker that looks for jobs until it is stopped. */
export interface JobLoop {
  /** Takes no more jobs and lets what is going on end for 10 s; what has not ended then is left to another worker. */
  stop(): Promise<void>;
}

/**
 * The worker of a server.
 * @param mayLease is asked before a job is taken; `onBegin` is called when one was
 */
export function serverWorker(
  { store, files, partFiles, sourcesOf, witness, directoryOf, clock, log, onFailure }: JobLoopOptions,
  { mayLease, onBegin }: { mayLease: () => boolean; onBegin: () => void },
): Worker {
  return createWorker({
    store: {
      ...store,
      jobs: {
        ...store.jobs,
        lease: async now => (mayLease() ? store.jobs.lease(now) : undefined),
      },
    },
    surroundings: async ({ owner }) => {
      onBegin();
      const now = clock();
      const directory = await directoryOf(owner.userId);
      return {
        now,
        files,
        partFiles,
        witness,
        directory,
        policies,
        sources: sourcesOf(now),
        sourcesAt: sourcesOf,
      };
    },
    onError: ({ kind }, thrown) => {
      onFailure?.(kind);
      log.error({ job: kind, ...errorFields(thrown) }, 'a job failed');
    },
  });
}

/**
 * Begins to do the jobs of a store. Several processes may do so side by side; a job of a process that was killed is begun again
 * by another when its lease has ended.
 */
export function startJobLoop(options: JobLoopOptions): JobLoop {
  const { clock, log } = options;
  const stopping = new AbortController();
  let begun = 0;
  const worker = serverWorker(options, {
    mayLease: () => !stopping.signal.aborted,
    onBegin: () => (begun += 1),
  });

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const before = begun;
      try {
        await worker.run(clock());
      } catch (thrown) {
        log.error(errorFields(thrown), 'the queue of jobs does not answer');
      }
      // What a step puts down is due a moment after the instant the queue was asked for: it is looked for at once.
      if (begun === before)
        await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const done = loop();
  return {
    stop: async () => {
      stopping.abort();
      const enough = new AbortController();
      const late = sleep(STOP_MS, undefined, { signal: enough.signal }).catch(() => undefined);
      await Promise.race([done.then(() => worker.settled()), late]);
      enough.abort();
      worker.stop();
    },
  };
}
