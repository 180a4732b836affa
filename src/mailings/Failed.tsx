import type { Failure } from '../api/errors.ts';
import { ActionFailureNote, actionFailureLabels } from '../shell/kit/action-failure.tsx';
import { useLabels } from './labels.ts';

/** The message of a switch that failed. */
export function Failed({ failure }: { failure: Failure }) {
  const t = useLabels();
  const labels = actionFailureLabels(t);
  const { title = labels.moved.title, detail = labels.moved.text } = failure.problem ?? {};
  return <ActionFailureNote failure={failure} labels={{ ...labels, moved: { title, text: detail } }} />;
}
