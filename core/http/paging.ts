import { fieldError, problem } from '../problem.ts';

/** The opaque cursor of the contract: it names the position at which a page begins. */
export const cursorOf = (position: number): string => btoa(`at:${position}`);

/**
 * One page of a list, with the cursor of the next page and the total number. Throws the problem `validation` for a
 * cursor that `cursorOf` did not make.
 */
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
    nextCursor: end < rows.length ? cursorOf(end) : null,
    total: rows.length,
  };
};

/** The position that a cursor names. Throws the problem `validation` for a cursor that `cursorOf` did not make. */
export const positionOf = (cursor: string): number => {
  let text = '';
  try {
    text = atob(cursor);
  } catch {
    // The check below rejects the empty text as it rejects any other cursor.
  }
  const match = /^at:(\d{1,9})$/.exec(text);
  if (match === null)
    throw problem('validation', { errors: [fieldError('query/cursor', 'cursor', 'cursor')] });
  return Number(match[1]);
};
