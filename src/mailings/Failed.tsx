import type { Failure } from '../api/errors.ts';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import { useLabels } from './labels.ts';

/** Why a switch did not stay where it was put. */
export function Failed({ failure }: { failure: Failure }) {
  const t = useLabels();
  return (
    <ActionFailureNote
      failure={failure}
      labels={{
        uncertain: t('failed.uncertain'),
        stepUp: t('failed.stepUp'),
        moved: {
          title: failure.problem?.title ?? t('failed.moved'),
          text: failure.problem?.detail ?? t('failed.moved.text'),
        },
      }}
    />
  );
}
