import { useState } from 'react';
import { approveRequest } from '../../api/generated/ops/approveRequest.ts';
import { declineRequest } from '../../api/generated/ops/declineRequest.ts';
import { CONFIRMATION_WORDS, isConfirmed } from '../../domain/requests.ts';
import { TextInput } from '../../form/fields.tsx';
import { useLocale } from '../../i18n/react.tsx';
import { useNow } from '../../shell/after-sign-in.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button, Heading } from '../../ui/parts.tsx';
import type { RightsRequest } from '../asks.ts';
import { Said } from '../words.tsx';
import { useCaseDeed } from './case.ts';
import { MovedOn, ReasonDialog } from './reason.tsx';
import { DeedFailure, useWords } from './words.tsx';

/** What an admin prepared for the account: the owner files it or not. */
export function OwnerDecision({ request }: { request: RightsRequest }) {
  const t = useWords();
  const [open, setOpen] = useState<'approve' | 'decline'>();
  const { moves, preparedBy } = request;
  const close = () => setOpen(undefined);
  const possible = moves.includes('approve') || moves.includes('decline');
  const dialogs = (
    <>
      {open === 'approve' ? <ApproveDialog request={request} onClose={close} /> : null}
      {open === 'decline' ? <DeclineDialog request={request} onClose={close} /> : null}
    </>
  );
  if (!possible) return open === undefined ? null : dialogs;
  return (
    <section className="panel stack" aria-labelledby="owner-decision">
      <Heading level={2} id="owner-decision">
        {t('owner.title')}
      </Heading>
      <p>
        <span>{`${t('owner.text')} `}</span>
        <strong>
          <Said>{preparedBy.name}</Said>
        </strong>
        <span>{`. ${t('owner.effect')}`}</span>
      </p>
      <div className="actions" data-print="no">
        {moves.includes('approve') ? (
          <Button kind="primary" onClick={() => setOpen('approve')}>
            {t('owner.approve')}
          </Button>
        ) : null}
        {moves.includes('decline') ? (
          <Button onClick={() => setOpen('decline')}>{t('owner.decline')}</Button>
        ) : null}
      </div>
      {dialogs}
    </section>
  );
}

function ApproveDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useWords();
  const locale = useLocale();
  const deed = useCaseDeed(approveRequest);
  const [typed, setTyped] = useState('');
  const typedNow = useNow(typed);
  const [wrong, setWrong] = useState(false);
  const asksWord = request.kind === 'erasure';
  const word = CONFIRMATION_WORDS[locale];
  function approve() {
    if (asksWord && !isConfirmed(typed)) {
      setWrong(true);
      return;
    }
    void deed.send(
      { path: { id: request.id }, body: asksWord ? { confirmation: typed } : {} },
      t('owner.approved', { number: request.number }),
      onClose,
      () => typedNow() === typed,
    );
  }
  if (!request.moves.includes('approve'))
    return <MovedOn request={request} what={t('owner.approve.title')} text="" onClose={onClose} />;
  return (
    <Dialog title={t('owner.approve.title')} onClose={onClose}>
      <p>
        <Said>{request.title}</Said>
      </p>
      <p>{t('owner.approve.text')}</p>
      {asksWord ? (
        <TextInput
          label={t('owner.word', { word })}
          hint={t('owner.word.hint')}
          error={wrong ? t('owner.word.wrong', { word }) : undefined}
          autoComplete="off"
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
      ) : null}
      <DeedFailure failure={deed.failure} />
      <div className="actions">
        <Button kind="primary" busy={deed.busy} onClick={approve}>
          {t(deed.busy ? 'write.busy' : 'owner.approve')}
        </Button>
        <Button onClick={onClose}>{t('owner.back')}</Button>
      </div>
    </Dialog>
  );
}

function DeclineDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useWords();
  return (
    <ReasonDialog
      request={request}
      move="decline"
      operation={declineRequest}
      words={{
        title: t('owner.decline.title'),
        reason: t('reason.decline'),
        act: t('owner.decline'),
        done: t('owner.declined'),
        back: t('owner.back'),
      }}
      onClose={onClose}
    >
      <p>{t('owner.decline.text')}</p>
    </ReasonDialog>
  );
}
