import { getCategory } from '../api/generated/ops/getCategory.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import type { components } from '../api/generated/schema.ts';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.tsx';
import { apiQuery } from '../shell/frame/runtime.ts';

export type Schemas = components['schemas'];
export type Register = Schemas['Register'];

/** The register in the scope of the address. */
export const registerQuery = (search: URLSearchParams) => {
  const scope = scopeOf(search);
  return scope === undefined ? apiQuery(getRegister) : apiQuery(getRegister, { query: scopeQuery(scope) });
};

/** One category in the scope of the address. */
export const categoryQuery = (category: string, search: URLSearchParams) =>
  apiQuery(getCategory, { path: { category }, query: scopeQuery(scopeOf(search)) });
