import type { Pool } from 'pg';
import type { Cases, QueuedCase } from '../../core/ports.ts';

interface Found extends Pick<QueuedCase, 'id' | 'number' | 'kind' | 'scope' | 'status'> {
  readonly filed_at: Date;
  readonly answered_at: Date | null;
  readonly due_by: string | null;
  readonly staff_due: string | null;
  readonly total: string;
}

/** The queue in PostgreSQL. @param pool connections of the role `privacy_staff` */
export const postgresCases = (pool: Pool): Cases => ({
  queue: async ({ state, today, offset, limit }) => {
    const { rows } = await pool.query<Found>(
      `select id, number, kind, scope, status, filed_at, answered_at, due_by::text, staff_due::text, total
       from privacy.case_queue($1, $2, $3, $4)`,
      [state, today, offset, limit],
    );
    return {
      items: rows.map(({ id, number, kind, scope, status, filed_at, answered_at, due_by, staff_due }) => ({
        id,
        number,
        kind,
        scope,
        status,
        filedAt: filed_at.toISOString(),
        ...(answered_at === null ? {} : { answeredAt: answered_at.toISOString() }),
        ...(due_by === null ? {} : { dueBy: due_by }),
        ...(staff_due === null ? {} : { staffDue: staff_due }),
      })),
      total: Number(rows[0]?.total ?? 0),
    };
  },

  ownerOf: async id => {
    const { rows } = await pool.query<{ person_id: string; account_id: string }>(
      'select person_id, account_id from privacy.case_owner($1)',
      [id],
    );
    const [found] = rows;
    return found && { userId: found.person_id, accountIds: [found.account_id], whole: true };
  },
});
