import { type RefObject, useCallback, useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../i18n/react.tsx';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DECISION_STATES, type Draft } from './draft.ts';
import type texts from './texts.json';

/**
 * Saves the draft when the customer leaves the wizard, and asks whether to leave when saving fails. `leaving` is true
 * while a navigation waits for that.
 */
export function LeaveGuard({ draft, leaving }: { draft: Draft; leaving: RefObject<boolean> }) {
  const state = useSignal(draft.state);
  const [blocked, setBlocked] = useState(false);
  const onBlocked = useCallback(
    (now: boolean) => {
      leaving.current = now;
      setBlocked(now);
    },
    [leaving],
  );
  // `useBlocker` is mounted only while there is something to lose.
  const unsaved = state.kind !== 'idle' && draft.dirty();
  return unsaved || blocked ? <NavigationBlocker draft={draft} onBlocked={onBlocked} /> : null;
}

function NavigationBlocker({ draft, onBlocked }: { draft: Draft; onBlocked: (blocked: boolean) => void }) {
  const t = useTexts<typeof texts>('wizard');
  const state = useSignal(draft.state);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const otherDraft = new URLSearchParams(nextLocation.search).get('draft');
    const leaves =
      currentLocation.pathname !== nextLocation.pathname ||
      (otherDraft !== null && otherDraft !== draft.request()?.id);
    return leaves && draft.dirty();
  });
  const failureLabels = useFailureLabels(state.kind === 'failed' ? state.failure : undefined);
  const blocked = blocker.state === 'blocked';
  const [dialogOpen, setDialogOpen] = useState(false);
  // The dialog opens when the first save has ended, and stays open during further saves.
  if (!blocked && dialogOpen) setDialogOpen(false);
  if (blocked && !dialogOpen && state.kind !== 'saving') setDialogOpen(true);
  useEffect(() => {
    onBlocked(blocked);
    if (blocked) void draft.flush();
  }, [draft, blocked, onBlocked]);
  useEffect(() => {
    // Once the draft is saved, the blocked navigation goes on.
    if (blocker.state === 'blocked' && state.kind !== 'saving' && !draft.dirty()) blocker.proceed();
  }, [draft, blocker, state]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (draft.dirty()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [draft]);
  // A decision between versions is made on the page, in `DraftProblem`.
  const needsDecision = DECISION_STATES.has(state.kind);
  if (blocker.state !== 'blocked' || !dialogOpen) return null;
  return (
    <Dialog title={t('leave.title')} onClose={() => blocker.reset()}>
      <p>{t(needsDecision ? 'leave.choose' : 'leave.text')}</p>
      {state.kind === 'failed' ? <p className="muted">{`${failureLabels.title}.`}</p> : null}
      <div className="actions">
        <Button kind="primary" onClick={() => blocker.reset()}>
          {t('leave.stay')}
        </Button>
        {needsDecision ? null : (
          <Button busy={state.kind === 'saving'} onClick={() => void draft.flush()}>
            {t('leave.save')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => blocker.proceed()}>
          {t('leave.go')}
        </Button>
      </div>
    </Dialog>
  );
}
