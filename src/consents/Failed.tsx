import type { Failure } from '../api/errors.ts';
import { useTexts } from '../i18n/react.tsx';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import type texts from './texts.json';

/** Why an action of this page did not happen, where it was asked for. */
export function Failed({ failure }: { failure: Failure | undefined }) {
  const t = useTexts<typeof texts>('consents');
  return (
    <ActionFailureNote
      failure={failure}
      labels={{
        uncertain: t('failed.uncertain'),
        stepUp: t('failed.stepUp'),
        moved: { title: t('failed.moved'), text: t('failed.moved.text') },
      }}
    />
  );
}
