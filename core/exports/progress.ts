import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import type { ExportRow, Packed, RunRow } from './state.ts';

type SystemStatus = components['schemas']['ExportSystem']['status'];

/** How long each stage takes, in milliseconds of real time. */
export const MS_PER_UNIT = { queued: 500, system: 700, packing: 700 } as const;

/** Bytes packed and stored in a second on an ordinary machine: the expected duration is computed from it. */
export const PACK_SPEED = 12_000_000;

/** One system of an export as it stands. */
export interface SystemNow {
  id: string;
  status: SystemStatus;
  /** 0…1 of its records. */
  share: number;
}

/** An export as it stands, before expiry. */
export interface ProgressNow {
  status: ExportStatus;
  systems: SystemNow[];
  readyAt?: string;
  /** Grows with every change: the id of an event. */
  step: number;
  /** All systems have answered or failed, and nothing is packed yet: packing may begin. */
  collected?: true;
}

const durationOf = (run: RunRow): number =>
  MS_PER_UNIT.queued + run.systems.length * MS_PER_UNIT.system + MS_PER_UNIT.packing;

/** How far a run has come: by the mock’s clock or by the machine’s, whichever is further. */
const elapsedOf = (run: RunRow, now: Date, real: number): number =>
  Math.max(0, now.getTime() - Date.parse(run.at), real - run.real);

const stageSystems = (run: RunRow, elapsed: number): SystemNow[] =>
  run.systems.map((id, i) => {
    const share = (elapsed - MS_PER_UNIT.queued - i * MS_PER_UNIT.system) / MS_PER_UNIT.system;
    if (share < 0) return { id, status: 'waiting', share: 0 };
    if (share < 1) return { id, status: 'running', share };
    return run.failing.includes(id) ? { id, status: 'failed', share: 0 } : { id, status: 'done', share: 1 };
  });

/** How many moments a run can be seen at: more than any run has. */
const STEPS_PER_RUN = 1_000_000;

const frozenShare: Record<NonNullable<ExportRow['frozen']>, (i: number) => number> = {
  queued: () => 0,
  collecting: i => (i === 0 ? 1 : i === 1 ? 0.4 : 0),
  packing: () => 1,
};

const frozenSystems = (row: ExportRow): SystemNow[] => {
  const shareOf = frozenShare[row.frozen ?? 'queued'];
  return (row.runs.at(-1)?.systems ?? []).map((id, i) => {
    const share = shareOf(i);
    return { id, share, status: share === 0 ? 'waiting' : share < 1 ? 'running' : 'done' };
  });
};

/** What earlier runs have brought stays; a later run speaks of its own systems. */
const merged = (row: ExportRow, last: SystemNow[]): SystemNow[] => {
  const all = new Map<string, SystemNow>();
  for (const run of row.runs.slice(0, -1)) {
    for (const id of run.systems)
      all.set(
        id,
        run.failing.includes(id) ? { id, status: 'failed', share: 0 } : { id, status: 'done', share: 1 },
      );
  }
  for (const system of last) all.set(system.id, system);
  return [...all.values()];
};

/** How far after its systems a run is counted on: its end can still be seen as a change. */
const TAIL = 1000;

/** What the run that counts now has been packed to, if it has. */
export const packedOf = (row: ExportRow): Packed | undefined =>
  row.packed?.run === row.runs.length ? row.packed : undefined;

/**
 * The progress of an export at `now`, derived on reading: nothing is stored by a timer. `real` is the machine’s
 * clock, so that work goes on when the mock’s clock stands still. An export made here is packing until its parts are
 * packed, however late it is.
 */
export const progressOf = (row: ExportRow, now: Date, real = Date.now()): ProgressNow => {
  const run = row.runs.at(-1);
  if (row.stage === 'awaiting_owner' || run === undefined) {
    return { status: row.stage === 'begun' ? 'queued' : row.stage, systems: [], step: 0 };
  }
  // What was cancelled or revoked stays as it was at that moment.
  const ended = row.endedAt === undefined ? undefined : Date.parse(row.endedAt) - Date.parse(run.at);
  const elapsed = ended ?? elapsedOf(run, now, real);
  const last = row.frozen === undefined ? stageSystems(run, elapsed) : frozenSystems(row);
  const systems = merged(row, last);
  const stepAt = (moment: number): number =>
    row.runs.length * STEPS_PER_RUN + Math.min(STEPS_PER_RUN - 3, Math.floor(moment));
  const step = stepAt(Math.min(elapsed, durationOf(run) + TAIL));
  // Ready, and then its end, come after all that was seen of the work, however long that took.
  const readyStep = stepAt(durationOf(run) + TAIL) + 1;
  const readyAt = packedOf(row)?.readyAt ?? readyAtOf(run, now);
  if (row.stage === 'revoked') return { status: row.stage, systems, step: readyStep + 1, readyAt };
  if (row.stage !== 'begun') return { status: row.stage, systems, step: step + 1 };
  if (row.frozen !== undefined) return { status: row.frozen, systems, step };
  if (elapsed < MS_PER_UNIT.queued && row.runs.length === 1) return { status: 'queued', systems, step };
  if (last.some(system => system.status === 'waiting' || system.status === 'running'))
    return { status: 'collecting', systems, step };
  if (elapsed < durationOf(run)) return { status: 'packing', systems, step };
  const failed = systems.filter(system => system.status === 'failed');
  if (failed.length === systems.length) return { status: 'failed', systems, step: readyStep };
  if (row.unpacked === true) return { status: 'packing', systems, step, collected: true };
  return { status: failed.length > 0 ? 'partly_ready' : 'ready', systems, readyAt, step: readyStep };
};

/** When a run was ready by the mock’s clock; never later than now, where that clock stands still. */
export const readyAtOf = (run: RunRow, now: Date): string => momentOf(run, durationOf(run), now.getTime());

const momentOf = (run: RunRow, after: number, latest: number): string =>
  new Date(Math.max(Date.parse(run.at), Math.min(Date.parse(run.at) + after, latest))).toISOString();

/**
 * When each system that answered was collected, RFC 3339, in an export that was whole at `readyAt`. What an earlier
 * run has brought stays as it was then.
 */
export const collectedOf = (row: ExportRow, readyAt: string): Map<string, string> => {
  const collected = new Map<string, string>();
  for (const [i, run] of row.runs.entries()) {
    const latest = Date.parse(row.runs[i + 1]?.at ?? readyAt);
    for (const [place, system] of run.systems.entries()) {
      if (run.failing.includes(system)) collected.delete(system);
      else
        collected.set(system, momentOf(run, MS_PER_UNIT.queued + (place + 1) * MS_PER_UNIT.system, latest));
    }
  }
  return collected;
};
