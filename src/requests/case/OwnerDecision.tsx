import { useState } from 'react';
import { approveRequest } from '../../api/generated/ops/approveRequest.ts';
import { declineRequest } from '../../api/generated/ops/declineRequest.ts';
import { CONFIRMATION_WORDS, isConfirmed } from '../../domain/requests.ts';
import { TextInput } from '../../form/fields.tsx';
import { useLocale } from '../../i18n/react.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import type { RightsRequest } from '../queries.ts';
import { UserText } from '../labels.tsx';
import { useRequestPageAction } from './case.ts';
import { MovedOn, ReasonDialog } from './reason.tsx';
import { ActionFailure, useLabels } from './labels.tsx';

/** What an admin prepared for the account: the owner files it or not. */
export function OwnerDecision({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const [open, setOpen] = useState<'approve' | 'decline'>();
  const { allowedActions, preparedBy } = request;
  const close = () => setOpen(undefined);
  const possible = allowedActions.includes('approve') || allowedActions.includes('decline');
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
          <UserText>{preparedBy.name}</UserText>
        </strong>
        <span>{`. ${t('owner.effect')}`}</span>
      </p>
      <div className="actions" data-print="no">
        {allowedActions.includes('approve') ? (
          <Button kind="primary" onClick={() => setOpen('approve')}>
            {t('owner.approve')}
          </Button>
        ) : null}
        {allowedActions.includes('decline') ? (
          <Button onClick={() => setOpen('decline')}>{t('owner.decline')}</Button>
        ) : null}
      </div>
      {dialogs}
    </section>
  );
}

function ApproveDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useLabels();
  const locale = useLocale();
  const needsWord = request.kind === 'erasure';
  const [typed, setTyped] = useState('');
  const action = useRequestPageAction(approveRequest, {
    announced: t('owner.approved', { number: request.number }),
    onDone: onClose,
    isStill: ({ body }) => !needsWord || body?.confirmation === typed,
  });
  const [wrong, setWrong] = useState(false);
  // The first press says that a request like this is open; the second files this one too.
  const alreadyOpen = action.failure?.kind === 'already-open';
  const word = CONFIRMATION_WORDS[locale];
  function approve() {
    if (needsWord && !isConfirmed(typed)) {
      setWrong(true);
      return;
    }
    void action.send({
      path: { id: request.id },
      body: { ...(needsWord ? { confirmation: typed } : {}), ...(alreadyOpen ? { separate: true } : {}) },
    });
  }
  if (!request.allowedActions.includes('approve'))
    return <MovedOn request={request} what={t('owner.approve.title')} text="" onClose={onClose} />;
  return (
    <Dialog title={t('owner.approve.title')} onClose={onClose}>
      <p>
        <UserText>{request.title}</UserText>
      </p>
      <p>{t('owner.approve.text')}</p>
      {needsWord ? (
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
      <ActionFailure failure={action.failure} />
      <div className="actions">
        <Button kind="primary" busy={action.busy} onClick={approve}>
          {t(action.busy ? 'write.busy' : alreadyOpen ? 'owner.separate' : 'owner.approve')}
        </Button>
        <Button onClick={onClose}>{t('owner.back')}</Button>
      </div>
    </Dialog>
  );
}

function DeclineDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useLabels();
  return (
    <ReasonDialog
      request={request}
      name="decline"
      operation={declineRequest}
      labels={{
        title: t('owner.decline.title'),
        reason: t('reason.decline'),
        submit: t('owner.decline'),
        done: t('owner.declined'),
        back: t('owner.back'),
      }}
      onClose={onClose}
    >
      <p>{t('owner.decline.text')}</p>
    </ReasonDialog>
  );
}
