import { getExport } from '../api/generated/ops/getExport.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { listExports } from '../api/generated/ops/listExports.ts';
import type { components } from '../api/generated/schema.ts';
import { ask } from '../shell/runtime.ts';
import { scopeOf, scopeQuery } from '../shell/scope.tsx';

export type Schemas = components['schemas'];
/** A copy of the data, as the contract has it. */
export type Export = Schemas['Export'];
export type ExportSpec = Schemas['ExportSpec'];
export type Part = Schemas['ExportPart'];

export const exportAsk = (id: string) => ask(getExport, { path: { id } });
export const exportsQuery = (search: URLSearchParams) => ({ ...scopeQuery(scopeOf(search)), limit: 50 });
export const exportsAsk = (search: URLSearchParams) => ask(listExports, { query: exportsQuery(search) });
export const registerAsk = (scope?: Schemas['Scope']) => ask(getRegister, { query: scopeQuery(scope) });
export const consentsAsk = ask(listConsents);
