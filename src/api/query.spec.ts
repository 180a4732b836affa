import { QueryClient, type QueryKey } from '@tanstack/react-query';
import { expect, expectTypeOf, test, vi } from 'vitest';
import type { Api } from './client.ts';
import type { Failure } from './errors.ts';
import { estimateExport } from './generated/ops/estimateExport.ts';
import { getCategory } from './generated/ops/getCategory.ts';
import { getOverview } from './generated/ops/getOverview.ts';
import { listExports } from './generated/ops/listExports.ts';
import { apiInfiniteQuery } from './lists/infinite-query.ts';
import { apiQuery, isQueryOf, type QueryContext } from './query.ts';
import type { Schemas } from './schema-types.ts';

const api: Api = { call: vi.fn(), exchange: vi.fn(), read: vi.fn() };
const context: QueryContext = { api, locale: 'ru', sessionNumber: 0 };
const account = { path: { category: 'account' } };

test('operation, language, session number and input each make another cache entry', () => {
  const client = new QueryClient();
  const keys: QueryKey[] = [
    apiQuery(context, getCategory, account).queryKey,
    apiQuery({ ...context, locale: 'en' }, getCategory, account).queryKey,
    apiQuery({ ...context, locale: undefined }, getCategory, account).queryKey,
    apiQuery({ ...context, sessionNumber: 1 }, getCategory, account).queryKey,
    apiQuery(context, getCategory, { ...account, query: { scope: 'person' } }).queryKey,
    apiQuery(context, getOverview).queryKey,
    apiQuery(context, listExports, { query: { limit: 50, cursor: 'c' } }).queryKey,
    apiInfiniteQuery(context, listExports, { limit: 50 }, 'c').queryKey,
  ];
  for (const key of keys) client.setQueryData(key, {});
  expect(client.getQueryCache().getAll()).toHaveLength(keys.length);
  const again: QueryKey = apiQuery(context, getCategory, { path: { ...account.path } }).queryKey;
  client.setQueryData(again, {});
  expect(client.getQueryCache().getAll()).toHaveLength(keys.length);
  client.clear();
});

test('`isQueryOf` finds an operation in all languages and with all inputs', () => {
  const found = isQueryOf(getCategory, listExports);
  expect(found(apiQuery(context, getCategory, account))).toBe(true);
  expect(found(apiQuery({ ...context, locale: 'en' }, getCategory, account))).toBe(true);
  expect(found(apiInfiniteQuery(context, listExports, {}, 'c'))).toBe(true);
  expect(found(apiQuery(context, getOverview))).toBe(false);
});

test('a query is sent in the language of its key', async () => {
  const client = new QueryClient();
  vi.mocked(api.call).mockResolvedValue({ items: [], nextCursor: null, total: 0 });
  await client.fetchQuery(apiQuery({ ...context, locale: 'en' }, getCategory, account));
  expect(api.call).toHaveBeenLastCalledWith(
    getCategory,
    { ...account, locale: 'en' },
    expect.any(AbortSignal) as AbortSignal,
  );
  await client.fetchInfiniteQuery(apiInfiniteQuery(context, listExports, { limit: 50 }, 'c'));
  expect(api.call).toHaveBeenLastCalledWith(
    listExports,
    { query: { limit: 50, cursor: 'c' }, locale: 'ru' },
    expect.any(AbortSignal) as AbortSignal,
  );
  client.clear();
});

test('a query without its required input does not compile; its data and its failure are typed', () => {
  const queries = () => [
    // @ts-expect-error -- the category is missing
    apiQuery(context, getCategory),
    // @ts-expect-error -- the body is missing
    apiQuery(context, estimateExport, {}),
    // @ts-expect-error -- a category is no list
    apiInfiniteQuery(context, getCategory, {}, 'c'),
  ];
  expectTypeOf(queries).toBeFunction();
  const client = new QueryClient();
  const category = () => client.getQueryData(apiQuery(context, getCategory, account).queryKey);
  expectTypeOf(category).returns.toEqualTypeOf<Schemas['CategoryDetail'] | undefined>();
  const failure = () => client.getQueryState(apiQuery(context, getOverview).queryKey)?.error;
  expectTypeOf(failure).returns.toEqualTypeOf<Failure | null | undefined>();
});
