import { lazy, Suspense, use } from 'react';
import { useLocale } from '../../i18n/react.tsx';
import type { TextLoaders } from '../../i18n/texts.ts';
import { Bones } from '../../ui/parts.tsx';
import { useRuntime } from '../hooks.tsx';
import { Panel } from '../Panel.tsx';

const texts: TextLoaders = {
  ru: () => import('./texts.json?locale=ru'),
  en: () => import('./texts.json?locale=en'),
};
const ConsentPanel = lazy(() => import('./ConsentPanel.tsx'));

interface Props {
  purpose: string;
  onDecline: () => void;
}

function WithTexts(props: Props) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return <ConsentPanel {...props} />;
}

/** One consent where it is needed, with its code and words fetched when somebody comes to it. */
export function LazyConsent(props: Props) {
  return (
    <Panel>
      <Suspense fallback={<Bones widths={[40, 90, 80, 60]} />}>
        <WithTexts {...props} />
      </Suspense>
    </Panel>
  );
}
