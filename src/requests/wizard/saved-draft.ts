import { replace } from 'react-router';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { apiQuery } from '../../api/query.ts';
import type { RightKind } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import type { Runtime } from '../../shell/frame/module-runtime.ts';
import type { Saved } from './draft.ts';

/** The draft of a wizard, apart from the request on its page: what the customer wrote is the same in every language. */
const draftQuery = ({ api, sessionNumber }: Runtime, id: string) =>
  apiQuery({ api, sessionNumber, locale: undefined }, getRequest, { path: { id } });

/**
 * Loads the draft an address names, unless its wizard is open: then its form is newer than the server's draft.
 * @throws Failure, or a redirect: to the page of the request when it is filed, to the other wizard when the right differs.
 */
export async function loadDraft(runtime: Runtime, kind: RightKind, id: string): Promise<void> {
  const request = await runtime.client.fetchQuery(draftQuery(runtime, id));
  // The browser's «back» after filing leads to the filed request, so nothing can be filed twice.
  if (request.status !== 'draft') throw replace(paths.request(id));
  if (request.kind !== kind) throw replace(paths.draft(request.kind, id));
}

/** The draft that `loadDraft` has loaded. */
export function loadedDraft(runtime: Runtime, id: string | undefined): Saved | undefined {
  const request =
    id === undefined ? undefined : runtime.client.getQueryData(draftQuery(runtime, id).queryKey);
  return request && { request };
}

/** Caches the draft of an open wizard until `forgetDraft`. */
export function cacheDraft(runtime: Runtime, { request }: Saved): void {
  const { queryKey } = draftQuery(runtime, request.id);
  runtime.client.setQueryDefaults(queryKey, { staleTime: 'static', gcTime: Infinity });
  runtime.client.setQueryData(queryKey, request);
}

/** Removes a draft from the cache: the next wizard loads it again. */
export function forgetDraft(runtime: Runtime, id: string): void {
  const { queryKey } = draftQuery(runtime, id);
  runtime.client.setQueryDefaults(queryKey, {});
  runtime.client.removeQueries({ queryKey });
}
