import type { Failure } from '../api/errors.ts';
import { DeedFailureNote } from '../shell/deed-failure.tsx';
import { useWords } from './words.ts';

/** Why a switch did not stay where it was put. */
export function Failed({ failure }: { failure: Failure }) {
  const t = useWords();
  return (
    <DeedFailureNote
      failure={failure}
      words={{
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
