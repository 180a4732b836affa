import { type I18n, type Messages, setupI18n } from '@lingui/core';

/** The languages the module speaks. Russian is written first. */
export type Locale = 'ru' | 'en';

/** How the texts of one slice are loaded, one language at a time. */
export type TextLoaders = Readonly<Record<Locale, () => Promise<{ default: Messages }>>>;

/** The texts of one mounted module: every slice that was shown, in the languages that were asked for. */
export interface TextStore {
  /** The catalogue of a language, of what has been loaded so far. The same object for the same language. */
  i18n(locale: Locale): I18n;
  /** Loads a slice's texts. Resolves at once when they are here. */
  load(locale: Locale, loaders: TextLoaders): Promise<void>;
  /** Loads a language for all slices shown so far, so that switching loses nothing. */
  loadAll(locale: Locale): Promise<void>;
}

/** Makes an empty store of texts. */
export function createTextStore(): TextStore {
  const catalogues = new Map<Locale, I18n>();
  const known = new Set<TextLoaders>();
  const loaded = new Map<Locale, Map<TextLoaders, Promise<void>>>();

  function i18n(locale: Locale): I18n {
    let catalogue = catalogues.get(locale);
    if (!catalogue) {
      catalogue = setupI18n({
        locale,
        messages: { [locale]: {} },
        missing: (_locale, id) => {
          // A missing text is a defect the tests fail on; the reader gets nothing rather than a key.
          // oxlint-disable-next-line no-console
          console.error(`No text: ${id}`);
          return '';
        },
      });
      catalogues.set(locale, catalogue);
    }
    return catalogue;
  }

  function load(locale: Locale, loaders: TextLoaders): Promise<void> {
    known.add(loaders);
    let byLoader = loaded.get(locale);
    if (!byLoader) loaded.set(locale, (byLoader = new Map()));
    let promise = byLoader.get(loaders);
    if (!promise) {
      promise = loaders[locale]().then(
        module => i18n(locale).load(locale, module.default),
        (error: unknown) => {
          byLoader.delete(loaders);
          throw error;
        },
      );
      byLoader.set(loaders, promise);
    }
    return promise;
  }

  return {
    i18n,
    load,
    loadAll: async locale => {
      await Promise.all([...known].map(loaders => load(locale, loaders)));
    },
  };
}
