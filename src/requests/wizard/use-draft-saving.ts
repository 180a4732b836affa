import { type RefObject, useEffect } from 'react';
import { get, type UseFormReturn } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import type { Draft, DraftBody } from './draft.ts';
import { cacheDraft, forgetDraft } from './saved-draft.ts';
import type { StepId } from './steps.ts';
import { hasTypedText, type Values } from './values.ts';

/**
 * Saves the form to the draft while the customer types, and puts the id of the draft into the address. `leaving` is true
 * while a navigation out of the wizard waits, see `LeaveGuard`; `leftStep` is the step the customer has left while the
 * next one loads; `onCreated` is called with the id after the first save.
 */
export function useDraftSaving({
  draft,
  form,
  step,
  bodyOf,
  leaving,
  leftStep,
  onCreated,
}: {
  draft: Draft;
  form: UseFormReturn<Values>;
  step: StepId;
  bodyOf: (values: Values) => DraftBody;
  leaving: RefObject<boolean>;
  leftStep: RefObject<StepId | undefined>;
  onCreated: (id: string) => void;
}): void {
  const runtime = useRuntime();
  const [search, setSearch] = useSearchParams();
  const id = draft.request()?.id;

  // The first save creates the draft. It waits for a text or for «next», so that looking around leaves no drafts.
  useEffect(() =>
    form.subscribe({
      formState: { values: true },
      callback: ({ values, name }) => {
        if (name !== undefined && get(form.formState.errors, name) !== undefined)
          void form.trigger(name as keyof Values);
        if (values.scope === '') return;
        draft.change(bodyOf(values), draft.request() !== undefined || hasTypedText(values));
      },
    }),
  );
  useEffect(() => {
    draft.open();
    const request = draft.request();
    if (request !== undefined) cacheDraft(runtime, { request });
    return () => {
      draft.close();
      // The cached draft lacks the changes of its files, so the next wizard loads it again.
      const lastId = draft.request()?.id;
      if (lastId !== undefined) forgetDraft(runtime, lastId);
    };
  }, [draft, runtime]);
  // Steps that were left before the first save get the id when the customer goes back to them.
  useEffect(() => {
    if (leftStep.current !== step) leftStep.current = undefined;
    if (id === undefined) return;
    onCreated(id);
    // A change of the address would cancel a navigation that waits or loads; the router's hooks report one too late.
    if (!leaving.current && leftStep.current !== step && search.get('draft') !== id)
      setSearch({ draft: id, step }, { replace: true });
  }, [id, search, step, setSearch, onCreated, leaving, leftStep]);
  // After signing in, what could not be saved is saved.
  const sessionLost = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!sessionLost && draft.dirty() && draft.state.get().kind === 'failed') void draft.flush();
  }, [sessionLost, draft]);
}
