import { listRecords } from '../api/generated/ops/listRecords.ts';
import { searchRecords } from '../api/generated/ops/searchRecords.ts';
import { isPlainDate } from '../domain/calendar.ts';
import { apiQuery, type ApiQueryOptions, type QueryContext } from '../api/query.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';
import type { Schemas } from '../api/schema-types.ts';

type Sort = Schemas['RecordSort'];

/** The filters and the order that the address names. The searched text is not in the address: it may be personal data. */
export interface RecordView {
  scope?: Schemas['Scope'];
  kind?: string;
  from?: string;
  to?: string;
  thirdParty?: boolean;
  sort: Sort;
}

/** The query of a window by its number, 0 for the first. */
export type QueryOfWindow = (window: number) => ApiQueryOptions<Schemas['RecordPage']>;

/** The orders of records. */
export const SORTS = ['-date', 'date', '-amount', 'amount', 'title', '-title'] as const;
/** The maximal length of an id in the contract. */
const MAX_ID = 120;
/** The number of records in one request. */
export const WINDOW = 100;
/** Windows out of view leave the cache soon, so that 50,000 rows do not accumulate in memory. */
const WINDOW_GC_MS = 20_000;

/** The view of an address; invalid parameters are ignored. */
export function viewOf(search: URLSearchParams): RecordView {
  const day = (name: string) => (isPlainDate(search.get(name) ?? '') ? search.get(name) : null);
  const kind = search.get('kind');
  const from = day('from');
  const to = day('to');
  return {
    ...scopeQuery(scopeOf(search)),
    ...(kind && kind.length <= MAX_ID ? { kind } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(search.get('thirdParty') === 'true' ? { thirdParty: true } : {}),
    sort: SORTS.find(sort => sort === search.get('sort')) ?? '-date',
  };
}

/** The query of one window of records; with a text it is a POST, so that the text is in no URL. */
export function recordsQuery(
  context: QueryContext,
  category: string,
  view: RecordView,
  text: string,
  page: number,
): ApiQueryOptions<Schemas['RecordPage']> {
  const { scope, ...rest } = view;
  const place = { limit: WINDOW, offset: page * WINDOW };
  const options =
    text === ''
      ? apiQuery(context, listRecords, {
          path: { category },
          query: { ...scopeQuery(scope), ...rest, ...place },
        })
      : apiQuery(context, searchRecords, {
          path: { category },
          query: scopeQuery(scope),
          body: { ...rest, ...place, text },
        });
  return { ...options, gcTime: WINDOW_GC_MS };
}
