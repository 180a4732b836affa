import type { Failure } from '../../api/errors.ts';
import { useTexts } from '../../i18n/react.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { ActionFailureNote } from '../kit/action-failure.tsx';
import type texts from './texts.json';

/** The texts of consents. */
export const useLabels = () => useTexts<typeof texts>('consent');

/** The message of a failed action. */
export function ConsentFailure({ failure }: { failure: Failure | undefined }) {
  const t = useLabels();
  return (
    <ActionFailureNote
      failure={failure}
      labels={{
        uncertain: t('failure.uncertain'),
        stepUp: t('failure.stepUp'),
        moved: { title: t('failure.moved'), text: t('failure.moved.text') },
      }}
    />
  );
}

/** A skeleton while the consents are loaded. */
export function ConsentSkeleton() {
  const t = useLabels();
  return (
    <div aria-busy="true" aria-label={t('loading')} role="group">
      <Skeleton widths={[40, 90, 80, 60]} />
    </div>
  );
}
