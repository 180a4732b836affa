import { getCategory } from '../generated/ops/getCategory.ts';
import { apiQuery, type QueryContext } from '../query.ts';
import type { Schemas } from '../schema-types.ts';

/** A category of the register in a scope; without one, in the widest that the customer may see. */
export const categoryQuery = (context: QueryContext, category: string, scope?: Schemas['Scope']) =>
  apiQuery(context, getCategory, { path: { category }, ...(scope && { query: { scope } }) });
