import type { Locale } from './locale.ts';
import type { Message, Messages } from './message.ts';

/** The loaders of the texts of one slice, by language. */
export type TextLoaders = Readonly<Record<Locale, () => Promise<{ default: Messages }>>>;

/** The compiled texts of one language by `slice:key`; slices are added when they are loaded. */
export type Catalogue = Map<string, Message>;

/** The texts of one mounted module, by slice and language. */
export interface TextStore {
  /** The loaded texts of a language. The same object for the same language. */
  catalogue(locale: Locale): Catalogue;
  /** Loads the texts of a slice; those already loaded resolve at once. */
  load(locale: Locale, loaders: TextLoaders): Promise<void>;
  /** Loads a language for all slices loaded so far, before the module switches to it. */
  loadAll(locale: Locale): Promise<void>;
}

export function createTextStore(): TextStore {
  const catalogues = new Map<Locale, Catalogue>();
  const known = new Set<TextLoaders>();
  const loaded = new Map<Locale, Map<TextLoaders, Promise<void>>>();

  function catalogue(locale: Locale): Catalogue {
    let texts = catalogues.get(locale);
    if (!texts) catalogues.set(locale, (texts = new Map()));
    return texts;
  }

  function load(locale: Locale, loaders: TextLoaders): Promise<void> {
    known.add(loaders);
    let byLoader = loaded.get(locale);
    if (!byLoader) loaded.set(locale, (byLoader = new Map()));
    let promise = byLoader.get(loaders);
    if (!promise) {
      promise = loaders[locale]().then(
        module => {
          const texts = catalogue(locale);
          for (const [key, message] of Object.entries(module.default)) texts.set(key, message);
        },
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
    catalogue,
    load,
    loadAll: async locale => {
      await Promise.all([...known].map(loaders => load(locale, loaders)));
    },
  };
}
