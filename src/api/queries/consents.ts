import { listConsents } from '../generated/ops/listConsents.ts';
import { apiQuery, type QueryContext } from '../query.ts';

/**
 * Whether the browser asks not to be tracked (Global Privacy Control, W3C). It says so in a header as well, which a proxy
 * may drop.
 */
const browserSignals = (): boolean =>
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;

/** The consents, the objections and the tools of the site. */
export const consentsQuery = (context: QueryContext) =>
  apiQuery(context, listConsents, browserSignals() ? { query: { signal: 'gpc' } } : {});
