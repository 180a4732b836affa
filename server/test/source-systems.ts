import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createConnection } from 'mysql2/promise';
import { inject } from 'vitest';
import { type RunningMariadb, startMariadb } from '../demo/mariadb.ts';

/** A database that plays an operator's system, and how a suite writes the SQL that differs. */
export interface SourceSystem {
  readonly name: 'PostgreSQL' | 'MariaDB';
  /** The type of an instant with microseconds. */
  readonly instant: string;
  /** A table of one row that comes after so many seconds. */
  after(seconds: number): string;
  /** A table with the column `n` from 1 to a number. */
  series(last: number): string;
  /** The name of the role that can only select, as `grant` writes it. */
  readonly reader: string;
  /** The address for a role that can only select. */
  readonly url: string;
  /** The address for a role that may do everything. */
  readonly adminUrl: string;
  /** Runs statements as an administrator, one after the other. */
  run(...statements: readonly string[]): Promise<void>;
  /** Lets the reader select from all tables that are there. */
  allowReading(): Promise<void>;
  close(): Promise<void>;
}

const READER = 'systems_reader';

/** A database of the PostgreSQL of the suites. @param name of the database, which must not be there yet */
export async function postgresSystem(name: string): Promise<SourceSystem> {
  const admin = new Client({ connectionString: inject('urls').admin });
  await admin.connect();
  // Texts sort by their bytes and have lower case in every alphabet.
  await admin.query(`create database ${name} template template0 locale 'C.UTF-8'`);
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [READER]);
  if (rowCount === 0) await admin.query(`create role ${READER} login`);
  const adminUrl = inject('urls').admin.replace('/privacy?', `/${name}?`);
  const inside = new Client({ connectionString: adminUrl });
  await inside.connect();
  await inside.query("set time zone 'UTC'");
  return {
    name: 'PostgreSQL',
    instant: 'timestamptz',
    after: seconds => `pg_sleep(${seconds})`,
    series: last => `generate_series(1, ${last}) as n`,
    reader: READER,
    url: adminUrl.replace(/user=\w+/, `user=${READER}`),
    adminUrl,
    run: async (...statements) => {
      for (const statement of statements) await inside.query(statement);
    },
    allowReading: async () => {
      await inside.query(`grant select on all tables in schema public to ${READER}`);
    },
    close: async () => {
      await inside.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** A MariaDB for one suite; undefined where the machine has none, which is printed. */
export async function mariadbForTests(): Promise<(RunningMariadb & { remove(): Promise<void> }) | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-mariadb-test-'));
  chmodSync(folder, 0o755);
  const server = await startMariadb(folder);
  if (server === undefined) {
    rmSync(folder, { recursive: true });
    process.stdout.write(
      'MariaDB is not installed here: its suites are skipped (apt-get install mariadb-server)\n',
    );
    return undefined;
  }
  return {
    ...server,
    remove: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of a MariaDB. @param name of the database, which must not be there yet */
export async function mariadbSystem(server: RunningMariadb, name: string): Promise<SourceSystem> {
  const adminUrl = server.url('root', name);
  const first = await createConnection(server.url('root').replace('mariadb:', 'mysql:'));
  await first.query(`create database ${name}`);
  await first.query(`create user if not exists ${READER}@localhost`);
  await first.end();
  const inside = await createConnection(adminUrl.replace('mariadb:', 'mysql:'));
  return {
    name: 'MariaDB',
    instant: 'datetime(6)',
    after: seconds => `(select sleep(${seconds})) as pause`,
    series: last => `(select seq as n from seq_1_to_${last}) as s`,
    reader: `${READER}@localhost`,
    url: server.url(READER, name),
    adminUrl,
    run: async (...statements) => {
      for (const statement of statements) await inside.query(statement);
    },
    allowReading: async () => {
      await inside.query(`grant select on ${name}.* to ${READER}@localhost`);
    },
    close: async () => {
      await inside.query(`drop database ${name}`);
      await inside.end();
    },
  };
}
