import type { Locale } from './locale.ts';
import type { Message, Messages } from './message.ts';

/** How the texts of one slice are loaded, one language at a time. */
export type TextLoaders = Readonly<Record<Locale, () => Promise<{ default: Messages }>>>;

/** Compiled texts of one language by `slice:key`; slices are added as they are loaded. */
export type Catalogue = Map<string, Message>;

/** The texts of one mounted module: every slice that was shown, in the languages that were asked for. */
export interface TextStore {
  /** The texts of a language that have been loaded so far. The same object for the same language. */
  catalogue(locale: Locale): Catalogue;
  /** Loads a slice's texts. Resolves at once when they are here. */
  load(locale: Locale, loaders: TextLoaders): Promise<void>;
  /** Loads a language for all slices shown so far, so that switching loses nothing. */
  loadAll(locale: Locale): Promise<void>;
}

/** Makes an empty store of texts. */
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
