import { effectiveDate, governing } from '../../src/domain/clocks.ts';
import { isUnanswered } from '../../src/domain/request-states.ts';
import type { QueuedCase, QueueQuery } from '../ports.ts';
import { clocksOf } from '../requests/model.ts';
import type { RequestRow } from '../requests/state.ts';

/** A case as the queue has it: the same whenever it is computed, so that a database may keep it beside the row. */
export const queuedCase = (row: RequestRow): QueuedCase => {
  const first = governing(clocksOf(row));
  const { id, number, kind, scope, status, submittedAt, answeredAt } = row;
  return {
    id,
    number,
    kind,
    scope,
    status,
    ...(submittedAt === undefined ? {} : { filedAt: submittedAt }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(first === undefined ? {} : { dueBy: effectiveDate(first), staffDue: first.staffDate }),
  };
};

/** Whether a case is late on a day (`YYYY-MM-DD`, Moscow). */
export const isOverdue = ({ status, dueBy }: QueuedCase, today: string): boolean =>
  isUnanswered(status) && dueBy !== undefined && dueBy < today;

/** Whether a case is among those asked for. Drafts are nobody's but the customer's. */
const isIn = (one: QueuedCase, { state, today }: Pick<QueueQuery, 'state' | 'today'>): boolean => {
  if (one.filedAt === undefined) return false;
  if (state === 'all') return true;
  return state === 'open' ? isUnanswered(one.status) : isOverdue(one, today);
};

/** Cases without a day come last; of one day the one that was filed first. */
const keyOf = ({ staffDue = '9999-12-31', filedAt = '', id }: QueuedCase): string =>
  `${staffDue} ${filedAt} ${id}`;

/** A page of the queue, of rows that are all in memory. */
export const queueOf = (
  rows: readonly RequestRow[],
  query: QueueQuery,
): { items: QueuedCase[]; total: number } => {
  const all = rows
    .map(queuedCase)
    .filter(one => isIn(one, query))
    .map(one => ({ one, key: keyOf(one) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ one }) => one);
  return { items: all.slice(query.offset, query.offset + query.limit), total: all.length };
};
