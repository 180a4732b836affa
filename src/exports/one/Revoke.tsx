import { useState } from 'react';
import { revokeExport } from '../../api/generated/ops/revokeExport.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import type { Export } from '../queries.ts';
import { ActionFailure, useLabels } from '../labels.tsx';
import { useExportAction } from './actions.ts';

/** Takes a copy back: what follows is said before it is done, for the files cannot be brought back. */
export function Revoke({ now }: { now: Export }) {
  const t = useLabels();
  const [open, setOpen] = useState(false);
  if (!now.allowedActions.includes('revoke')) return null;
  return (
    <div className="stack-s" data-print="no">
      <Button onClick={() => setOpen(true)}>{t('revoke')}</Button>
      <p className="small muted">{t('revoke.hint')}</p>
      {open ? <RevokeDialog now={now} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function RevokeDialog({ now, onClose }: { now: Export; onClose: () => void }) {
  const t = useLabels();
  const action = useExportAction(revokeExport, t('revoke.done'), onClose);
  return (
    <Dialog title={t('revoke.title', { number: now.number })} focus="title" onClose={onClose}>
      <ul className="effects stack-s">
        <li>{t('revoke.effect.files')}</li>
        <li>{t('revoke.effect.yours')}</li>
        <li>{t('revoke.effect.again')}</li>
      </ul>
      <ActionFailure failure={action.failure} />
      <div className="actions">
        <Button
          data-kind="danger"
          busy={action.busy}
          onClick={() => void action.send({ path: { id: now.id } })}
        >
          {action.busy ? t('busy') : t('revoke')}
        </Button>
        <Button onClick={onClose}>{t('revoke.keep')}</Button>
      </div>
    </Dialog>
  );
}
