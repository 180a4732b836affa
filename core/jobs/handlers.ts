import { copyJobs } from '../exports/jobs.ts';
import { bytesOf, chunkPrefix, endCheck } from '../requests/attachments.ts';
import { noteNotice } from '../requests/staff.ts';
import type { JobHandlers } from './handler.ts';

/** Every job and who does it. */
export const jobHandlers: JobHandlers = {
  ...copyJobs,
  'delete-attachment-bytes': {
    gather: ({ job, files }) => files.clear(job.chunk ?? chunkPrefix(job.attachmentId)),
  },
  'check-attachment': {
    gather: async ({ job, rows, files }): Promise<{ found: string | undefined } | undefined> => {
      const row = rows.attachments.find(({ id }) => id === job.attachmentId);
      if (row === undefined || row.state !== 'ready') return undefined;
      // A worker without the scanner of the server that took the file leaves the check to the next attempt.
      if (files.scanner === undefined) throw new Error('no virus scanner is connected');
      return { found: await files.scanner.scan(await bytesOf(files, row)) };
    },
    decide: ({ job, unit, now }, checked: { found: string | undefined } | undefined) => {
      const row = unit.rows.attachments.find(({ id }) => id === job.attachmentId);
      if (row === undefined || checked === undefined) return;
      endCheck(row, checked.found, now);
      if (row.state === 'rejected')
        unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: job.attachmentId });
    },
    giveUp: ({ job, unit, now }) => {
      const row = unit.rows.attachments.find(({ id }) => id === job.attachmentId);
      if (row?.check?.state === 'running') row.check = { state: 'unavailable', at: now.toISOString() };
    },
  },
  'note-notice': {
    decide: ({ job, unit, now }) => noteNotice(unit.rows, job.requestId, job.rule, now),
  },
};
