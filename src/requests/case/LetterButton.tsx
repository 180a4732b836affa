import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/base/button.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import type { RightsRequest } from '../queries.ts';
import type { About } from './CaseLetter.tsx';
import { useLabels } from './labels.tsx';

const CaseLetter = lazy(() => import('./CaseLetter.tsx'));

/** The letter is made when it is asked for, right where it was asked. */
export function LetterButton({
  request,
  about,
  label,
}: {
  request: RightsRequest;
  about: About;
  label: string;
}) {
  const t = useLabels();
  const [open, setOpen] = useState(false);
  return (
    <div className="stack" data-print="no">
      <p>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('letter.hide') : label}
        </Button>
      </p>
      {open ? (
        <Suspense fallback={<Skeleton widths={[100]} height="12em" />}>
          <CaseLetter request={request} about={about} />
        </Suspense>
      ) : null}
    </div>
  );
}
