import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import type { ExportRow, RunRow } from './state.ts';

type SystemStatus = components['schemas']['ExportSystem']['status'];

/** How long each stage takes, in milliseconds of real time. */
export const PACE = { queued: 500, system: 700, packing: 700 } as const;

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
}

const durationOf = (run: RunRow): number => PACE.queued + run.systems.length * PACE.system + PACE.packing;

/** How far a run has come: by the mock’s clock or by the machine’s, whichever is further. */
const elapsedOf = (run: RunRow, now: Date, real: number): number =>
  Math.max(0, now.getTime() - Date.parse(run.at), real - run.real);

const stageSystems = (run: RunRow, elapsed: number): SystemNow[] =>
  run.systems.map((id, i) => {
    const share = (elapsed - PACE.queued - i * PACE.system) / PACE.system;
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

/**
 * The progress of an export at `now`, derived on reading: nothing is stored by a timer. `real` is the machine’s
 * clock, so that work goes on when the mock’s clock stands still.
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
  const step =
    row.runs.length * STEPS_PER_RUN +
    Math.min(STEPS_PER_RUN - 1, Math.floor(Math.min(elapsed, durationOf(run) + 1000)));
  const readyAt = readyAtOf(run, now);
  if (row.stage !== 'begun') {
    const wasReady = row.stage === 'revoked';
    return { status: row.stage, systems, step: step + 1, ...(wasReady ? { readyAt } : {}) };
  }
  if (row.frozen !== undefined) return { status: row.frozen, systems, step };
  if (elapsed < PACE.queued && row.runs.length === 1) return { status: 'queued', systems, step };
  if (last.some(system => system.status === 'waiting' || system.status === 'running'))
    return { status: 'collecting', systems, step };
  if (elapsed < durationOf(run)) return { status: 'packing', systems, step };
  const failed = systems.filter(system => system.status === 'failed');
  if (failed.length === systems.length) return { status: 'failed', systems, step };
  return { status: failed.length > 0 ? 'partly_ready' : 'ready', systems, readyAt, step };
};

/** When a run was ready by the mock’s clock; never later than now, where that clock stands still. */
const readyAtOf = (run: RunRow, now: Date): string =>
  new Date(
    Math.max(Date.parse(run.at), Math.min(Date.parse(run.at) + durationOf(run), now.getTime())),
  ).toISOString();
