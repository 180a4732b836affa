import type { Pool } from 'pg';
import { TOPICS } from '../../core/policy/tables.ts';
import { addressDigests } from '../keys/address-digest.ts';
import type { Keys } from '../keys/keys.ts';

/** Rows of one statement. */
const BATCH = 1000;

/**
 * Keeps the digests of what people have refused before digests were kept; a database in which that was done is left alone. A decision
 * that was written later counts more.
 * @param pool connections of the role `privacy_jobs`
 */
export async function keepFormerRefusals(pool: Pool, keys: Pick<Keys, 'digest'>): Promise<void> {
  const { rowCount } = await pool.query('select from privacy.former_refusals');
  if (rowCount !== 0) return;
  const { rows } = await pool.query<{ email: string; topic: string | null; at: Date }>(
    'select email, topic, at from privacy.standing_refusals() order by at',
  );
  const refused = rows.flatMap(({ email, topic, at }) => {
    const [newest] = addressDigests(keys, email);
    const topics = topic === null ? TOPICS.map(({ id }) => id) : [topic];
    return newest === undefined ? [] : topics.map(one => ({ ...newest, topic: one, at }));
  });
  for (let from = 0; from < refused.length; from += BATCH) {
    const batch = refused.slice(from, from + BATCH);
    await pool.query(
      `select privacy.suppress(array[digest], array[key], array[topic], at, true)
       from json_to_recordset($1) as one (digest text, key text, topic text, at timestamptz)`,
      [JSON.stringify(batch)],
    );
  }
  await pool.query('insert into privacy.former_refusals default values on conflict do nothing');
}
