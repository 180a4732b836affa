import { useState } from 'react';
import { deleteAttachment } from '../../api/generated/ops/deleteAttachment.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { listAccessLog } from '../../api/generated/ops/listAccessLog.ts';
import { ActionFailure, useLabels } from './labels.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { Button } from '../../ui/base/button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useRequestPage } from './case.ts';

/** Takes a sent file back while no member of staff has seen the request; it is confirmed once. */
export default function RemoveFile({ requestId, id, name }: { requestId: string; id: string; name: string }) {
  const t = useLabels();
  const { say } = useRequestPage();
  const [confirming, setConfirming] = useState(false);
  const action = useAction(deleteAttachment, {
    outdates: [getRequest, listAccessLog],
    shows: getRequest,
    onSuccess: () => {
      setConfirming(false);
      say(t('file.removed'));
    },
  });
  function cancel() {
    action.drop();
    setConfirming(false);
  }
  return (
    <span className="file-reason" data-print="no">
      <button type="button" className="link" onClick={() => setConfirming(true)}>
        <span>{t('file.remove')}</span>
        <span className="sr">{` \u2068${name}\u2069`}</span>
      </button>
      {confirming ? (
        <Dialog title={t('file.remove.title')} onClose={cancel}>
          <p>{t('file.remove.text', { name: `\u2068${name}\u2069` })}</p>
          <ActionFailure failure={action.failure} />
          <div className="actions">
            <Button busy={action.busy} onClick={() => void action.send({ path: { id: requestId, aid: id } })}>
              {t('file.remove')}
            </Button>
            <Button onClick={cancel}>{t('file.remove.no')}</Button>
          </div>
        </Dialog>
      ) : null}
    </span>
  );
}
