import { listConsents } from '../api/generated/ops/listConsents.ts';
import { getCategory } from '../api/generated/ops/getCategory.ts';
import { getRegister } from '../api/generated/ops/getRegister.ts';
import { getRequest } from '../api/generated/ops/getRequest.ts';
import { getRights } from '../api/generated/ops/getRights.ts';
import { listRequests } from '../api/generated/ops/listRequests.ts';
import type { components } from '../api/generated/schema.ts';
import type { RightKind } from '../domain/ids.ts';
import type { RequestDetails } from '../domain/requests.ts';
import { ask } from '../shell/runtime.ts';
import { scopeQuery } from '../shell/scope.tsx';

export type Schemas = components['schemas'];
export type RightsRequest = Schemas['RightsRequest'];
export type Scope = Schemas['Scope'];

export const registerAsk = (scope?: Scope) => ask(getRegister, { query: scopeQuery(scope) });
export const rightsAsk = (scope?: Scope) => ask(getRights, { query: scopeQuery(scope) });
export const categoryAsk = (category: string, scope?: Scope) =>
  ask(getCategory, { path: { category }, query: scopeQuery(scope) });
export const requestAsk = (id: string) => ask(getRequest, { path: { id } });
export const consentsAsk = ask(listConsents);
/** Drafts of a right, of all a customer may see: without a scope the server takes the widest. */
export const draftsAsk = (kind: RightKind) => ask(listRequests, { query: { kind, status: 'draft' } });

/** What a request asks, as the domain reads it: the contract's shapes by kind are parts of one. */
export const detailsOf = (request: { details: Schemas['RequestDetails'] }): RequestDetails => request.details;
