import { getMailings } from '../api/generated/ops/getMailings.ts';
import { listLetters } from '../api/generated/ops/listLetters.ts';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import type { Schemas } from '../api/schema-types.ts';

export type Mailings = Schemas['Mailings'];
export type Change = Schemas['MailingChange'];
export type Topic = Schemas['Subscription'];

/** The topics and what each stands at. */
export const mailingsQuery = (context: QueryContext) => apiQuery(context, getMailings);

/** The query members of the history of changes. */
export const historySearch = { limit: 8 };

/** The first page of the history of changes. */
export const historyQuery = (context: QueryContext) =>
  apiQuery(context, listMailingHistory, { query: historySearch });

/** The query members of the emails of a topic; of all topics for an empty one. */
export const emailsSearch = (topic: string) => (topic === '' ? { limit: 20 } : { limit: 20, topic });

/** The first page of the emails of a topic. */
export const emailsQuery = (context: QueryContext, topic: string) =>
  apiQuery(context, listLetters, { query: emailsSearch(topic) });
