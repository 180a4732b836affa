import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RetentionRow } from './retention/retention.ts';

/** What the server counts. Labels are operations, systems and rows of retention: never a person, an account or an address. */
export interface Metrics {
  answered(operation: string, status: number, seconds: number): void;
  /** A call to a system. */
  sourceAnswered(system: string, result: 'good' | 'failed', seconds: number): void;
  /** Whether a system is asked at all. */
  sourceOpen(system: string, open: boolean): void;
  /** The panel was asked who is signed in with a token. */
  panelAnswered(result: 'good' | 'failed', seconds: number): void;
  /** Whether the panel is asked at all. */
  panelOpen(open: boolean): void;
  deleted(row: RetentionRow, rows: number): void;
  jobFailed(kind: string): void;
  /** A copy of the directory of a system; `refused`: too many people would have gone. */
  directoryCopied(result: 'good' | 'refused' | 'failed'): void;
  /** All values in the text format of Prometheus. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/** Makes the metrics of one server. @param pools by name; the one of `jobs` is asked for the length of the queue */
export function createMetrics(pools: { readonly customers: Pool; readonly jobs: Pool }): Metrics {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'privacy_http_request_duration_seconds',
    help: 'Requests by operation and status.',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers,
  });
  const sources = new Histogram({
    name: 'privacy_source_duration_seconds',
    help: 'Calls to systems by result.',
    labelNames: ['system', 'result'],
    buckets: SECONDS,
    registers,
  });
  const breakers = new Gauge({
    name: 'privacy_source_breaker_open',
    help: '1 while a system is not asked because its calls have failed.',
    labelNames: ['system'],
    registers,
  });
  const introspections = new Histogram({
    name: 'privacy_introspection_duration_seconds',
    help: 'Questions to the panel who is signed in, by result.',
    labelNames: ['result'],
    buckets: SECONDS,
    registers,
  });
  const panelBreaker = new Gauge({
    name: 'privacy_introspection_breaker_open',
    help: '1 while the panel is not asked because its calls have failed.',
    registers,
  });
  const deleted = new Counter({
    name: 'privacy_retention_deleted_rows_total',
    help: 'Rows deleted because their retention was over.',
    labelNames: ['row'],
    registers,
  });
  const failedJobs = new Counter({
    name: 'privacy_job_failures_total',
    help: 'Steps of jobs that failed.',
    labelNames: ['kind'],
    registers,
  });
  const directory = new Counter({
    name: 'privacy_directory_copies_total',
    help: 'Copies of the directory of a system by result.',
    labelNames: ['result'],
    registers,
  });
  const connections = new Gauge({
    name: 'privacy_database_connections',
    help: 'Connections by pool and state; waiting are requests without one.',
    labelNames: ['pool', 'state'],
    registers,
    collect: () => {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        connections.set({ pool, state: 'busy' }, totalCount - idleCount);
        connections.set({ pool, state: 'idle' }, idleCount);
        connections.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  const due = new Gauge({
    name: 'privacy_jobs_due',
    help: 'Jobs that are due and not done.',
    registers,
    collect: async () => {
      // A database that does not answer is seen in /readyz; the other values are given all the same.
      const found = await pools.jobs
        .query<{ due: number }>('select count(*)::int as due from privacy.jobs where due_at <= now()')
        .catch(() => undefined);
      due.set(found?.rows[0]?.due ?? Number.NaN);
    },
  });
  return {
    answered: (operation, status, seconds) => requests.observe({ operation, status }, seconds),
    sourceAnswered: (system, result, seconds) => sources.observe({ system, result }, seconds),
    sourceOpen: (system, open) => breakers.set({ system }, open ? 1 : 0),
    panelAnswered: (result, seconds) => introspections.observe({ result }, seconds),
    panelOpen: open => panelBreaker.set(open ? 1 : 0),
    deleted: (row, rows) => deleted.inc({ row }, rows),
    jobFailed: kind => failedJobs.inc({ kind }),
    directoryCopied: result => directory.inc({ result }),
    text: async () => ({ type: register.contentType, body: await register.metrics() }),
  };
}
