import type { Pool } from 'pg';
import type { AnsweredCases, Statistics } from '../core/ports.ts';

interface Found {
  readonly days: number;
  readonly on_time: boolean;
  readonly refused_by: NonNullable<AnsweredCases['refusedBy']> | null;
  readonly count: number;
}

/** How requests were answered, counted in PostgreSQL over all accounts. @param pool connections of the role `privacy_customer` */
export const postgresStatistics = (pool: Pool): Statistics => ({
  answered: async from => {
    const { rows } = await pool.query<Found>(
      'select days, on_time, refused_by, count from privacy.answered_cases($1)',
      [from],
    );
    return rows.map(({ days, on_time, refused_by, count }) => ({
      days,
      onTime: on_time,
      ...(refused_by === null ? {} : { refusedBy: refused_by }),
      count,
    }));
  },
});
