import { hasFiles } from '../../src/domain/export-states.ts';
import { callerFor } from '../../core/archive/content.ts';
import { pack } from '../../core/archive/pack.ts';
import { collectPage, collectValues } from '../../core/exports/collect.ts';
import type { Collected } from '../../core/exports/collected.ts';
import { exportNow } from '../../core/exports/model.ts';
import { packedOf, systemsNow } from '../../core/exports/runs.ts';
import type { CollectedFile, CollectedPage, ExportRow } from '../../core/exports/state.ts';
import { copyTotals } from '../../core/exports/totals.ts';
import type { CopyPorts, PartFiles } from '../../core/ports.ts';
import type { Rows } from '../../core/rows.ts';
import { statementOf } from '../../core/statement/statement.ts';
import type { MemoryStore } from '../memory-store.ts';

/** Copies that are being completed, by their ids. */
export type Completing = Map<string, Promise<void>>;

/** What an invented copy is packed from: its systems as they were when it was whole. */
export const knownThen = async (ports: CopyPorts, rows: Rows, row: ExportRow): Promise<Collected> => {
  const caller = callerFor(ports, rows, row, new Date(row.wholeAt ?? row.createdAt));
  return { sources: caller.sources, statement: await statementOf(caller) };
};

/** What was collected of one system. */
interface CollectedSystem {
  readonly id: string;
  readonly values: CollectedFile;
  readonly pages: CollectedPage[];
}

/** Collects what an invented copy has of its systems: a retry packs it again beside what was missing. */
const collectKnown = async (
  ports: CopyPorts,
  files: PartFiles,
  rows: Rows,
  row: ExportRow,
): Promise<CollectedSystem[]> => {
  const collected: CollectedSystem[] = [];
  for (const { id, status, collectedAt, values: known } of systemsNow(row)) {
    if (status !== 'done' || collectedAt === undefined || known !== undefined) continue;
    const upTo = new Date(collectedAt);
    const caller = callerFor(ports, rows, row, upTo);
    const pages: CollectedPage[] = [];
    do pages.push(await collectPage(caller, files, row, id, upTo, pages.at(-1)?.next));
    while (pages.at(-1)?.next !== undefined);
    collected.push({ id, values: await collectValues(caller, files, row, id), pages });
  }
  return collected;
};

/** Whether a retry of the copy would lack what it has collected. */
const lacksCollected = (row: ExportRow): boolean =>
  row.status === 'partly_ready' &&
  systemsNow(row).some(({ status, values }) => status === 'done' && values === undefined);

/** Whether something of a copy was not made yet: an invented one is counted and packed when it is first looked at. */
const isIncomplete = (row: ExportRow): boolean =>
  row.runs.some(run => run.systems.some(({ total }) => total === undefined)) ||
  ((hasFiles(row.status) || row.status === 'revoked') && packedOf(row) === undefined);

/**
 * Counts and packs the invented copies of an account, and packs again what the store has lost: a tab of before had it.
 * One whose time is over is only measured, since its files may not be had.
 */
export async function completeCopies(
  store: MemoryStore,
  { partFiles, ...ports }: CopyPorts & { readonly partFiles: PartFiles },
  completing: Completing,
  which: (row: ExportRow) => boolean,
  now: Date,
): Promise<void> {
  const complete = async (row: ExportRow): Promise<void> => {
    const mayBeHad = hasFiles(exportNow(row, now).status);
    const files = row.packed?.parts.map(part => part.file) ?? [];
    const sizes = await Promise.all(files.map(async file => file && partFiles.size(file)));
    const isLost = mayBeHad && sizes.includes(undefined);
    const lacks = mayBeHad && lacksCollected(row);
    if (!isLost && !isIncomplete(row) && !lacks) return;
    const totals = await copyTotals(ports, store.db, row, new Date(row.wholeAt ?? row.createdAt));
    const parts =
      row.wholeAt === undefined
        ? undefined
        : await pack({
            ports,
            rows: store.db,
            row,
            collected: await knownThen(ports, store.db, row),
            ...(mayBeHad ? { files: partFiles } : {}),
            signal: new AbortController().signal,
          });
    const collected = lacks ? await collectKnown(ports, partFiles, store.db, row) : [];
    const owner = { userId: row.createdBy.id, accountIds: [row.accountId], whole: true };
    await store.write(owner, now, undefined, ({ rows }) => {
      const current = rows.exports.find(one => one.id === row.id);
      if (current?.status !== row.status || current.runs.length !== row.runs.length)
        return { value: undefined };
      for (const system of current.runs.flatMap(run => run.systems)) {
        if (system.total !== undefined) continue;
        const { records = 0, fields = 0 } = totals.get(system.id) ?? {};
        // The share that a seed says is done becomes a number of records.
        Object.assign(system, { total: records, fields, done: Math.floor(records * system.done) });
      }
      for (const { id, ...known } of collected) {
        const system = systemsNow(current).find(one => one.id === id);
        if (system !== undefined) Object.assign(system, known);
      }
      if (parts !== undefined && row.wholeAt !== undefined)
        current.packed = { run: row.runs.length, readyAt: row.wholeAt, parts };
      return { value: undefined };
    });
  };
  const rows = store.db.exports.filter(which);
  await Promise.all(
    rows.map(row => {
      const known = completing.get(row.id);
      if (known !== undefined) return known;
      const done = complete(row).finally(() => completing.delete(row.id));
      completing.set(row.id, done);
      return done;
    }),
  );
}
