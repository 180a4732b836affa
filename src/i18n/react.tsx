import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { type Format, formatOf } from './format.ts';
import { formatMessage, type TextValues } from './message.ts';
import type { Locale } from './locale.ts';
import type { Catalogue } from './texts.ts';

interface Language {
  locale: Locale;
  catalogue: Catalogue;
}

const LanguageContext = createContext<Language | undefined>(undefined);

/** Gives the language to everything below. */
export function LanguageProvider({ locale, catalogue, children }: Language & { children: ReactNode }) {
  const language = useMemo(() => ({ locale, catalogue }), [locale, catalogue]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('LanguageProvider is missing');
  return language;
}

/** A function from the key of a text to the sentence. */
export type Translate<Key extends string> = (key: Key, values?: TextValues) => string;

/** The texts of a slice, named by its folder: `const t = useTexts<typeof texts>('register')`. */
export function useTexts<Texts extends object>(slice: string): Translate<Extract<keyof Texts, string>> {
  const { catalogue, locale } = useLanguage();
  return useCallback(
    (key, values) => {
      const message = catalogue.get(`${slice}:${key}`);
      // A missing text is a defect the tests fail on; the reader gets nothing rather than a key.
      // oxlint-disable-next-line no-console
      if (message === undefined) console.error(`No text: ${slice}:${key}`);
      return formatMessage(message ?? '', locale, values);
    },
    [catalogue, locale, slice],
  );
}

/** The language on the screen now. */
export function useLocale(): Locale {
  return useLanguage().locale;
}

/** Writers of dates, money and sizes in the language on the screen. */
export function useFormat(): Format {
  return formatOf(useLanguage().locale);
}
