import type { Pool } from 'pg';
import { type Keys, keyMarks } from './keys.ts';

/**
 * Checks that the settings hold every key that the database depends on. Without its key a digest finds nobody again: an address
 * that was refused would be written to.
 * @param jobsPool connections of the role `privacy_jobs`
 * @throws Error that names `KEYS_FILE` and the key that it lacks
 */
export async function requireKnownKeys(jobsPool: Pool, keys: Keys): Promise<void> {
  const { rows } = await jobsPool.query<{ id: string; mark: string }>('select id, mark from privacy.keys');
  const marks = keyMarks(keys);
  for (const { id, mark } of rows) {
    const found = marks.find(one => one.id === id);
    if (found === undefined)
      throw new Error(`KEYS_FILE lacks the key ${id}, which this database was written with`);
    if (found.mark !== mark)
      throw new Error(`KEYS_FILE has another key as ${id} than the one this database was written with`);
  }
}

/**
 * Writes down the keys that the database depends on from now on.
 * @param jobsPool connections of the role `privacy_jobs`
 */
export async function saveKnownKeys(jobsPool: Pool, keys: Keys): Promise<void> {
  for (const { id, kind, mark } of keyMarks(keys))
    await jobsPool.query(
      'insert into privacy.keys (id, kind, mark) values ($1, $2, $3) on conflict do nothing',
      [id, kind, mark],
    );
}
