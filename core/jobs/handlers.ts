import { copyJobs } from '../exports/jobs.ts';
import { chunkPrefix } from '../requests/attachments.ts';
import { noteNotice } from '../requests/staff.ts';
import type { JobHandlers } from './handler.ts';

/** Every job and who does it. */
export const jobHandlers: JobHandlers = {
  ...copyJobs,
  'delete-attachment-bytes': {
    gather: ({ job, files }) => files.clear(job.chunk ?? chunkPrefix(job.attachmentId)),
  },
  'note-notice': {
    decide: ({ job, unit, now }) => noteNotice(unit.rows, job.requestId, job.rule, now),
  },
};
