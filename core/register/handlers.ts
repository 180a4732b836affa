import type { Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import { categoryDetail } from './category.ts';
import { deletions } from './deletions.ts';
import { recordById, recordPage } from './records.ts';
import { registerView } from './register.ts';
import { revealValue } from './reveal.ts';
import { searchRegister } from './search.ts';

/** Hits of a search in everything, where no other number is asked for. */
const HITS = 50;

/** The register: what is kept about the customer, where, what for and how long. */
export const registerHandlers: Handlers<
  | 'getRegister'
  | 'getCategory'
  | 'listRecords'
  | 'getRecord'
  | 'searchRegister'
  | 'searchRecords'
  | 'listDeletions'
  | 'revealValue'
> = {
  getRegister: async context => ({ body: await registerView(context) }),
  getCategory: async context => ({ body: await categoryDetail(context.params.category, context) }),
  listRecords: async context => ({
    body: await recordPage(context.params.category, context.query ?? {}, context),
  }),
  getRecord: async context => ({
    body: await recordById(context.params.category, context.params.record, context),
  }),
  searchRecords: async context => ({
    body: await recordPage(context.params.category, context.body, context),
  }),
  searchRegister: async context => ({
    body: await searchRegister(context.body.text.trim(), context.body.limit ?? HITS, context),
  }),

  listDeletions: async context => {
    const { items, ...rest } = await deletions(context);
    return { body: { ...rest, ...page(items, context.query, item => item) } };
  },

  revealValue,
};
