import { hasFiles } from '../../src/domain/export-states.ts';
import { pack } from '../../core/archive/pack.ts';
import { exportNow } from '../../core/exports/model.ts';
import { packedOf } from '../../core/exports/runs.ts';
import type { ExportRow } from '../../core/exports/state.ts';
import { copyTotals } from '../../core/exports/totals.ts';
import type { CopyPorts, PartFiles } from '../../core/ports.ts';
import type { MemoryStore } from '../memory-store.ts';

/** Copies that are being completed, by their ids. */
export type Completing = Map<string, Promise<void>>;

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
    if (!isLost && !isIncomplete(row)) return;
    const totals = await copyTotals(ports, store.db, row, new Date(row.wholeAt ?? row.createdAt));
    const parts =
      row.wholeAt === undefined
        ? undefined
        : await pack({
            ports,
            rows: store.db,
            row,
            ...(mayBeHad ? { files: partFiles } : {}),
            signal: new AbortController().signal,
          });
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
