import { type ComponentProps, lazy, type ReactNode, Suspense, use } from 'react';
import { useLocale } from '../i18n/react.tsx';
import type { Locale, TextLoaders } from '../i18n/texts.ts';
import { useRuntime } from './hooks.tsx';
import type { Runtime } from './runtime.ts';

// Parts of the frame that most visits never need: their code and words are fetched when they are.

const failureTexts: TextLoaders = {
  ru: () => import('./failure/texts.json?locale=ru'),
  en: () => import('./failure/texts.json?locale=en'),
};

function WithTexts({ texts, children }: { texts: TextLoaders; children: ReactNode }) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return children;
}

/** Its children when their words are here. */
export function Late({
  texts,
  fallback,
  children,
}: {
  texts: TextLoaders;
  fallback: ReactNode;
  children: ReactNode;
}) {
  return (
    <Suspense fallback={fallback}>
      <WithTexts texts={texts}>{children}</WithTexts>
    </Suspense>
  );
}

const pageError = () => import('./failure/PageError.tsx');
const failureView = () => import('./failure/FailureView.tsx');
const PageError = lazy(async () => ({ default: (await pageError()).PageError }));
const PanelFailure = lazy(async () => ({ default: (await failureView()).PanelFailure }));
const SignIn = lazy(async () => ({ default: (await failureView()).SignIn }));
const StepUpDialog = lazy(() => import('./StepUpDialog.tsx'));

/** The page that could not be shown. */
export const LatePageError = ({ fallback }: { fallback: ReactNode }) => (
  <Late texts={failureTexts} fallback={fallback}>
    <PageError />
  </Late>
);

/** A part of a page that could not be shown. */
export const LatePanelFailure = (props: ComponentProps<typeof PanelFailure>) => (
  <Late texts={failureTexts} fallback={null}>
    <PanelFailure {...props} />
  </Late>
);

/** Sign in beside the page and go on. */
export const LateSignIn = (props: ComponentProps<typeof SignIn>) => (
  <Late texts={failureTexts} fallback={null}>
    <SignIn {...props} />
  </Late>
);

/** The built-in step-up. */
export const LateStepUp = (props: ComponentProps<typeof StepUpDialog>) => (
  <Late texts={failureTexts} fallback={null}>
    <StepUpDialog {...props} />
  </Late>
);

/** Fetches what tells of failures while there is a connection: it may be wanted when there is none. */
export function prefetchFailures(runtime: Runtime, locale: Locale): void {
  for (const part of [pageError(), failureView(), runtime.texts.load(locale, failureTexts)])
    part.catch(() => undefined);
}
