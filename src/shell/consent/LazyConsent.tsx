import { type ComponentProps, lazy, type ReactNode, Suspense, use } from 'react';
import { useLocale } from '../../i18n/react.tsx';
import type { TextLoaders } from '../../i18n/texts.ts';
import { Bones } from '../../ui/parts.tsx';
import { useRuntime } from '../hooks.tsx';
import { Panel } from '../Panel.tsx';

const texts: TextLoaders = {
  ru: () => import('./texts.json?locale=ru'),
  en: () => import('./texts.json?locale=en'),
};
const Whole = lazy(() => import('./ConsentPanel.tsx'));
const Form = lazy(() => import('./ConsentPanel.tsx').then(part => ({ default: part.ConsentForm })));

function WithTexts({ children }: { children: ReactNode }) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return children;
}

function Late({ children }: { children: ReactNode }) {
  return (
    <Panel>
      <Suspense fallback={<Bones widths={[40, 90, 80, 60]} />}>
        <WithTexts>{children}</WithTexts>
      </Suspense>
    </Panel>
  );
}

/** One consent where it is needed, with its code and words fetched when somebody comes to it. */
export function LazyConsent(props: ComponentProps<typeof Whole>) {
  return (
    <Late>
      <Whole {...props} />
    </Late>
  );
}

/** The text of a consent that another deed gives, fetched when somebody comes to it. */
export function LazyConsentForm(props: ComponentProps<typeof Form>) {
  return (
    <Late>
      <Form {...props} />
    </Late>
  );
}
