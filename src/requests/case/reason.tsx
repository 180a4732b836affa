import { useState } from 'react';
import type { Operation } from '../../api/operation.ts';
import { isTooLong, REASON_LIMIT } from '../../domain/requests.ts';
import { TextArea } from '../../form/fields.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { CopyButton } from '../../shell/kit/CopyButton.tsx';
import { useStatusLabels } from '../../shell/frame/status-chip.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import type { Elements } from '../../ui/base/elements.ts';
import type { RightsRequest } from '../queries.ts';
import { UserText } from '../labels.tsx';
import { useRequestPageAction } from './case.ts';
import { ActionFailure, useLabels } from './labels.tsx';

/** A reason that may be given and need not be. */
function useReason() {
  const t = useLabels();
  const format = useFormat();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  return {
    text,
    error,
    change: (next: string) => {
      setText(next);
      setError(undefined);
    },
    /** Says what is wrong with it; true when nothing is. */
    check: (): boolean => {
      const long = isTooLong(text, REASON_LIMIT);
      setError(
        long
          ? t('write.tooLong', { n: format.number([...text].length), limit: format.number(REASON_LIMIT) })
          : undefined,
      );
      return !long;
    },
    body: (): { reason?: string } => (text.trim() === '' ? {} : { reason: text }),
  };
}

/** The field of a reason. */
function ReasonField({ reason, label }: { reason: ReturnType<typeof useReason>; label: string }) {
  const t = useLabels();
  return (
    <TextArea
      label={label}
      hint={t('reason.optional')}
      rows={3}
      value={reason.text}
      error={reason.error}
      onChange={event => reason.change(event.target.value)}
    />
  );
}

/** The case went on while somebody was deciding: what they asked for was not done, and what they wrote is here. */
export function MovedOn({
  request,
  what,
  text,
  onClose,
}: {
  request: RightsRequest;
  /** The title of the dialog it happened in. */
  what: string;
  text: string;
  onClose: () => void;
}) {
  const t = useLabels();
  const { requestLabel } = useStatusLabels();
  return (
    <Dialog title={what} focus="title" onClose={onClose}>
      <div role="alert" className="stack-s">
        <p>
          <strong>{t('moved.title')}</strong>
          <span>{` ${t('moved.text', { status: requestLabel(request.status).label })}`}</span>
        </p>
        {text.trim() === '' ? null : (
          <p>
            <span>{`${t('moved.yours')} `}</span>
            <UserText>{text}</UserText>
            <span> </span>
            <CopyButton value={text} label={t('moved.yours')} />
          </p>
        )}
      </div>
      <div className="actions">
        <Button onClick={onClose}>{t('moved.close')}</Button>
      </div>
    </Dialog>
  );
}

/** A decision that takes a request out of the staff's hands: what follows from it, a reason if one likes, the action. */
export function ReasonDialog({
  request,
  name,
  operation,
  labels,
  onClose,
  children,
}: {
  request: RightsRequest;
  name: 'withdraw' | 'decline';
  operation: Operation<'withdrawRequest' | 'declineRequest'>;
  labels: { title: string; reason: string; submit: string; done: string; back: string };
  onClose: () => void;
  children: Elements;
}) {
  const t = useLabels();
  const reason = useReason();
  const action = useRequestPageAction(operation, {
    announced: labels.done,
    onDone: onClose,
    isStill: ({ body }) => reason.body().reason === body?.reason,
  });
  if (!request.allowedActions.includes(name))
    return <MovedOn request={request} what={labels.title} text={reason.text} onClose={onClose} />;
  return (
    <Dialog title={labels.title} focus="title" onClose={onClose}>
      {children}
      <ReasonField reason={reason} label={labels.reason} />
      <ActionFailure failure={action.failure} />
      <div className="actions">
        <Button
          data-kind="danger"
          busy={action.busy}
          onClick={() => {
            if (reason.check()) void action.send({ path: { id: request.id }, body: reason.body() });
          }}
        >
          {action.busy ? t('write.busy') : labels.submit}
        </Button>
        <Button onClick={onClose}>{labels.back}</Button>
      </div>
    </Dialog>
  );
}
