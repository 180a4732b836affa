import { type CheckProgress, type CheckResult, checkArchive } from './check.ts';
import { ArchiveProblem, type ArchiveReason } from './problem.ts';

/** What the worker tells the page. Errors travel as their parts: a class does not survive the way. */
export type WorkerAnswer =
  | { say: 'hello' }
  | { say: 'progress'; progress: CheckProgress }
  | { say: 'done'; result: CheckResult }
  | { say: 'problem'; reason: ArchiveReason; path: string | undefined }
  | { say: 'failed'; name: string; message: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- inside a worker there is none to name
const answer = (words: WorkerAnswer) => self.postMessage(words);

self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  checkArchive(data, { onProgress: progress => answer({ say: 'progress', progress }) }).then(
    result => answer({ say: 'done', result }),
    (error: unknown) => {
      if (error instanceof ArchiveProblem) answer({ say: 'problem', reason: error.reason, path: error.path });
      else {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        answer({ say: 'failed', name, message });
      }
    },
  );
});
// The page waits for this: a worker that the host's policy stops does not always say so.
answer({ say: 'hello' });
