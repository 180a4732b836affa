import { EXPORT_DAYS, hasFiles } from '../../src/domain/export-states.ts';
import { DAY } from '../../src/domain/calendar.ts';
import { callerFor, contentOf } from '../archive/content.ts';
import { pack, runPrefix } from '../archive/pack.ts';
import type { CopyPorts, Job, Sources, Unit } from '../ports.ts';
import type { Rows } from '../rows.ts';
import type { JobHandlers } from '../jobs/handler.ts';
import { exportNow } from './model.ts';
import { missingSystems, systemsNow } from './runs.ts';
import type { ExportRow, PackedPart, RunRow } from './state.ts';

/** Records of one page: what a step collects. */
const PAGE_RECORDS = 5000;

type CopyJob = Extract<Job, { exportId: string }>;

/** The copy of a job and its run, while the copy is still in it and in the given state. */
const runOf = (
  rows: Rows,
  { exportId, run }: CopyJob,
  status: ExportRow['status'],
): { row: ExportRow; last: RunRow } | undefined => {
  const row = rows.exports.find(one => one.id === exportId);
  const last = row?.runs.at(-1);
  return row?.status === status && row.runs.length === run && last !== undefined ? { row, last } : undefined;
};

/** Goes on with the next system, or with packing when none waits any more. */
const goOn = ({ row, last }: { row: ExportRow; last: RunRow }, job: CopyJob, unit: Unit, now: Date): void => {
  const { exportId, run } = job;
  row.changes += 1;
  const next = last.systems.find(({ status }) => status === 'waiting');
  if (next === undefined) {
    row.status = 'packing';
    row.wholeAt = now.toISOString();
    unit.enqueue({ kind: 'pack-copy', exportId, run });
    return;
  }
  next.status = 'running';
  const of = Math.max(1, Math.ceil((next.total ?? 0) / PAGE_RECORDS));
  unit.enqueue({ kind: 'collect-copy', exportId, run, system: next.id, page: 1, of });
};

/** Whether a system answers at `now`: it is asked what it keeps for the copy. One that does not is missing in the copy. */
const answers = async (
  { sources, ...ports }: CopyPorts & { readonly sources: Sources },
  rows: Rows,
  row: ExportRow,
  system: string,
  now: Date,
): Promise<boolean> => {
  const caller = callerFor(ports, rows, row, now, sources);
  await contentOf(caller, row.spec, new Map([[system, now.toISOString()]]));
  return !sources.unavailable().some(one => one.system === system);
};

/** The jobs that make copies and delete them: begun, collected page by page, packed, deleted. */
export const copyJobs: Pick<JobHandlers, 'begin-copy' | 'collect-copy' | 'pack-copy' | 'delete-copy-files'> =
  {
    'begin-copy': {
      decide: ({ unit, job, now }) => {
        const found = runOf(unit.rows, job, 'queued') ?? runOf(unit.rows, job, 'collecting');
        if (found === undefined) return;
        found.row.status = 'collecting';
        goOn(found, job, unit, now);
      },
    },

    'collect-copy': {
      gather: async ({ job, rows, now, ...ports }) => {
        const found = runOf(rows, job, 'collecting');
        return found !== undefined && answers(ports, rows, found.row, job.system, now);
      },
      decide: ({ unit, job, now }, answered) => {
        const found = runOf(unit.rows, job, 'collecting');
        const system = found?.last.systems.find(({ id }) => id === job.system);
        if (found === undefined || system?.status !== 'running') return;
        if (!answered) {
          system.status = 'failed';
          goOn(found, job, unit, now);
          return;
        }
        system.done = Math.min(system.total ?? 0, job.page * PAGE_RECORDS);
        if (job.page < job.of) {
          found.row.changes += 1;
          unit.enqueue({ ...job, page: job.page + 1 });
          return;
        }
        system.status = 'done';
        system.collectedAt = now.toISOString();
        goOn(found, job, unit, now);
      },
    },

    'pack-copy': {
      slow: true,
      gather: async ({ job, rows, partFiles, wanted, ...ports }): Promise<PackedPart[] | undefined> => {
        const found = runOf(rows, job, 'packing');
        if (found === undefined) return undefined;
        const some = systemsNow(found.row).some(({ status }) => status === 'done');
        return some
          ? pack({
              ports,
              rows,
              row: found.row,
              files: partFiles,
              signal: wanted(current => runOf(current, job, 'packing') !== undefined),
            })
          : [];
      },
      decide: ({ unit, job, now }, parts) => {
        const { exportId, run } = job;
        const found = runOf(unit.rows, job, 'packing');
        const { wholeAt } = found?.row ?? {};
        if (found === undefined || wholeAt === undefined || parts === undefined) {
          // It was cancelled meanwhile: what was written until then goes.
          unit.enqueue({ kind: 'delete-copy-files', exportId, run });
          return;
        }
        const { row } = found;
        row.changes += 1;
        if (parts.length === 0) {
          row.status = 'failed';
          return;
        }
        row.status = missingSystems(row).length > 0 ? 'partly_ready' : 'ready';
        row.packed = { run, readyAt: wholeAt, parts };
        const { expiresAt } = exportNow(row, now);
        unit.mail({
          userId: row.createdBy.id,
          lang: row.spec.language,
          template: row.status === 'ready' ? 'copy-ready' : 'copy-partly-ready',
          parameters: { number: row.number, ...(expiresAt === undefined ? {} : { expiresAt }) },
        });
        unit.enqueue({ kind: 'delete-copy-files', exportId, run }, EXPORT_DAYS * DAY);
      },
      giveUp: ({ unit, job }) => {
        const found = runOf(unit.rows, job, 'packing');
        if (found === undefined) return;
        found.row.status = 'failed';
        found.row.changes += 1;
      },
    },

    'delete-copy-files': {
      gather: async ({ rows, job, partFiles, now }) => {
        const { exportId, run } = job;
        const row = rows.exports.find(one => one.id === exportId);
        const mayBeHad = row?.runs.length === run && hasFiles(exportNow(row, now).status);
        if (!mayBeHad) await partFiles.clear(runPrefix(exportId, run));
        return !mayBeHad;
      },
      decide: ({ unit, job }, deleted) => {
        const row = unit.rows.exports.find(one => one.id === job.exportId);
        if (!deleted || row?.packed?.run !== job.run) return;
        if (row.runs.length === job.run) for (const part of row.packed.parts) delete part.file;
        else delete row.packed;
      },
    },
  };
