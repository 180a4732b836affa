import { replace } from 'react-router';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import type { RightKind } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import type { Runtime } from '../../shell/frame/runtime.ts';
import type { RightsRequest } from '../queries.ts';
import { requestQuery } from '../queries.ts';
import type { Saved } from './draft.ts';

const draftKey = (runtime: Runtime, id: string) => ['draft', id, runtime.generation] as const;

/**
 * Loads the draft an address names.
 * @throws Failure, or a redirect: to the page of the request when it is filed, to the other wizard when the right differs.
 */
export async function loadDraft(runtime: Runtime, kind: RightKind, id: string): Promise<Saved> {
  const saved = await runtime.client.fetchQuery<Saved>({
    queryKey: draftKey(runtime, id),
    queryFn: async ({ signal }) => {
      return { request: await runtime.api.call(getRequest, { path: { id } }, signal) };
    },
    // While the wizard is open its form is newer than the server's draft, and saving notices other versions.
    staleTime: loadedDraft(runtime, id)?.live === true ? Infinity : 30_000,
  });
  // The browser's «back» after filing leads to the filed request, so nothing can be filed twice.
  if (saved.request.status !== 'draft') throw replace(paths.request(id));
  if (saved.request.kind !== kind) throw replace(paths.draft(saved.request.kind, id));
  return saved;
}

/** The draft that `loadDraft` has loaded. */
export const loadedDraft = (runtime: Runtime, id: string | undefined): Saved | undefined =>
  id === undefined ? undefined : runtime.client.getQueryData<Saved>(draftKey(runtime, id));

/** Caches the draft of an open wizard until `forgetDraft`. */
export const cacheDraft = (runtime: Runtime, saved: Saved): void => {
  runtime.client.setQueryDefaults(['draft'], { gcTime: Infinity });
  runtime.client.setQueryData<Saved>(draftKey(runtime, saved.request.id), { ...saved, live: true });
};

/** Removes a draft from the cache: the next wizard loads it again. */
export const forgetDraft = (runtime: Runtime, id: string): void =>
  runtime.client.removeQueries({ queryKey: draftKey(runtime, id) });

/** Caches a filed request for its page. */
export function cacheRequest(runtime: Runtime, request: RightsRequest): void {
  runtime.client.setQueryData(runtime.queryOf(requestQuery(request.id)).queryKey, request);
}
