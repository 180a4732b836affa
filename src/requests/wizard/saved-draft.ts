import { replace } from 'react-router';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import type { RightKind } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import type { Runtime } from '../../shell/frame/runtime.ts';
import type { Saved } from './draft.ts';

const draftKey = (runtime: Runtime, id: string) => ['draft', id, runtime.generation] as const;

/**
 * The draft an address names.
 * @throws Failure, or the way to where it went: a filed request to its page, another kind to its wizard.
 */
export async function loadDraft(runtime: Runtime, kind: RightKind, id: string): Promise<Saved> {
  const saved = await runtime.client.fetchQuery<Saved>({
    queryKey: draftKey(runtime, id),
    queryFn: async ({ signal }) => {
      return { request: await runtime.api.call(getRequest, { path: { id } }, signal) };
    },
    // While its wizard is open the steps ask nothing again: what is on the screen leads, saving tells the rest.
    staleTime: loadedDraft(runtime, id)?.live === true ? Infinity : 30_000,
  });
  // Back after filing leads to what was filed: nothing can be sent twice from here.
  if (saved.request.status !== 'draft') throw replace(paths.request(id));
  if (saved.request.kind !== kind) throw replace(paths.draft(saved.request.kind, id));
  return saved;
}

/** The draft that `loadDraft` has loaded. */
export const loadedDraft = (runtime: Runtime, id: string | undefined): Saved | undefined =>
  id === undefined ? undefined : runtime.client.getQueryData<Saved>(draftKey(runtime, id));

/** Keeps the draft of an open wizard, as it was last saved, until `forgetDraft`. */
export const cacheDraft = (runtime: Runtime, saved: Saved): void => {
  runtime.client.setQueryDefaults(['draft'], { gcTime: Infinity });
  runtime.client.setQueryData<Saved>(draftKey(runtime, saved.request.id), { ...saved, live: true });
};

/** Forgets a draft: next time it is asked for afresh. */
export const forgetDraft = (runtime: Runtime, id: string): void =>
  runtime.client.removeQueries({ queryKey: draftKey(runtime, id) });
