import { lazy, Suspense, use } from 'react';
import type { RightKind } from '../../domain/ids.ts';
import { useLocale } from '../../i18n/react.tsx';
import type { TextLoaders } from '../../i18n/texts.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';

const texts: TextLoaders = {
  ru: () => import('./texts.json?locale=ru'),
  en: () => import('./texts.json?locale=en'),
};

const Rehearsal = lazy(() => import('./Rehearsal.tsx'));

function WithTexts({ kind }: { kind: RightKind }) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return <Rehearsal kind={kind} />;
}

/** `Rehearsal`, whose code and texts are loaded when it is first shown. */
export function LazyRehearsal({ kind }: { kind: RightKind }) {
  return (
    <Suspense fallback={<Skeleton widths={[60, 90, 70]} />}>
      <WithTexts kind={kind} />
    </Suspense>
  );
}
