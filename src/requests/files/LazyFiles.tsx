import { type ComponentProps, lazy, use } from 'react';
import { useLocale } from '../../i18n/react.tsx';
import type { TextLoaders } from '../../i18n/texts.ts';
import { useRuntime } from '../../shell/hooks.tsx';
import type { Files } from './Files.tsx';

const texts: TextLoaders = {
  ru: () => import('./texts.json?locale=ru'),
  en: () => import('./texts.json?locale=en'),
};

const Part = lazy(() => import('./Files.tsx').then(part => ({ default: part.Files })));

/** Files and their words, fetched when a page comes to the question of files. Suspends until they are here. */
export function LazyFiles(props: ComponentProps<typeof Files>) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return <Part {...props} />;
}
