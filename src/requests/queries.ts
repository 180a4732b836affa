import { listConsents } from '../api/generated/ops/listConsents.ts';
import { getCategory } from '../api/generated/ops/getCategory.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { getRequest } from '../api/generated/ops/getRequest.ts';
import { getRights } from '../api/generated/ops/getRights.ts';
import { listRequests } from '../api/generated/ops/listRequests.ts';
import type { components } from '../api/generated/schema.ts';
import type { RightKind } from '../domain/ids.ts';
import type { RequestDetails } from '../domain/requests.ts';
import { apiQuery } from '../shell/frame/runtime.ts';
import { scopeQuery } from '../shell/kit/account-scope.tsx';

export type Schemas = components['schemas'];
export type RightsRequest = Schemas['RightsRequest'];
export type Scope = Schemas['Scope'];

export const registerQuery = (scope?: Scope) => apiQuery(getRegister, { query: scopeQuery(scope) });
export const rightsQuery = (scope?: Scope) => apiQuery(getRights, { query: scopeQuery(scope) });
export const categoryQuery = (category: string, scope?: Scope) =>
  apiQuery(getCategory, { path: { category }, query: scopeQuery(scope) });
export const requestQuery = (id: string) => apiQuery(getRequest, { path: { id } });
export const consentsQuery = apiQuery(listConsents);
/** Drafts of a right, of all a customer may see: without a scope the server takes the widest. */
export const draftsQuery = (kind: RightKind) => apiQuery(listRequests, { query: { kind, status: 'draft' } });

/** What a request asks, as the domain reads it: the contract's shapes by kind are parts of one. */
export const detailsOf = (request: { details: Schemas['RequestDetails'] }): RequestDetails => request.details;
