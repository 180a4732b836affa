import { type ComponentProps, use } from 'react';
import { useLocale } from '../../i18n/react.tsx';
import type { TextLoaders } from '../../i18n/texts.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { preloadable } from '../../shell/kit/preloadable.tsx';
import type { Files } from './Files.tsx';

const texts: TextLoaders = {
  ru: () => import('./texts.json?locale=ru'),
  en: () => import('./texts.json?locale=en'),
};

/** `Files` for a page whose texts include those of the files. */
export const FilesPart = preloadable(async () => (await import('./Files.tsx')).Files);

/** `Files` with its texts, both loaded on the first render. Suspends until the texts are loaded. */
export function LazyFiles(props: ComponentProps<typeof Files>) {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), texts));
  return <FilesPart {...props} />;
}
