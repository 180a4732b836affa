import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useLocation, useNavigate, useNavigation } from 'react-router';
import type { Failure } from '../../api/errors.ts';
import { getMailings } from '../../api/generated/ops/getMailings.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { getRights } from '../../api/generated/ops/getRights.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { submitRequest } from '../../api/generated/ops/submitRequest.ts';
import { isUncertain } from '../../api/transfer/write-failures.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { RightKind } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import { cacheAnswer, useAction } from '../../shell/kit/use-action.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { requestQuery, type RightsRequest } from '../queries.ts';
import type { Draft } from './draft.ts';
import { forgetDraft } from './saved-draft.ts';
import { fieldOf, type Values } from './values.ts';

/** What the customer decided on the last step, although something speaks against filing. */
export interface Decided {
  /** File although the advice says another right fits. */
  readonly insist?: boolean;
  /** File although an open request asks for the same. */
  readonly separate?: boolean;
}

/** The end of a wizard: sends what is on the screen, once, and says how it went. */
export interface Filing {
  file(decided: Decided): Promise<void>;
  /** From the press until it is known how it ended: another press does nothing. */
  busy: boolean;
  /** Why it was not filed; undefined while nothing stands in the way. */
  submitError: Failure | undefined;
  /** Why it was not even sent: what is on the screen could not be saved ahead of it. Stays when it is saved later. */
  saveError: Failure | undefined;
}

/**
 * Files a draft. `save` puts what is on the screen into the draft; `onMistakes` is called when the form or the server
 * found something to put right (the form has the errors then). `step`: what is shown now, for whoever goes back takes
 * back a confirmation that was asked for.
 */
export function useFiling({
  draft,
  form,
  kind,
  step,
  save,
  onErrors,
}: {
  draft: Draft;
  form: UseFormReturn<Values>;
  kind: RightKind;
  step: string;
  save: () => void;
  onErrors: () => void;
}): Filing {
  const runtime = useRuntime();
  const navigate = useNavigate();
  const [submitError, setSubmitError] = useState<Failure>();
  const [saveError, setSaveError] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const decisions = useRef<Decided>({});
  /** How often it was pressed: a later press takes the place of one that waits. */
  const presses = useRef(0);
  const { pathname } = useLocation();
  const towards = useNavigation().location?.pathname ?? pathname;
  const here = useRef(false);
  useEffect(() => {
    here.current = towards === pathname;
    return () => {
      here.current = false;
    };
  }, [towards, pathname]);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) runtime.stepUpPrompt.get()?.declined();
    shown.current = step;
  }, [runtime, step]);

  /** What was on the screen at the last press. */
  const pressed = useRef({ step: '', values: '' });
  // Who has gone back a step, or elsewhere, takes the filing back.
  const isStill = () =>
    here.current &&
    shown.current === pressed.current.step &&
    canonicalJson(form.getValues()) === pressed.current.values;
  const submit = useAction(submitRequest, {
    cachedAs: (context, { id }) => requestQuery(context, id),
    onSuccess: filed,
    onFailure: (failure, { path, ifMatch }) => refused(failure, path?.id ?? '', ifMatch === undefined),
    isStill,
  });

  /** What the server has taken is shown as filed; who has gone elsewhere meanwhile is left there. */
  async function filed(request: RightsRequest) {
    draft.close();
    forgetDraft(runtime, request.id);
    void runtime.invalidate(listRequests, getOverview, getRights, listConsents, getMailings);
    if (here.current) await navigate(paths.request(request.id, { filed: '1' }), { replace: true });
  }

  async function file(decided: Decided, resumed = false) {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    try {
      await attempt(decided, { resumed });
    } finally {
      under.current = false;
      setBusy(false);
    }
  }

  /** `again`: it was refused as stale; `resumed`: it goes on by itself after signing in. */
  async function attempt(decided: Decided, { again = false, resumed = false } = {}) {
    presses.current += 1;
    const press = presses.current;
    const by = runtime.sessionNumber;
    submit.drop();
    // What was decided once need not be decided again because the connection was lost.
    decisions.current = {
      insist: decisions.current.insist === true || decided.insist === true,
      separate: decisions.current.separate === true || decided.separate === true,
    };
    setSubmitError(undefined);
    setSaveError(undefined);
    if (!(await form.trigger())) return onErrors();
    save();
    pressed.current = { step, values: canonicalJson(form.getValues()) };
    // A save that was under way before the press may fail by what was wrong before it: the press makes one of its own.
    const joined = draft.state.get().kind === 'saving';
    const saved = await draft.flush();
    const request =
      saved === undefined && joined && draft.state.get().kind === 'failed' ? await draft.flush() : saved;
    if (request === undefined || draft.dirty()) {
      const saving = draft.state.get();
      if (saving.kind !== 'failed' && saving.kind !== 'stuck') return;
      // The draft is saved again by itself; what was pressed is not, and that has to stay on the screen.
      setSaveError(saving.failure);
      // The save does not wait at the gate, since the draft is saved again by itself; the filing does.
      if (saving.failure.kind === 'session-expired' && !resumed)
        runtime.confirmIdentity(saving.failure, by).then(
          () => {
            if (presses.current === press && isStill()) void file(decided, true);
          },
          () => undefined,
        );
      return;
    }
    const confirmation = kind === 'erasure' ? { confirmation: form.getValues('confirmation') } : {};
    await submit.send({
      path: { id: request.id },
      body: {
        ...(decisions.current.insist === true ? { insist: true } : {}),
        ...(decisions.current.separate === true ? { separate: true } : {}),
        ...confirmation,
      },
      // What is filed is what is on this screen: a version saved elsewhere meanwhile is shown first. The second time the
      // server has just given this very content, so a tag that something on the way spoils must not stand in the way.
      ...(again ? {} : { ifMatch: draft.etag() }),
    });
  }

  async function refused(failure: Failure, id: string, again: boolean) {
    const { kind: why, problem } = failure;
    if (why === 'validation') {
      for (const { pointer, detail } of problem?.errors ?? []) {
        const name = fieldOf(kind, pointer.replace(/^\/(details\/)?/, ''));
        form.setError(name as 'mode', { type: 'server', message: detail });
      }
      return onErrors();
    }
    if (why === 'stale' && !again) {
      // The same content under another tag is ours to send, once; anything else is shown beside what is here.
      if (await draft.reconcileWithServer().catch(() => false))
        await attempt(decisions.current, { again: true });
      return;
    }
    if (isUncertain(failure) || why === 'illegal-transition' || why === 'key-reused') {
      // Nobody knows whether it arrived: the server is asked, before the customer has to wonder.
      const now = await runtime.api.call(getRequest, { path: { id } }).catch(() => undefined);
      if (now !== undefined && now.status !== 'draft') {
        await cacheAnswer(runtime, requestQuery(runtime, id), now);
        return filed(now);
      }
    }
    setSubmitError(failure);
  }

  const waiting = submit.failure?.kind === 'session-expired' ? submit.failure : undefined;
  return {
    file: decided => file(decided),
    busy: busy || submit.busy,
    submitError: submitError ?? waiting,
    saveError,
  };
}
