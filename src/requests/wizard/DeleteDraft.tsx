import { useState } from 'react';
import { useNavigate } from 'react-router';
import { deleteDraft } from '../../api/generated/ops/deleteDraft.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { Button } from '../../ui/base/button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { Draft } from './draft.ts';
import { RequestCode } from './RequestCode.tsx';
import { forgetDraft } from './saved-draft.ts';
import type texts from './texts.json';

/** Deletes the open draft after a confirmation, and goes to the list of requests. */
export function DeleteDraft({ draft, id }: { draft: Draft; id: string }) {
  const t = useTexts<typeof texts>('wizard');
  const runtime = useRuntime();
  const navigate = useNavigate();
  const [confirming, setConfirming] = useState(false);
  const action = useAction(deleteDraft, {
    onSuccess: leave,
    onFailure: ({ kind }) => (kind === 'not-found' ? leave() : undefined),
  });
  // A draft that another tab has deleted is deleted: no failure.
  const failure = action.failure?.kind === 'not-found' ? undefined : action.failure;
  const failureLabels = useFailureLabels(failure);
  async function leave() {
    draft.close();
    forgetDraft(runtime, id);
    await runtime.invalidate(listRequests, getOverview);
    await navigate(paths.requests());
  }
  function cancel() {
    action.drop();
    setConfirming(false);
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setConfirming(true)}>
        {t('draft.delete')}
      </Button>
      {confirming ? (
        <Dialog title={t('draft.delete.ask')} onClose={cancel}>
          <p>{t('draft.delete.text')}</p>
          <p role="alert" className="error-text">
            <span>{failure ? `${failureLabels.title}. ${t('draft.delete.failed')}` : ''}</span>
            <span> </span>
            <RequestCode error={failure} />
          </p>
          <div className="actions">
            <Button busy={action.busy} onClick={() => void action.send({ path: { id } })}>
              {t('draft.delete.yes')}
            </Button>
            <Button onClick={cancel}>{t('draft.delete.no')}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
