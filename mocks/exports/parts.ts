import { hasFiles } from '../../src/domain/export-states.ts';
import type { Db } from '../db.ts';
import { chunksOf, streamOf } from '../../core/streams.ts';
import { exportNow } from '../../core/exports/model.ts';
import { pack } from './pack.ts';
import { collectedOf, packedOf, readyAtOf } from '../../core/exports/progress.ts';
import type { ExportRow, Packed, PackedPart } from '../../core/exports/state.ts';
import type { DatabaseParts, PackingJob } from './packing-state.ts';
import type { PartStore } from './store.ts';

/** Creates the parts of a database; their names begin with its key. */
export const databaseParts = (
  store: PartStore,
  key: string,
  db: () => Db | undefined,
  changed: () => void,
): DatabaseParts => ({ store, prefix: `${key}.`, jobs: new Map(), db, changed });

/** Packing that failed is not begun again sooner than this, ms. */
const REST = 5000;

const stemOf = ({ prefix }: DatabaseParts, row: ExportRow): string => `${prefix}${row.id}.`;
const rowIn = (db: Db | undefined, id: string): ExportRow | undefined =>
  db?.exports.find(one => one.id === id);

const removeFiles = async (parts: DatabaseParts, row: ExportRow, run: number): Promise<void> =>
  parts.store.clear(`${stemOf(parts, row)}${run}.`);

const begin = (parts: DatabaseParts, db: Db, row: ExportRow, now: Date, keeps: boolean): PackingJob => {
  const run = row.runs.length;
  const abort = new AbortController();
  const last = row.runs.at(-1);
  const readyAt = packedOf(row)?.readyAt ?? (last === undefined ? row.createdAt : readyAtOf(last, now));
  const work = async (): Promise<Packed | undefined> => {
    const made = await pack({
      db,
      row,
      readyAt,
      collected: collectedOf(row, readyAt),
      missing: exportNow(row, now).missing,
      ...(keeps ? { store: parts.store } : {}),
      nameOf: n => `${stemOf(parts, row)}${run}.${n}.zip`,
      signal: abort.signal,
    });
    const packed: Packed = { run, readyAt, parts: made };
    // The export may have changed meanwhile: revoked here, or read again from another tab.
    const current = rowIn(parts.db(), row.id);
    if (abort.signal.aborted || current?.runs.length !== run || (keeps && current.stage !== 'begun')) {
      if (keeps) await removeFiles(parts, row, run);
      return undefined;
    }
    current.packed = packed;
    delete current.unpacked;
    parts.changed();
    return packed;
  };
  const forget = () => {
    if (parts.jobs.get(row.id) === job) parts.jobs.delete(row.id);
  };
  const done = work().then(
    packed => {
      forget();
      return packed;
    },
    async (failure: unknown) => {
      if (keeps) await removeFiles(parts, row, run).catch(() => undefined);
      if (abort.signal.aborted) forget();
      else {
        console.error(`The mock could not pack ${row.id}`, failure);
        setTimeout(forget, REST);
        throw failure;
      }
      return undefined;
    },
  );
  // Nobody may be waiting: the next look begins again.
  done.catch(() => undefined);
  const job: PackingJob = { run, keeps, abort, done };
  return job;
};

const jobOf = (parts: DatabaseParts, db: Db, row: ExportRow, now: Date, keeps: boolean): PackingJob => {
  const going = parts.jobs.get(row.id);
  if (going?.run === row.runs.length && going.keeps === keeps) return going;
  going?.abort.abort();
  const job = begin(parts, db, row, now, keeps);
  parts.jobs.set(row.id, job);
  return job;
};

/** Begins to pack an export whose systems have all been collected; does not wait for it. */
export const startPacking = (parts: DatabaseParts, db: Db, row: ExportRow, now: Date): void => {
  if (exportNow(row, now).collected === true) jobOf(parts, db, row, now, true);
};

/**
 * The description of the parts of an export: none before it is ready. One that was seeded is packed at this first look;
 * one whose time is over is only measured, since its files may not be had.
 */
export const partsOf = async (
  parts: DatabaseParts,
  db: Db,
  row: ExportRow,
  now: Date,
): Promise<PackedPart[]> => {
  const { status, readyAt } = exportNow(row, now);
  if (readyAt === undefined) return [];
  const packed = packedOf(row) ?? (await jobOf(parts, db, row, now, hasFiles(status)).done);
  return packed?.parts ?? [];
};

/** A part whose bytes can be read now. Packs again what the store has lost; undefined when there is no such part. */
export const partToRead = async (
  parts: DatabaseParts,
  db: Db,
  row: ExportRow,
  n: number,
  now: Date,
): Promise<(PackedPart & { file: string }) | undefined> => {
  const readable = async (
    part: PackedPart | undefined,
  ): Promise<(PackedPart & { file: string }) | undefined> => {
    const { file, size } = part ?? {};
    return part !== undefined && file !== undefined && (await parts.store.size(file)) === size
      ? { ...part, file }
      : undefined;
  };
  const known = (await partsOf(parts, db, row, now)).find(part => part.n === n);
  if (known === undefined) return undefined;
  const found = await readable(known);
  if (found !== undefined) return found;
  const again = await jobOf(parts, db, row, now, true).done;
  return readable(again?.parts.find(part => part.n === n));
};

/**
 * The bytes of a part from `start` to `end`, both included, as long as it may be had: a download that goes on when
 * the copy is revoked breaks off.
 */
export const readPart = (
  parts: DatabaseParts,
  id: string,
  file: string,
  start: number,
  end: number,
): ReadableStream<Uint8Array> =>
  streamOf(async function* () {
    const isThere = (): boolean =>
      rowIn(parts.db(), id)?.packed?.parts.some(part => part.file === file) === true;
    for await (const chunk of chunksOf(parts.store.read(file, start, end))) {
      if (!isThere()) throw new Error(`${file} was deleted while it was read`);
      yield chunk;
    }
  });

/**
 * Deletes the files that may not be had any more, and stops work on them: of exports that were revoked, cancelled,
 * begun anew, or have expired at `now`. Returns true when this changed the database.
 */
export const sweep = async (parts: DatabaseParts, now: Date): Promise<boolean> => {
  const db = parts.db();
  if (db === undefined) return false;
  let changed = false;
  for (const [id, job] of parts.jobs) {
    const row = rowIn(db, id);
    const status = row && exportNow(row, now).status;
    const isAlive = status !== undefined && (status === 'packing' || hasFiles(status));
    const wanted = isAlive && row?.runs.length === job.run;
    if (!job.keeps || wanted) continue;
    job.abort.abort();
    // What it had written is gone when it has stopped: a matter of one chunk.
    await job.done.catch(() => undefined);
  }
  for (const row of db.exports) {
    const { packed } = row;
    if (packed === undefined || packed.parts.every(part => part.file === undefined)) continue;
    const isOld = packed.run !== row.runs.length;
    if (!isOld && hasFiles(exportNow(row, now).status)) continue;
    await removeFiles(parts, row, packed.run);
    if (isOld) delete row.packed;
    else for (const part of packed.parts) delete part.file;
    changed = true;
  }
  return changed;
};

/** Stops all work of a database and deletes all its files. */
export const forgetParts = async (parts: DatabaseParts): Promise<void> => {
  for (const { abort } of parts.jobs.values()) abort.abort();
  const going = [...parts.jobs.values()].map(job => job.done);
  parts.jobs.clear();
  await parts.store.clear(parts.prefix);
  // What was being written when it was stopped.
  await Promise.allSettled(going);
  await parts.store.clear(parts.prefix);
};
