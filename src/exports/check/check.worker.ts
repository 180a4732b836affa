import { type CheckProgress, type CheckResult, checkArchive } from './check.ts';
import { ArchiveProblem, type ArchiveReason } from './problem.ts';

/** The messages of the worker to the page. Errors are sent as plain objects: structured clone drops the class. */
export type WorkerAnswer =
  | { announce: 'hello' }
  | { announce: 'progress'; progress: CheckProgress }
  | { announce: 'done'; result: CheckResult }
  | { announce: 'problem'; reason: ArchiveReason; path: string | undefined }
  | { announce: 'failed'; name: string; message: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- inside a worker there is none to name
const answer = (workerAnswer: WorkerAnswer) => self.postMessage(workerAnswer);

self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  checkArchive(data, { onProgress: progress => answer({ announce: 'progress', progress }) }).then(
    result => answer({ announce: 'done', result }),
    (error: unknown) => {
      if (error instanceof ArchiveProblem)
        answer({ announce: 'problem', reason: error.reason, path: error.path });
      else {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        answer({ announce: 'failed', name, message });
      }
    },
  );
});
// The page waits for this: a worker that the host's policy stops does not always say so.
answer({ announce: 'hello' });
