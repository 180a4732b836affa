import { getMailings } from '../api/generated/ops/getMailings.ts';
import { listLetters } from '../api/generated/ops/listLetters.ts';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import type { components } from '../api/generated/schema.ts';
import { apiQuery } from '../shell/frame/runtime.ts';

export type Schemas = components['schemas'];
export type Mailings = Schemas['Mailings'];
export type Change = Schemas['MailingChange'];
export type Topic = Schemas['Subscription'];

export const mailingsQuery = apiQuery(getMailings);
export const historySearch = { limit: 8 };
export const historyQuery = apiQuery(listMailingHistory, { query: historySearch });
export const lettersSearch = (topic: string) => (topic === '' ? { limit: 20 } : { limit: 20, topic });
export const lettersQuery = (topic: string) => apiQuery(listLetters, { query: lettersSearch(topic) });
