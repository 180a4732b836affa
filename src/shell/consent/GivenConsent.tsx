import { useState } from 'react';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import { withdrawConsent } from '../../api/generated/ops/withdrawConsent.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { useFormat } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useRuntime, useSession } from '../frame/runtime-context.tsx';
import { useAction } from '../kit/use-action.ts';
import { ConsentReceipt } from './ConsentReceipt.tsx';
import { ConsentFailure, useLabels } from './labels.tsx';
import { refreshAfterConsent } from './refresh.ts';

type Consent = Schemas['Consent'];

/** A consent in force: when it was given, the dialog that withdraws it, and its confirmation. */
export function GivenConsent({
  consent,
  onWithdrawn,
}: {
  consent: Consent;
  onWithdrawn: (withdrawn: Consent) => void;
}) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>
        <Chip tone="ok">
          {t('given', { at: format.moment(consent.givenAt, now), version: consent.version })}
        </Chip>
      </p>
      <div className="actions">
        <Button onClick={() => setOpen(true)}>{t('withdraw')}</Button>
      </div>
      <ConsentReceipt consent={consent} />
      {open ? (
        <WithdrawDialog consent={consent} onClose={() => setOpen(false)} onWithdrawn={onWithdrawn} />
      ) : null}
    </>
  );
}

/** The dialog that names the consequences and withdraws the consent. */
function WithdrawDialog({
  consent,
  onClose,
  onWithdrawn,
}: {
  consent: Consent;
  onClose: () => void;
  onWithdrawn: (withdrawn: Consent) => void;
}) {
  const t = useLabels();
  const runtime = useRuntime();
  const action = useAction(withdrawConsent, {
    // After a conflict the list shows a consent that was withdrawn elsewhere.
    shows: listConsents,
    onSuccess: async withdrawn => {
      onClose();
      await refreshAfterConsent(runtime);
      onWithdrawn(withdrawn);
    },
  });
  return (
    <Dialog title={t('withdraw.title')} focus="title" onClose={onClose}>
      <ul className="effects stack-s">
        {consent.effect.map(effect => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <ConsentFailure failure={action.failure} />
      <div className="actions">
        <Button
          data-kind="danger"
          busy={action.busy}
          onClick={() => void action.send({ path: { id: consent.id } })}
        >
          {t(action.busy ? 'busy' : 'withdraw')}
        </Button>
        <Button onClick={onClose}>{t('withdraw.keep')}</Button>
      </div>
    </Dialog>
  );
}
