import { newId } from '../core/ids.ts';
import type { Job, JobQueue, LeasedJob, Unit } from '../core/ports.ts';
import type { Owner } from '../core/rows.ts';
import type { Exclusive } from './exclusive.ts';

/** A job that waits or is being done, plain JSON. */
export interface JobRow {
  id: string;
  job: Job;
  owner: Owner;
  /** When it is due, RFC 3339, by the mock's clock. */
  at: string;
  /** The same by the machine's clock, ms: work goes on also when the mock's clock stands still. */
  real: number;
  /** How often it was begun. */
  attempt: number;
  lease?: { name: string; until: number };
  /** Systems that do not answer for this job: they did not when it was asked for. */
  down?: readonly string[];
}

/** A worker that has not said for so long that it goes on has lost its job. */
export const LEASE_MS = 10_000;

/** Whether a job may be taken: due by either clock, and held by nobody. */
const isDue = ({ at, real, lease }: JobRow, now: Date): boolean =>
  (Date.parse(at) <= now.getTime() || real <= Date.now()) &&
  (lease === undefined || lease.until <= Date.now());

/** Milliseconds of the machine's clock until the next job may be taken; undefined when there is none. */
export const nextDueMs = (rows: readonly JobRow[]): number | undefined =>
  rows.length === 0
    ? undefined
    : Math.max(0, Math.min(...rows.map(({ real, lease }) => Math.max(real, lease?.until ?? 0))) - Date.now());

/** Jobs in memory, kept in the rows of a database. */
export function memoryJobs({
  rows,
  setRows,
  exclusive,
  changed,
  begin,
}: {
  rows: () => JobRow[];
  setRows: (rows: JobRow[]) => void;
  exclusive: Exclusive;
  changed: () => void;
  begin: (owner: Owner, now: Date, down: readonly string[], real: number) => { unit: Unit; keep: () => void };
}): JobQueue {
  const held = (leased: LeasedJob): JobRow | undefined =>
    rows().find(({ id, lease }) => id === leased.id && lease?.name === leased.lease);

  return {
    lease: async now => {
      if (!rows().some(row => isDue(row, now))) return undefined;
      return exclusive(async () => {
        const row = rows()
          .filter(one => isDue(one, now))
          .toSorted((a, b) => a.at.localeCompare(b.at))[0];
        if (row === undefined) return undefined;
        const lease = { name: newId('ls'), until: Date.now() + LEASE_MS };
        row.lease = lease;
        row.attempt += 1;
        changed();
        const { id, job, owner, attempt } = row;
        return { id, job, owner, attempt, dueAt: new Date(row.at), lease: lease.name };
      });
    },
    renew: leased =>
      exclusive(async () => {
        const row = held(leased);
        const soon = Date.now() + LEASE_MS / 2;
        if (row?.lease !== undefined && row.lease.until <= soon) {
          row.lease.until = Date.now() + LEASE_MS;
          changed();
        }
        return row !== undefined;
      }),
    commit: (leased, now, work) =>
      exclusive(async () => {
        const row = held(leased);
        if (row === undefined) return false;
        const { unit, keep } = begin(row.owner, now, row.down ?? [], Math.min(row.real, Date.now()));
        work(unit);
        keep();
        setRows(rows().filter(one => one !== row));
        changed();
        return true;
      }),
    retry: (leased, now, afterMs) =>
      exclusive(async () => {
        const row = held(leased);
        if (row === undefined) return;
        row.at = new Date(now.getTime() + afterMs).toISOString();
        row.real = Date.now() + afterMs;
        delete row.lease;
        changed();
      }),
  };
}
