import { copyJobs } from '../exports/jobs.ts';
import { chunkPrefix } from '../requests/attachments.ts';
import type { JobHandlers } from './handler.ts';

/** Every job and who does it. */
export const jobHandlers: JobHandlers = {
  ...copyJobs,
  'delete-attachment-bytes': {
    gather: ({ job, files }) => files.clear(job.chunk ?? chunkPrefix(job.attachmentId)),
  },
};
