import { COLLECT_MS, PACK_MS, QUEUED_MS } from '../../core/exports/durations.ts';
import type { Job } from '../../core/ports.ts';

/** How long the check of a file takes, ms. */
const CHECK_MS = 4000;

/** How long a job waits before it is done: invented systems and scanners would answer at once, and nothing could be seen. */
export const durationMs = (job: Job): number => {
  switch (job.kind) {
    case 'begin-copy':
      return QUEUED_MS;
    case 'collect-copy':
      return Math.ceil(COLLECT_MS / job.of);
    case 'pack-copy':
      return PACK_MS;
    case 'check-attachment':
      return CHECK_MS;
    default:
      return 0;
  }
};
