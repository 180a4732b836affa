import { type ComponentProps, lazy } from 'react';
import type { TextLoaders } from '../../i18n/texts.ts';
import type { Elements } from '../../ui/base/elements.ts';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { LazyPart } from '../frame/lazy-parts.tsx';
import { PanelBoundary } from '../frame/PanelBoundary.tsx';

const texts: TextLoaders = {
  ru: () => import('./texts.json?locale=ru'),
  en: () => import('./texts.json?locale=en'),
};
const Whole = lazy(() => import('./ConsentPanel.tsx'));
const Form = lazy(() => import('./ConsentPanel.tsx').then(part => ({ default: part.ConsentForm })));
const Paper = lazy(() => import('./ConsentReceipt.tsx').then(part => ({ default: part.Receipt })));

function Waiting({ children }: { children: Elements }) {
  return (
    <PanelBoundary>
      <LazyPart texts={texts} fallback={<Skeleton widths={[40, 90, 80, 60]} />}>
        {children}
      </LazyPart>
    </PanelBoundary>
  );
}

/** One consent where it is needed, with its code and texts fetched when it is shown. */
export function LazyConsent(props: ComponentProps<typeof Whole>) {
  return (
    <Waiting>
      <Whole {...props} />
    </Waiting>
  );
}

/** The text of a consent that another action gives, fetched when somebody comes to it. */
export function LazyConsentForm(props: ComponentProps<typeof Form>) {
  return (
    <Waiting>
      <Form {...props} />
    </Waiting>
  );
}

/** The confirmation of a consent or of its withdrawal, fetched when somebody opens it. */
export function LazyReceipt(props: ComponentProps<typeof Paper>) {
  return (
    <Waiting>
      <Paper {...props} />
    </Waiting>
  );
}
