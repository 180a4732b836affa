import type { Unit } from '../ports.ts';
import type { CopyTotal, ExportRow, MissingSystem, Packed, SystemRun } from './state.ts';

/** The systems of a copy as they stand: a later run speaks for the systems it collects again. */
export const systemsNow = (row: ExportRow): SystemRun[] => {
  const systems = new Map<string, SystemRun>();
  for (const run of row.runs) for (const system of run.systems) systems.set(system.id, system);
  return [...systems.values()];
};

/** Systems that did not answer in the end, or were never connected. */
export const missingSystems = (row: ExportRow): MissingSystem[] =>
  systemsNow(row).filter(({ status }) => status === 'failed');

/** Systems that have answered and are not connected for some of the chosen categories. */
export const undescribedIn = (row: ExportRow): MissingSystem[] =>
  systemsNow(row).flatMap(({ id, status, undescribed: categories }) =>
    status === 'done' && categories !== undefined ? [{ id, notConnected: true, categories }] : [],
  );

/** Systems that a retry may bring: those that did not answer. One that was never connected does not answer the next time either. */
export const silentSystems = (row: ExportRow): MissingSystem[] =>
  missingSystems(row).filter(({ notConnected }) => notConnected !== true);

/** When each system that answered was collected, RFC 3339. What an earlier run has brought stays as it was then. */
export const collectedOf = (row: ExportRow): Map<string, string> =>
  new Map(
    systemsNow(row).flatMap(({ id, collectedAt }) => (collectedAt === undefined ? [] : [[id, collectedAt]])),
  );

/** What a retry collects: systems that did not answer, and those whose collected files were deleted since. */
export const systemsToCollect = (row: ExportRow): string[] =>
  systemsNow(row)
    .filter(({ status, values }) => status === 'failed' || values === undefined)
    .map(({ id }) => id);

/** Takes out of the row what named the collected files, which are deleted. */
export const forgetCollected = (row: ExportRow): void => {
  for (const run of row.runs) {
    delete run.statement;
    for (const system of run.systems) {
      delete system.values;
      delete system.pages;
    }
  }
};

/** What the last run has been packed to, if it has. */
export const packedOf = (row: ExportRow): Packed | undefined =>
  row.packed?.run === row.runs.length ? row.packed : undefined;

/** Begins a run over systems; the rest is done by jobs. */
export const beginRun = (
  { unit, now }: { readonly unit: Pick<Unit, 'enqueue'>; readonly now: Date },
  row: ExportRow,
  systems: readonly string[],
  totals: ReadonlyMap<string, CopyTotal>,
): void => {
  row.status = row.runs.length === 0 ? 'queued' : 'collecting';
  addRun(row, systems, totals, now);
  unit.enqueue({ kind: 'begin-copy', exportId: row.id, run: row.runs.length });
};

const addRun = (
  row: ExportRow,
  systems: readonly string[],
  totals: ReadonlyMap<string, CopyTotal>,
  now: Date,
): void => {
  delete row.wholeAt;
  row.changes += 1;
  row.runs.push({
    at: now.toISOString(),
    systems: systems.map(id => {
      const { records = 0, fields = 0 } = totals.get(id) ?? {};
      return { id, status: 'waiting', total: records, fields, done: 0 };
    }),
  });
};
