import { getExport } from '../api/generated/ops/getExport.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { listExports } from '../api/generated/ops/listExports.ts';
import type { components } from '../api/generated/schema.ts';
import { apiQuery } from '../shell/frame/runtime.ts';
import { scopeOf, scopeQuery } from '../shell/kit/visibility.tsx';

export type Schemas = components['schemas'];
/** A copy of the data, as the contract has it. */
export type Export = Schemas['Export'];
export type ExportSpec = Schemas['ExportSpec'];
export type Part = Schemas['ExportPart'];

export const exportQuery = (id: string) => apiQuery(getExport, { path: { id } });
/** Reads that speak of an export beside its own page. */
export const EXPORT_LISTS = [listExports, getOverview, listAccessLog];
export const exportsSearch = (search: URLSearchParams) => ({ ...scopeQuery(scopeOf(search)), limit: 50 });
export const exportsQuery = (search: URLSearchParams) =>
  apiQuery(listExports, { query: exportsSearch(search) });
export const registerQuery = (scope?: Schemas['Scope']) =>
  apiQuery(getRegister, { query: scopeQuery(scope) });
export const consentsQuery = apiQuery(listConsents);
