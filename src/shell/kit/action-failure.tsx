import type { Failure } from '../../api/errors.ts';
import { isOutdated, isUncertain } from '../../api/transfer/write-failures.ts';
import { type Translate, useTexts } from '../../i18n/react.tsx';
import { Note } from '../../ui/base/note.tsx';
import { CopyButton } from './CopyButton.tsx';
import { useFailureLabels } from '../failure/FailureView.tsx';
import type texts from '../failure/texts.json';

/** The labels of a page for the failures of its action; missing ones have a general text. */
export interface ActionFailureLabels {
  /** It is unknown whether the server received the request. */
  uncertain: string;
  /** The step-up was declined. */
  stepUp?: string;
  /** The object of the action has changed meanwhile. */
  moved?: { title: string; text: string };
  /** The same idempotency key was sent with another body. */
  reused?: { title: string; text: string };
}

/** The text keys that `actionFailureLabels` reads. */
type FailureKey = 'failed.uncertain' | 'failed.stepUp' | 'failed.moved' | 'failed.moved.text';

/** The labels of a page that has its texts under `failed.…`. */
export const actionFailureLabels = (
  t: Translate<FailureKey>,
): ActionFailureLabels & { moved: { title: string; text: string } } => ({
  uncertain: t('failed.uncertain'),
  stepUp: t('failed.stepUp'),
  moved: { title: t('failed.moved'), text: t('failed.moved.text') },
});

/** The message of a failed action beside its button: what is safe, what to do next, the code for support. */
export function ActionFailureNote({
  failure,
  labels,
}: {
  failure: Failure | undefined;
  labels: ActionFailureLabels;
}) {
  return (
    <div role="alert">{failure === undefined ? null : <FailureNote failure={failure} labels={labels} />}</div>
  );
}

function FailureNote({ failure, labels }: { failure: Failure; labels: ActionFailureLabels }) {
  const t = useTexts<typeof texts>('failure');
  const shell = useFailureLabels(failure);
  const { kind, requestId } = failure;
  const { title, text } =
    kind === 'key-reused'
      ? (labels.reused ?? shell)
      : isOutdated(failure) && kind !== 'not-found' && labels.moved !== undefined
        ? labels.moved
        : kind === 'step-up-required'
          ? { title: shell.title, text: labels.stepUp ?? shell.text }
          : kind === 'validation'
            ? {
                title: shell.title,
                text: failure.problem?.errors?.map(error => error.detail).join(' ') ?? shell.text,
              }
            : isUncertain(failure)
              ? { title: shell.title, text: labels.uncertain }
              : shell;
  return (
    <Note tone="bad">
      <p>
        <strong>{`${title}.`}</strong>
        <span>{` ${text}`}</span>
      </p>
      {requestId === undefined ? null : (
        <p className="small muted">
          <span>{`${t('requestId')}: `}</span>
          <span className="num">{requestId}</span>
          <span> </span>
          <CopyButton value={requestId} />
        </p>
      )}
    </Note>
  );
}
