import { fieldError, problem } from '../problem.ts';

/** One page of a list: where the next begins is in the cursor, and how many there are in all. */
export const page = <Row, Item>(
  rows: readonly Row[],
  query: { limit?: number; cursor?: string } | undefined,
  view: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null; total: number } => {
  const limit = query?.limit ?? 50;
  const start = query?.cursor === undefined ? 0 : positionOf(query.cursor);
  const end = start + limit;
  return {
    items: rows.slice(start, end).map(view),
    nextCursor: end < rows.length ? btoa(`at:${end}`) : null,
    total: rows.length,
  };
};

const positionOf = (cursor: string): number => {
  let text = '';
  try {
    text = atob(cursor);
  } catch {
    // Falls through to the same answer as any other cursor we did not give out.
  }
  const match = /^at:(\d{1,9})$/.exec(text);
  if (match === null)
    throw problem('validation', { errors: [fieldError('query/cursor', 'cursor', 'cursor')] });
  return Number(match[1]);
};
