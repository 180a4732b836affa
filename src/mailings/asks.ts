import { getMailings } from '../api/generated/ops/getMailings.ts';
import { listLetters } from '../api/generated/ops/listLetters.ts';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import type { components } from '../api/generated/schema.ts';
import { ask } from '../shell/runtime.ts';

export type Schemas = components['schemas'];
export type Mailings = Schemas['Mailings'];
export type Change = Schemas['MailingChange'];
export type Topic = Schemas['Subscription'];

export const mailingsAsk = ask(getMailings);
export const historyQuery = { limit: 8 };
export const historyAsk = ask(listMailingHistory, { query: historyQuery });
export const lettersQuery = (topic: string) => (topic === '' ? { limit: 20 } : { limit: 20, topic });
export const lettersAsk = (topic: string) => ask(listLetters, { query: lettersQuery(topic) });
