import { listRecords } from '../api/generated/ops/listRecords.ts';
import { searchRecords } from '../api/generated/ops/searchRecords.ts';
import { isPlainDate } from '../domain/calendar.ts';
import { type ApiQuery, apiQuery } from '../shell/frame/runtime.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.tsx';
import type { Schemas } from './queries.ts';

type Sort = Schemas['RecordSort'];

/** What of the records is shown, in the address. Free text is not: it is nobody's business but the server's. */
export interface View {
  scope?: Schemas['Scope'];
  kind?: string;
  from?: string;
  to?: string;
  thirdParty?: boolean;
  sort: Sort;
}

export const SORTS = ['-date', 'date', '-amount', 'amount', 'title', '-title'] as const;
/** The longest id the contract knows. */
const MAX_ID = 120;
/** Records asked for at a time. */
export const WINDOW = 100;
/** Windows out of sight are dropped soon: 50,000 rows must not gather in memory. */
const KEEP = 20_000;

/** The view an address asks for; what it cannot mean is left out. */
export function viewOf(search: URLSearchParams): View {
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

/** The question for one window of records; with free text it goes by POST. */
export function recordsQuery(
  category: string,
  view: View,
  text: string,
  page: number,
): ApiQuery<'listRecords'> | ApiQuery<'searchRecords'> {
  const { scope, ...rest } = view;
  const place = { limit: WINDOW, offset: page * WINDOW };
  return text === ''
    ? apiQuery(listRecords, { path: { category }, query: { ...scopeQuery(scope), ...rest, ...place } }, KEEP)
    : apiQuery(
        searchRecords,
        { path: { category }, query: scopeQuery(scope), body: { ...rest, ...place, text } },
        KEEP,
      );
}
