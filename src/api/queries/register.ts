import { getRegister } from '../generated/ops/getRegister.ts';
import { apiQuery, type QueryContext } from '../query.ts';
import type { Schemas } from '../schema-types.ts';

/** The register in a scope; without one, in the widest that the customer may see. */
export const registerQuery = (context: QueryContext, scope?: Schemas['Scope']) =>
  apiQuery(context, getRegister, scope && { query: { scope } });
