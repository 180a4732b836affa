import type { Job } from '../../core/ports.ts';

/** Milliseconds until a copy begins to be collected, for each of its systems, and until it is packed. */
export const [QUEUED_MS, COLLECT_MS, PACK_MS] = [500, 700, 700];

/** How long a job of a copy waits before it is done: invented systems would answer at once, and nothing could be seen. */
export const durationMs = (job: Job): number => {
  switch (job.kind) {
    case 'begin-copy':
      return QUEUED_MS;
    case 'collect-copy':
      return Math.ceil(COLLECT_MS / job.of);
    case 'pack-copy':
      return PACK_MS;
    default:
      return 0;
  }
};
