import type { Failure } from '../api/errors.ts';
import { useTexts } from '../i18n/react.tsx';
import { ActionFailureNote, actionFailureLabels } from '../shell/kit/action-failure.tsx';
import type texts from './texts.json';

/** The message of a failed action of this page. */
export function Failed({ failure }: { failure: Failure | undefined }) {
  const t = useTexts<typeof texts>('consents');
  return <ActionFailureNote failure={failure} labels={actionFailureLabels(t)} />;
}
