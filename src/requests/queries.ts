import { getRequest } from '../api/generated/ops/getRequest.ts';
import { getRights } from '../api/generated/ops/getRights.ts';
import { listRequests } from '../api/generated/ops/listRequests.ts';
import { previewErasure } from '../api/generated/ops/previewErasure.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';
import type { Schemas } from '../api/schema-types.ts';
import type { RightKind } from '../domain/ids.ts';
import type { RequestDetails } from '../domain/requests.ts';
import { scopeQuery } from '../shell/kit/account-scope.ts';

export type RightsRequest = Schemas['RightsRequest'];
export type Scope = Schemas['Scope'];

/** The rights of a customer in a scope, and whether each can be used now. */
export const rightsQuery = (context: QueryContext, scope?: Scope) =>
  apiQuery(context, getRights, { query: scopeQuery(scope) });

/** One request. */
export const requestQuery = (context: QueryContext, id: string) =>
  apiQuery(context, getRequest, { path: { id } });

/** Drafts of a right, of all a customer may see: without a scope the server takes the widest. */
export const draftsQuery = (context: QueryContext, kind: RightKind) =>
  apiQuery(context, listRequests, { query: { kind, status: 'draft' } });

/** What an erasure would do. */
export const erasurePreviewQuery = (context: QueryContext, body: Schemas['ErasurePreviewRequest']) =>
  apiQuery(context, previewErasure, { body });

/** What a request asks, as the domain reads it: the contract's shapes by kind are parts of one. */
export const detailsOf = (request: { details: Schemas['RequestDetails'] }): RequestDetails => request.details;
