import type { Store } from '../../core/ports.ts';
import type { Rows } from '../../core/rows.ts';
import { emptyRows } from '../../core/rows.ts';
import { LEASE_MS } from '../../mocks/memory-jobs.ts';
import { memoryStore } from '../../mocks/memory-store.ts';
import type { Db } from '../../mocks/db.ts';
import { LEASE_MS as POSTGRES_LEASE_MS } from '../postgres/jobs.ts';
import { postgresStore } from '../postgres/store.ts';
import { poolAs } from './pools.ts';

/** What is put down beside the rows, as a test looks at it. */
export interface Beside {
  readonly log: number;
  readonly jobs: number;
  readonly emails: number;
  readonly numbers: { R: number; E: number };
}

/** A store with the ways a test looks behind it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The same as a worker has it: with its jobs, and all rows of an account. */
  readonly ofWorker: Store;
  /** How long a lease holds, ms. */
  readonly leaseMs: number;
  /** Lets so much time pass for leases; the clock of the process is the caller's to move. */
  leasesAge(ms: number): Promise<void>;
  /** Everything of all owners. */
  beside(): Promise<Beside>;
  /** The decisions of the ledger in their order: person, kind, subject, state. */
  decisions(): Promise<string[]>;
  /** The same rows in a store that has just started. */
  restarted(): StoreUnderTest;
  giveToken(token: string, userId: string): Promise<void>;
  close(): Promise<void>;
}

/** The mock's store. */
export function memory(db: Db = emptyDb()): StoreUnderTest {
  const store = memoryStore(db, { changed: () => undefined });
  return {
    store,
    ofWorker: store,
    leaseMs: LEASE_MS,
    leasesAge: async () => undefined,
    beside: async () => ({
      log: db.access.length,
      jobs: db.jobs.length,
      emails: db.outbox.length,
      numbers: db.numbers,
    }),
    decisions: async () => db.ledger.map(one => [one.userId, one.kind, one.subject, one.state].join(' ')),
    restarted: () => memory(structuredClone(db)),
    giveToken: async (token, userId) => void db.mailings.tokens.push({ token, userId, topic: 'offers' }),
    close: async () => undefined,
  };
}

const emptyDb = (): Db => ({
  ...emptyRows(),
  seededAt: '2026-11-30T09:00:00.000Z',
  numbers: { R: 0, E: 0 },
  kept: {},
  ledger: [],
  jobs: [],
  outbox: [],
  endedGrants: [],
});

/** Empties all tables of rows. */
export async function emptyTables(): Promise<void> {
  const admin = poolAs('admin');
  const { rows } = await admin.query<{ tables: string }>(
    `select string_agg('privacy.' || tablename, ', ') as tables from pg_tables
     where schemaname = 'privacy' and tablename not in ('migrations', 'installation', 'numbers')`,
  );
  await admin.query(`truncate ${rows[0]?.tables}; update privacy.numbers set last = 0`);
  await admin.end();
}

/** The server's store on the PostgreSQL of the suites. */
export function postgres(): StoreUnderTest {
  const pool = poolAs('customer', 10);
  const admin = poolAs('admin', 1);
  const jobs = poolAs('jobs', 4);
  return {
    store: postgresStore(pool),
    ofWorker: postgresStore(jobs),
    leaseMs: POSTGRES_LEASE_MS,
    leasesAge: async ms => {
      await admin.query(
        "update privacy.jobs set leased_until = leased_until - $1 * interval '1 millisecond'",
        [ms],
      );
    },
    beside: async () => {
      const { rows } = await admin.query<Omit<Beside, 'numbers'> & { r: number; e: number }>(
        `select (select count(*)::int from privacy.access_log) as log, (select count(*)::int from privacy.jobs) as jobs,
          (select count(*)::int from privacy.outbox) as emails,
          (select last from privacy.numbers where series = 'R') as r, (select last from privacy.numbers where series = 'E') as e`,
      );
      const [{ r, e, ...counts } = { log: 0, jobs: 0, emails: 0, r: 0, e: 0 }] = rows;
      return { ...counts, numbers: { R: r, E: e } };
    },
    decisions: async () => {
      const { rows } = await admin.query<{ line: string }>(
        "select concat_ws(' ', person_id, kind, subject, state) as line from privacy.ledger order by place",
      );
      return rows.map(({ line }) => line);
    },
    restarted: postgres,
    giveToken: async (token, userId) => {
      await admin.query('insert into privacy.tokens (token, person_id, body) values ($1, $2, $3)', [
        token,
        userId,
        JSON.stringify({ token, userId, topic: 'offers' }),
      ]);
    },
    close: async () => {
      await Promise.all([pool.end(), jobs.end(), admin.end()]);
    },
  };
}

/** All rows of an owner as a reader has them. */
export const rowsIn = (store: Store, userId: string, accountId = 'acc-1'): Promise<Rows> =>
  store.read({ userId, accountIds: [accountId] }, rows => structuredClone(rows));
