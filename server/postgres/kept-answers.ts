import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { IdempotencyKey, KeptAnswer } from '../../core/ports.ts';
import { problem } from '../../core/problem.ts';

/** An answer is given again to a repeated key for this long. */
const KEY_HOURS = 24;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The key of a write, held by its transaction. */
export interface ClaimedKey {
  /** What an earlier call kept: it is given again, and no work is done. */
  readonly kept?: KeptAnswer;
  /** Saves what is given to repetitions. */
  keep(answer: KeptAnswer['answer']): Promise<void>;
  /** Leaves the key free for a corrected try. */
  free(): Promise<void>;
}

/**
 * Claims a key by inserting its row. Another transaction with the same key waits here until the first has committed, and is
 * given its answer then; when the first has rolled back, the second goes on.
 * @throws Problem `key-reused` when the key came with another body
 */
export async function claimKey(
  client: PoolClient,
  personId: string,
  now: Date,
  { slot, sent }: IdempotencyKey,
): Promise<ClaimedKey> {
  const place = digest(slot);
  const claimed = await client.query(
    `insert into privacy.kept_answers as kept (slot, person_id, sent, at) values ($1, $2, $3, $4)
     on conflict (slot) do update set sent = excluded.sent, at = excluded.at, answer = null
       where kept.at <= excluded.at - make_interval(hours => $5)
     returning slot`,
    [place, personId, digest(sent), now, KEY_HOURS],
  );
  const fresh = claimed.rowCount === 1;
  const found = fresh
    ? undefined
    : await client.query<{ sent: Buffer; at: Date; answer: KeptAnswer['answer'] | null }>(
        'select sent, at, answer from privacy.kept_answers where slot = $1 and person_id = $2 for update',
        [place, personId],
      );
  const row = found?.rows[0];
  if (!fresh && row === undefined) throw new Error('the row of an idempotency key is gone');
  if (row !== undefined && !row.sent.equals(digest(sent))) throw problem('key-reused');
  return {
    ...(row?.answer ? { kept: { sent, at: row.at.toISOString(), answer: row.answer } } : {}),
    keep: async answer => {
      await client.query(
        'update privacy.kept_answers set at = $3, answer = $4 where slot = $1 and person_id = $2',
        [place, personId, now, answer === undefined ? null : JSON.stringify(answer)],
      );
    },
    free: async () => {
      // A key that an earlier write has used without a kept answer stays used.
      if (fresh)
        await client.query('delete from privacy.kept_answers where slot = $1 and person_id = $2', [
          place,
          personId,
        ]);
    },
  };
}
