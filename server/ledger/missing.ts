import type { Pool } from 'pg';
import type { StoredEntry } from './entry.ts';

/** So many ids are asked for in one statement. */
const BATCH = 10_000;

/** Which of the entries the database lacks. @param pool connections of `privacy_jobs` or `privacy_staff` */
export async function missingOf(pool: Pool, entries: readonly StoredEntry[]): Promise<StoredEntry[]> {
  const unknown = new Set<string>();
  for (let at = 0; at < entries.length; at += BATCH) {
    const ids = entries.slice(at, at + BATCH).map(({ id }) => id);
    const { rows } = await pool.query<{ id: string }>('select privacy.unknown_entries($1) as id', [ids]);
    for (const { id } of rows) unknown.add(id);
  }
  return entries.filter(({ id }) => unknown.has(id));
}
