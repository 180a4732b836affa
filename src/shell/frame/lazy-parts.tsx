import { type ComponentType, lazy, Suspense, use } from 'react';
import { useLocale } from '../../i18n/react.tsx';
import type { Locale } from '../../i18n/locale.ts';
import type { TextLoaders } from '../../i18n/texts.ts';
import type { Elements } from '../../ui/base/elements.ts';
import { useRuntime } from './runtime-context.tsx';
import type { Runtime } from './module-runtime.ts';

// Parts of the frame that most visits never need: their code and texts are fetched when they are shown.

const failureTexts: TextLoaders = {
  ru: () => import('../failure/texts.json?locale=ru'),
  en: () => import('../failure/texts.json?locale=en'),
};

function WithTexts({ texts, children }: { texts: TextLoaders; children: Elements }) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return children;
}

/** Its children when their texts are loaded. */
export function LazyPart({
  texts,
  fallback,
  children,
}: {
  texts: TextLoaders;
  fallback: Elements;
  children: Elements;
}) {
  return (
    <Suspense fallback={fallback}>
      <WithTexts texts={texts}>{children}</WithTexts>
    </Suspense>
  );
}

const failures = () => import('../failure/failure-chunk.ts');

/** A part by itself: its code and texts are fetched when it is first shown. */
function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Part = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return ({ fallback, ...props }: Props & { fallback?: Elements }) => (
    <LazyPart texts={failureTexts} fallback={fallback}>
      <Part {...(props as unknown as Props)} />
    </LazyPart>
  );
}

/** The page that could not be shown. */
export const LazyPageError = lazyPart(async () => (await failures()).PageError);

/** A part of a page that could not be shown. */
export const LazyPanelFailure = lazyPart(async () => (await failures()).PanelFailure);

/** The end of the session: a warning before it, and the way to sign in after it. */
export const LazySessionEnd = lazyPart(async () => (await import('../session/SessionEnd.tsx')).default);

/** The built-in step-up. */
export const LazyStepUp = lazyPart(async () => (await import('../kit/StepUpDialog.tsx')).default);

/** Prefetches the code of failure messages while there is a connection, for use when there is none. */
export function prefetchFailures(runtime: Runtime, locale: Locale): void {
  for (const part of [failures(), runtime.texts.load(locale, failureTexts)]) part.catch(() => undefined);
}
