import { replace } from 'react-router';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { apiQuery } from '../../api/query.ts';
import type { RightKind } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import type { Runtime } from '../../shell/frame/runtime.ts';
import type { Saved } from './draft.ts';

/** The draft of a wizard, apart from the request on its page: what the customer wrote is the same in every language. */
const draftQuery = ({ api, sessionNumber }: Runtime, id: string) =>
  apiQuery({ api, sessionNumber, locale: undefined }, getRequest, { path: { id } });

/**
 * Loads the draft an address names, unless its wizard is open: then what is on the screen leads, and saving tells the rest.
 * @throws Failure, or the way to where it went: a filed request to its page, another kind to its wizard.
 */
export async function loadDraft(runtime: Runtime, kind: RightKind, id: string): Promise<void> {
  const request = await runtime.client.fetchQuery(draftQuery(runtime, id));
  // Back after filing leads to what was filed: nothing can be sent twice from here.
  if (request.status !== 'draft') throw replace(paths.request(id));
  if (request.kind !== kind) throw replace(paths.draft(request.kind, id));
}

/** The draft that `loadDraft` has loaded. */
export function loadedDraft(runtime: Runtime, id: string | undefined): Saved | undefined {
  const request =
    id === undefined ? undefined : runtime.client.getQueryData(draftQuery(runtime, id).queryKey);
  return request && { request };
}

/** Keeps the draft of an open wizard, as it was last saved, until `forgetDraft`. */
export function cacheDraft(runtime: Runtime, { request }: Saved): void {
  const { queryKey } = draftQuery(runtime, request.id);
  runtime.client.setQueryDefaults(queryKey, { staleTime: 'static', gcTime: Infinity });
  runtime.client.setQueryData(queryKey, request);
}

/** Forgets a draft: next time it is asked for afresh. */
export function forgetDraft(runtime: Runtime, id: string): void {
  const { queryKey } = draftQuery(runtime, id);
  runtime.client.setQueryDefaults(queryKey, {});
  runtime.client.removeQueries({ queryKey });
}
