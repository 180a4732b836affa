import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listOwnActions } from '../api/generated/ops/listOwnActions.ts';
import { listDisclosures } from '../api/generated/ops/listDisclosures.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import { isPlainDate } from '../domain/calendar.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';

/** The kinds of actors by which the log is filtered. */
export const ACTORS = ['staff', 'system', 'self', 'user'] as const;
/** The search parameters of the filters. */
export const FILTERS = ['actor', 'category', 'from', 'to'] as const;

/** The query members of the log that an address names; invalid parameters are ignored. */
export function logSearch(search: URLSearchParams) {
  const actor = ACTORS.find(name => name === search.get('actor'));
  const category = search.get('category');
  const day = (name: string) => {
    const value = search.get(name);
    return value !== null && isPlainDate(value) ? value : undefined;
  };
  const [from, to] = [day('from'), day('to')];
  return {
    ...scopeQuery(scopeOf(search)),
    ...(actor === undefined ? {} : { actor }),
    ...(category && category.length <= 120 ? { category } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** The number of entries on a page of the list: about two screens, so that the end of the page is near. */
export const PAGE = 25;

/** The first page of the log. */
export const logQuery = (context: QueryContext, search: URLSearchParams) =>
  apiQuery(context, listAccessLog, { query: { ...logSearch(search), limit: PAGE } });

/** The disclosures of the year in the address; of all years without one. */
export const disclosuresQuery = (context: QueryContext, search: URLSearchParams) => {
  const year = Number(search.get('year'));
  return apiQuery(context, listDisclosures, {
    query: { ...scopeQuery(scopeOf(search)), ...(year >= 2000 && year <= 2100 ? { year } : {}), limit: 200 },
  });
};

/** The first page of what was made in the customer's name. */
export const ownActionsQuery = (context: QueryContext) =>
  apiQuery(context, listOwnActions, { query: { limit: PAGE } });

/** True when the address names the view «actions». */
export const showsOwnActions = (search: URLSearchParams) => search.get('view') === 'actions';

/** True when the address names the view «disclosures». */
export const showsDisclosures = (search: URLSearchParams) => search.get('view') === 'disclosures';
