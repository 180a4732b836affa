import { getExport } from '../api/generated/ops/getExport.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listExports } from '../api/generated/ops/listExports.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import type { Schemas } from '../api/schema-types.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';

/** A copy of the data, as the contract has it. */
export type Export = Schemas['Export'];
export type ExportSpec = Schemas['ExportSpec'];
export type Part = Schemas['ExportPart'];

/** One copy. */
export const exportQuery = (context: QueryContext, id: string) =>
  apiQuery(context, getExport, { path: { id } });

/** Reads that speak of an export beside its own page. */
export const EXPORT_LISTS = [listExports, getOverview, listAccessLog];

/** The query members of the list of copies, in the scope of the address. */
export const exportsSearch = (search: URLSearchParams) => ({ ...scopeQuery(scopeOf(search)), limit: 50 });

/** The first page of the list of copies, in the scope of the address. */
export const exportsQuery = (context: QueryContext, search: URLSearchParams) =>
  apiQuery(context, listExports, { query: exportsSearch(search) });
