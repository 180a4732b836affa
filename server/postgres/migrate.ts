import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';

const FOLDER = join(import.meta.dirname, 'migrations');
/** One process migrates at a time; the number is of this program and says nothing. */
const LOCK = 7_264_113;
/** The migration whose table says what the database is for. */
const INSTALLATION = '0006-installation.sql';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly digest: string;
}

async function migrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter(name => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async name => {
      const text = await readFile(join(FOLDER, name), 'utf8');
      return { name, text, digest: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

type Connection = Pick<Pool, 'query'>;

async function applied(connection: Connection): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ name: string; digest: string }>(
    'select name, digest from privacy.migrations',
  );
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** @throws Error when a migration was changed after it had been applied */
function requireUnchanged(known: ReadonlyMap<string, string>, { name, digest }: Migration): void {
  const before = known.get(name);
  if (before !== undefined && before !== digest)
    throw new Error(`The migration ${name} was changed after it had been applied to this database`);
}

/** What a database is for. */
export type Installation = 'demo' | 'production';

/** @throws Error when the database is for something else */
async function requireKind(connection: Connection, kind: Installation): Promise<void> {
  const { rows } = await connection.query<{ kind: Installation }>('select kind from privacy.installation');
  const found = rows[0]?.kind;
  if (found !== kind)
    throw new Error(
      `DATABASE_URL: the database is ${found === 'demo' ? 'of the demo' : 'not of the demo'}: this program refuses it`,
    );
}

/**
 * Applies the migrations that the database lacks, each in a transaction of its own with its entry in `privacy.migrations`.
 * The first time it writes down what the database is for.
 * @param connection of the role `privacy_owner`
 * @returns the names of those applied now
 * @throws Error when the database is for something else, before anything is changed
 */
export async function migrate(connection: Connection, kind: Installation): Promise<string[]> {
  await connection.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await connection.query(`
      create schema if not exists privacy;
      create table if not exists privacy.migrations (
        name text primary key, digest text not null, applied_at timestamptz not null default now()
      );
      grant usage on schema privacy to privacy_customer, privacy_staff, privacy_jobs;
      grant select on privacy.migrations to privacy_customer, privacy_staff, privacy_jobs;
    `);
    const known = await applied(connection);
    if (known.has(INSTALLATION)) await requireKind(connection, kind);
    const done: string[] = [];
    for (const migration of await migrations()) {
      requireUnchanged(known, migration);
      if (known.has(migration.name)) continue;
      await connection.query('begin');
      try {
        await connection.query(migration.text);
        await connection.query('insert into privacy.migrations (name, digest) values ($1, $2)', [
          migration.name,
          migration.digest,
        ]);
        if (migration.name === INSTALLATION)
          await connection.query('insert into privacy.installation (kind) values ($1)', [kind]);
        await connection.query('commit');
      } catch (thrown) {
        await connection.query('rollback');
        throw new Error(`The migration ${migration.name} failed`, { cause: thrown });
      }
      done.push(migration.name);
    }
    return done;
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

/**
 * Checks that the database has every migration of this program, and is for what it is for; it may have newer migrations.
 * @throws Error that names those it lacks
 */
export async function requireMigrated(connection: Connection, kind: Installation): Promise<void> {
  const { rows } = await connection.query<{ found: string | null }>(
    "select to_regclass('privacy.migrations')::text as found",
  );
  const known = rows[0]?.found ? await applied(connection) : new Map<string, string>();
  const all = await migrations();
  for (const migration of all) requireUnchanged(known, migration);
  const missing = all.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (missing.length > 0)
    throw new Error(
      `The database lacks migrations: ${missing.join(', ')}. A start with MIGRATION_DATABASE_URL applies them`,
    );
  await requireKind(connection, kind);
}
