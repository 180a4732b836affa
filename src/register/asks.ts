import { getCategory } from '../api/generated/ops/getCategory.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import type { components } from '../api/generated/schema.ts';
import { scopeOf, scopeQuery } from '../shell/scope.tsx';
import { ask } from '../shell/runtime.ts';

export type Schemas = components['schemas'];
export type Register = Schemas['Register'];

/** The register in the scope of the address. */
export const registerAsk = (search: URLSearchParams) => {
  const scope = scopeOf(search);
  return scope === undefined ? ask(getRegister) : ask(getRegister, { query: scopeQuery(scope) });
};

/** One category in the scope of the address. */
export const categoryAsk = (category: string, search: URLSearchParams) =>
  ask(getCategory, { path: { category }, query: scopeQuery(scopeOf(search)) });
