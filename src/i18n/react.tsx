import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { withSingleFullStop } from '../domain/full-stop.ts';
import { type Format, formatOf } from './format.ts';
import { formatMessage, type TextValues } from './message.ts';
import type { Locale } from './locale.ts';
import type { Catalogue } from './texts.ts';

interface Language {
  locale: Locale;
  catalogue: Catalogue;
}

const LanguageContext = createContext<Language | undefined>(undefined);

/** Provides the language and its texts. */
export function LanguageProvider({ locale, catalogue, children }: Language & { children: ReactNode }) {
  const language = useMemo(() => ({ locale, catalogue }), [locale, catalogue]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('LanguageProvider is missing');
  return language;
}

/** Returns the text of a key. */
export type Translate<Key extends string> = (key: Key, values?: TextValues) => string;

/** The texts of a slice by its folder name: `const t = useTexts<typeof texts>('register')`. */
export function useTexts<Texts extends object>(slice: string): Translate<Extract<keyof Texts, string>> {
  const { catalogue, locale } = useLanguage();
  return useCallback(
    (key, values) => {
      const message = catalogue.get(`${slice}:${key}`);
      // A missing text is a defect that fails the tests; the page shows nothing instead of the key.
      // oxlint-disable-next-line no-console
      if (message === undefined) console.error(`No text: ${slice}:${key}`);
      return withSingleFullStop(formatMessage(message ?? '', locale, values));
    },
    [catalogue, locale, slice],
  );
}

/** The current language. */
export function useLocale(): Locale {
  return useLanguage().locale;
}

/** The formats of the current language. */
export function useFormat(): Format {
  return formatOf(useLanguage().locale);
}
