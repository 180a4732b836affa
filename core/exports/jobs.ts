import { EXPORT_DAYS, hasFiles } from '../../src/domain/export-states.ts';
import { DAY } from '../../src/domain/calendar.ts';
import { type Caller, callerFor, makerOf, systemsFor } from '../archive/content.ts';
import { pack, runPrefix } from '../archive/pack.ts';
import { newId } from '../ids.ts';
import type { CopyPorts, Job, Principal, Sources, Unit } from '../ports.ts';
import type { Rows } from '../rows.ts';
import type { Deciding, JobHandlers } from '../jobs/handler.ts';
import { statementOf } from '../statement/statement.ts';
import { hindranceOf } from './hindrance.ts';
import {
  collectPage,
  collectedPrefix,
  collectValues,
  PAGE_RECORDS,
  storeStatement,
  undescribedOf,
} from './collect.ts';
import { LostFile, lostSystems, readCollected } from './collected.ts';
import { exportNow } from './model.ts';
import { awaitNext, endRepetition, repeatedRow } from './repetition.ts';
import { beginRun, collectedOf, forgetCollected, silentSystems, systemsNow } from './runs.ts';
import { copyTotals } from './totals.ts';
import type {
  CollectedFile,
  CollectedPage,
  CopyTotal,
  ExportRow,
  PackedPart,
  RunRow,
  RunSeal,
  SystemRun,
} from './state.ts';

type CopyJob = Extract<Job, { run: number }>;

/** A copy and its last run. */
interface RunOf {
  readonly row: ExportRow;
  readonly last: RunRow;
}

/** The copy of a job and its run, while the copy is still in it and in the given state. */
const runOf = (rows: Rows, { exportId, run }: CopyJob, status: ExportRow['status']): RunOf | undefined => {
  const row = rows.exports.find(one => one.id === exportId);
  const last = row?.runs.at(-1);
  return row?.status === status && row.runs.length === run && last !== undefined ? { row, last } : undefined;
};

/** Goes on with the next system, or with packing when none waits any more. */
const goOn = ({ row, last }: RunOf, job: CopyJob, unit: Unit, now: Date): void => {
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

/** The register as the maker of the copy sees it, over the systems as they answer now. */
const makerNow = (
  { sources, ...ports }: CopyPorts & { readonly sources: Sources },
  rows: Rows,
  row: ExportRow,
  now: Date,
): Caller => callerFor(ports, rows, row, now, sources);

/** The copy that a job makes again, while it repeats as it did when the job was put down. */
const repeating = (
  rows: Rows,
  { exportId, nextAt }: Extract<Job, { kind: 'repeat-copy' }>,
): ExportRow | undefined =>
  rows.exports.find(row => row.id === exportId && row.repetition?.nextAt === nextAt);

/** What a copy that repeats is decided with: its maker as the directory knows them now, and what it will hold. */
interface Repeating {
  readonly me: Principal;
  readonly totals: ReadonlyMap<string, CopyTotal>;
}

/** What a step of packing came to: the seal that the next one signs with, the parts, or the systems whose collected files are lost. */
type Packing =
  { readonly sealing: RunSeal } | { readonly parts: PackedPart[] } | { readonly lost: readonly string[] };

/** States in which a copy needs what was collected: a part of it may still be packed with it. */
const NEEDS_COLLECTED: ReadonlySet<string> = new Set(['queued', 'collecting', 'packing', 'partly_ready']);

/** Ends a copy that could not be made, if it is in this state; what was collected is kept for a retry for as long as a copy is. */
const fail = ({ unit, job }: Deciding<CopyJob>, status: ExportRow['status']): void => {
  const { row } = runOf(unit.rows, job, status) ?? {};
  if (row === undefined) return;
  row.status = 'failed';
  row.changes += 1;
  const { exportId, run } = job;
  unit.enqueue({ kind: 'delete-copy-files', exportId, run }, EXPORT_DAYS * DAY);
};

/** What a step has collected of a system. */
interface Step {
  readonly values?: CollectedFile;
  /** Chosen categories that it is not connected for. */
  readonly undescribed?: readonly string[];
  readonly page: CollectedPage;
}

/** Puts systems whose collected files are lost back to be collected again. */
const collectAgain = ({ row, last }: RunOf, lost: readonly string[], job: CopyJob, unit: Unit): void => {
  for (const id of lost) {
    const again: SystemRun = { id, status: 'waiting', done: 0 };
    const known = systemsNow(row).find(system => system.id === id);
    Object.assign(again, { total: known?.total, fields: known?.fields });
    last.systems = [...last.systems.filter(system => system.id !== id), again];
  }
  row.status = 'collecting';
  row.changes += 1;
  delete row.wholeAt;
  // A seal is never older than what it covers.
  delete row.sealing;
  // The statement may be lost as well: the run begins anew, with the instant it began at.
  unit.enqueue({ kind: 'begin-copy', exportId: job.exportId, run: job.run });
};

/** The jobs that make copies and delete them: begun, collected page by page, packed, deleted. */
export const copyJobs: Pick<
  JobHandlers,
  'begin-copy' | 'collect-copy' | 'pack-copy' | 'repeat-copy' | 'delete-copy-files'
> = {
  'begin-copy': {
    gather: async ({ job, rows, partFiles, ...ports }) => {
      const found = runOf(rows, job, 'queued') ?? runOf(rows, job, 'collecting');
      if (found === undefined) return undefined;
      const statement = await statementOf(makerNow(ports, rows, found.row, new Date(found.last.at)));
      return storeStatement(partFiles, job.exportId, statement);
    },
    decide: ({ unit, job, now }, statement?: CollectedFile) => {
      const found = runOf(unit.rows, job, 'queued') ?? runOf(unit.rows, job, 'collecting');
      if (found === undefined || statement === undefined) return;
      found.last.statement = statement;
      found.row.status = 'collecting';
      goOn(found, job, unit, now);
    },
    giveUp: step => {
      fail(step, 'queued');
      fail(step, 'collecting');
    },
  },

  'collect-copy': {
    gather: async ({ job, rows, now, partFiles, ...ports }): Promise<Step | 'not-connected' | undefined> => {
      const { row, last } = runOf(rows, job, 'collecting') ?? {};
      const system = last?.systems.find(({ id }) => id === job.system);
      if (row === undefined || last === undefined || system === undefined) return undefined;
      const caller = makerNow(ports, rows, row, now);
      const values =
        system.values === undefined
          ? {
              values: await collectValues(caller, partFiles, row, job.system),
              undescribed: undescribedOf(caller, row, job.system),
            }
          : {};
      const from = system.pages?.at(-1)?.next;
      const page = await collectPage(caller, partFiles, row, job.system, new Date(last.at), from);
      const away = caller.sources.unavailable().find(one => one.system === job.system);
      if (away !== undefined) return away.notConnected === true ? 'not-connected' : undefined;
      return { ...values, page };
    },
    decide: ({ unit, job, now }, step?: Step | 'not-connected') => {
      const found = runOf(unit.rows, job, 'collecting');
      const system = found?.last.systems.find(({ id }) => id === job.system);
      const { pages = [] } = system ?? {};
      if (found === undefined || system?.status !== 'running' || pages.length !== job.page - 1) return;
      if (step === undefined || step === 'not-connected') {
        system.status = 'failed';
        if (step !== undefined) system.notConnected = true;
        goOn(found, job, unit, now);
        return;
      }
      const { page, values = system.values, undescribed = [] } = step;
      if (values !== undefined) system.values = values;
      if (undescribed.length > 0) system.undescribed = undescribed;
      system.pages = [...pages, page];
      system.done += page.counts.reduce((sum, { records }) => sum + records, 0);
      if (page.next !== undefined) {
        found.row.changes += 1;
        unit.enqueue({ ...job, page: job.page + 1, of: Math.max(job.of, job.page + 1) });
        return;
      }
      system.total = system.done;
      system.status = 'done';
      system.collectedAt = now.toISOString();
      goOn(found, job, unit, now);
    },
    giveUp: ({ unit, job, now }) => {
      const found = runOf(unit.rows, job, 'collecting');
      const system = found?.last.systems.find(({ id }) => id === job.system);
      if (found === undefined || system === undefined) return;
      system.status = 'failed';
      goOn(found, job, unit, now);
    },
  },

  'pack-copy': {
    slow: true,
    gather: async ({ job, rows, partFiles, witness, wanted, ...ports }): Promise<Packing | undefined> => {
      const { row } = runOf(rows, job, 'packing') ?? {};
      if (row === undefined) return undefined;
      if (!systemsNow(row).some(({ status }) => status === 'done')) return { parts: [] };
      if (row.sealing?.run !== job.run) {
        const unsigned = await witness.prepare(makerOf(ports, row), ports.now);
        // Where nothing is signed, packing needs no step before it.
        if (unsigned !== undefined) return { sealing: { run: job.run, unsigned } };
      }
      const { unsigned } = row.sealing ?? {};
      try {
        const lost = await lostSystems(partFiles, row);
        if (lost.length > 0) return { lost };
        const parts = await pack({
          ports,
          rows,
          row,
          collected: await readCollected(partFiles, row),
          files: partFiles,
          ...(unsigned === undefined ? {} : { sealOf: digest => witness.sign(unsigned, digest) }),
          signal: wanted(current => runOf(current, job, 'packing') !== undefined),
        });
        return { parts };
      } catch (thrown) {
        if (thrown instanceof LostFile) return { lost: [...collectedOf(row).keys()] };
        throw thrown;
      }
    },
    decide: ({ unit, job, now }, packing?: Packing) => {
      const { exportId, run } = job;
      const found = runOf(unit.rows, job, 'packing');
      const { wholeAt } = found?.row ?? {};
      if (found === undefined || wholeAt === undefined || packing === undefined) {
        // It was cancelled meanwhile: what was written until then goes.
        unit.enqueue({ kind: 'delete-copy-files', exportId, run });
        return;
      }
      if ('sealing' in packing) {
        found.row.sealing = packing.sealing;
        unit.enqueue(job);
        return;
      }
      if ('lost' in packing) {
        collectAgain(found, packing.lost, job, unit);
        return;
      }
      const { parts } = packing;
      if (parts.length === 0) {
        fail({ unit, job, now }, 'packing');
        return;
      }
      const { row } = found;
      row.changes += 1;
      row.status = silentSystems(row).length > 0 ? 'partly_ready' : 'ready';
      row.packed = { run, readyAt: wholeAt, parts };
      const { expiresAt } = exportNow(row, now);
      unit.mail({
        userId: row.createdBy.id,
        lang: row.spec.language,
        template: row.status === 'ready' ? 'copy-ready' : 'copy-partly-ready',
        parameters: { number: row.number, ...(expiresAt === undefined ? {} : { expiresAt }) },
      });
      // What was collected is not needed any more; the parts are for their days.
      unit.enqueue({ kind: 'delete-copy-files', exportId, run });
      unit.enqueue({ kind: 'delete-copy-files', exportId, run }, EXPORT_DAYS * DAY);
    },
    giveUp: step => fail(step, 'packing'),
  },

  'repeat-copy': {
    gather: async ({ job, rows, now, ...ports }): Promise<Repeating | undefined> => {
      const row = repeating(rows, job);
      if (row?.repetition === undefined) return undefined;
      const made = { id: '', number: '', createdAt: now.toISOString() };
      const next = repeatedRow(row, row.repetition, made);
      return {
        me: makerOf(ports, row),
        totals: await copyTotals(ports, rows, next, now),
      };
    },
    decide: ({ unit, job, now }, gathered?: Repeating) => {
      const row = repeating(unit.rows, job);
      if (row?.repetition === undefined || gathered === undefined) return;
      const { repetition } = row;
      const hindrance = hindranceOf(unit.rows, gathered.me, row);
      row.changes += 1;
      if (hindrance !== undefined) {
        endRepetition(row, hindrance);
        return;
      }
      const createdAt = now.toISOString();
      const next = repeatedRow(row, repetition, { id: newId('ex'), number: unit.number('E'), createdAt });
      beginRun({ unit, now }, next, systemsFor(next.spec.categories), gathered.totals);
      // The newest copy of the row carries the repetition on.
      delete row.repetition;
      awaitNext(unit, next, repetition, now);
      unit.rows.exports.push(next);
      unit.log({
        id: newId('al'),
        at: createdAt,
        accountId: next.accountId,
        userId: next.createdBy.id,
        own: { code: 'make-copy', number: next.number, repeated: true },
        scope: next.spec.scope,
        reference: { kind: 'export', id: next.id, label: next.number },
      });
    },
    // Its next day comes all the same.
    giveUp: ({ unit, job, now }) => {
      const row = repeating(unit.rows, job);
      if (row?.repetition !== undefined) awaitNext(unit, row, row.repetition, now);
    },
  },

  'delete-copy-files': {
    gather: async ({ rows, job, partFiles, now }) => {
      const { exportId, run } = job;
      const row = rows.exports.find(one => one.id === exportId);
      const status = row && exportNow(row, now).status;
      const mayBeHad = row?.runs.length === run && status !== undefined && hasFiles(status);
      if (!mayBeHad) await partFiles.clear(runPrefix(exportId, run));
      const isNeeded = status !== undefined && NEEDS_COLLECTED.has(status);
      if (!isNeeded) await partFiles.clear(collectedPrefix(exportId));
      return { parts: !mayBeHad, collected: !isNeeded };
    },
    decide: ({ unit, job }, deleted: { readonly parts: boolean; readonly collected: boolean }) => {
      const row = unit.rows.exports.find(one => one.id === job.exportId);
      if (row !== undefined && deleted.collected) forgetCollected(row);
      if (!deleted.parts || row?.packed?.run !== job.run) return;
      if (row.runs.length === job.run) for (const part of row.packed.parts) delete part.file;
      else delete row.packed;
    },
  },
};
