import { listConsents } from '../generated/ops/listConsents.ts';
import { apiQuery, type QueryContext } from '../query.ts';

/** The consents, the objections and the tools of the site. */
export const consentsQuery = (context: QueryContext) => apiQuery(context, listConsents);
