import type { I18n } from '@lingui/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { type Format, formatOf } from './format.ts';
import type { Locale } from './texts.ts';

interface Language {
  locale: Locale;
  i18n: I18n;
}

const LanguageContext = createContext<Language | undefined>(undefined);

/** Gives the language to everything below. */
export function LanguageProvider({ locale, i18n, children }: Language & { children: ReactNode }) {
  const language = useMemo(() => ({ locale, i18n }), [locale, i18n]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('LanguageProvider is missing');
  return language;
}

/** The values a text may hold. */
export type TextValues = Record<string, string | number>;

/** A function from the key of a text to the sentence. */
export type Translate<Key extends string> = (key: Key, values?: TextValues) => string;

/** The texts of a slice, named by its folder: `const t = useTexts<typeof texts>('register')`. */
export function useTexts<Texts extends object>(slice: string): Translate<Extract<keyof Texts, string>> {
  const { i18n } = useLanguage();
  return useCallback((key, values) => i18n._(`${slice}:${key}`, values), [i18n, slice]);
}

/** The language on the screen now. */
export function useLocale(): Locale {
  return useLanguage().locale;
}

/** Writers of dates, money and sizes in the language on the screen. */
export function useFormat(): Format {
  return formatOf(useLanguage().locale);
}
