import type { Failure } from '../../api/errors.ts';
import { useTexts } from '../../i18n/react.tsx';
import { FailureActions, useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { isUncertain } from '../../api/transfer/write-failures.ts';
import { Note } from '../../ui/base/note.tsx';
import type texts from './texts.json';

/** Why the request was not filed, beside the button. `saveError`: the failure is of saving the draft before that. */
export function FilingFailure({
  error,
  saveError = false,
  onRetry,
}: {
  error: Failure;
  saveError?: boolean;
  onRetry: () => void;
}) {
  const t = useTexts<typeof texts>('wizard');
  const failureLabels = useFailureLabels(error);
  const declined = error.kind === 'step-up-required';
  // The server's message says that there is another version; `reconcile` of the draft found none.
  const stuck = saveError && error.kind === 'stale';
  const title = declined ? t('file.declined') : stuck ? t('stuck.title') : failureLabels.title;
  const uncertainText = saveError ? t('file.unsent') : t('file.unknown');
  const text = isUncertain(error) ? uncertainText : failureLabels.text;
  return (
    <Note tone="bad">
      <p role="alert">
        <strong>{`${title}.`}</strong>
        <span>{` ${declined || stuck ? '' : text} ${t('file.safe')}`}</span>
      </p>
      <FailureActions error={error} onRetry={onRetry} />
    </Note>
  );
}
