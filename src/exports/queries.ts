import { getExport } from '../api/generated/ops/getExport.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { listExports } from '../api/generated/ops/listExports.ts';
import type { components } from '../api/generated/schema.ts';
import { apiQuery } from '../shell/frame/runtime.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.tsx';

export type Schemas = components['schemas'];
/** A copy of the data, as the contract has it. */
export type Export = Schemas['Export'];
export type ExportSpec = Schemas['ExportSpec'];
export type Part = Schemas['ExportPart'];

export const exportQuery = (id: string) => apiQuery(getExport, { path: { id } });
export const exportsSearch = (search: URLSearchParams) => ({ ...scopeQuery(scopeOf(search)), limit: 50 });
export const exportsQuery = (search: URLSearchParams) =>
  apiQuery(listExports, { query: exportsSearch(search) });
export const registerQuery = (scope?: Schemas['Scope']) =>
  apiQuery(getRegister, { query: scopeQuery(scope) });
export const consentsQuery = apiQuery(listConsents);
