import type { Handlers } from '../context.ts';
import { prefersPage } from '../http/accept.ts';
import { pageOf } from './page.ts';
import { statementOf } from './statement.ts';

/** The information on processing that the law grants on request, as data or as a page. */
export const statementHandlers: Handlers<'getStatement'> = {
  getStatement: async context => {
    const statement = await statementOf(context);
    if (!prefersPage(context.request)) return { body: statement };
    return {
      response: new Response(pageOf(statement, context.lang), {
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      }),
    };
  },
};
