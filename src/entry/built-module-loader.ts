import { type Addresses, matchAddress } from './address.ts';
import type { Preload } from './import-preloaded.ts';
import type { Module, ModuleLoader } from './module-loader.ts';
import { type Manifest, preloadAll } from './preload.ts';

/** The files of a page and of its texts, by their names in `chunks/`. */
interface PageFiles {
  readonly page: string;
  readonly texts: Readonly<Record<'ru' | 'en', readonly string[]>>;
}

/** The part of the build's table inside the entry: enough for the first view of the overview. */
export interface FirstTable extends Manifest {
  readonly addresses: Addresses;
  /** The file that exports `mount`. */
  readonly module: string;
  /** The file that exports the rest of the table, `RestTable`, as `table`. */
  readonly rest: string;
  /** The texts of the frame. */
  readonly texts: PageFiles['texts'];
  readonly overview: PageFiles;
}

/** The rest of the build's table: all files, and the files of every page by the pattern of its address. */
export interface RestTable extends Manifest {
  readonly pages: Readonly<Record<string, PageFiles>>;
}

/** Makes the loader of the built module. @param base the address of the entry itself */
export function builtModuleLoader(first: FirstTable, base: string): ModuleLoader {
  const folder = new URL('chunks/', base).href;

  async function fetchRest(): Promise<RestTable> {
    await preloadAll(first.rest, folder, first);
    return ((await import(/* @vite-ignore */ folder + first.rest)) as { table: RestTable }).table;
  }
  let table: Promise<RestTable> | undefined;
  const rest = () => {
    table ??= fetchRest();
    // A failed load is repeated by the next call.
    table.catch(() => (table = undefined));
    return table;
  };
  const preload: Preload = async url => {
    const name = url.slice(folder.length);
    await preloadAll(name, folder, name in first.digests ? first : await rest());
  };

  async function fetch(address: string, locale: 'ru' | 'en'): Promise<Module> {
    const preloadFiles = (names: readonly string[], known: Manifest) =>
      Promise.all(names.map(name => preloadAll(name, folder, known)));
    const preloadPage = (files: PageFiles | undefined, known: Manifest) =>
      preloadFiles(files ? [files.page, ...files.texts[locale]] : [], known);

    const path = matchAddress(first.addresses, address)?.path;
    // The table is requested first: it is small, and it names the files of the page.
    const known = path === '/' ? undefined : rest();
    const module = preloadFiles([first.module, ...first.texts[locale]], first);
    const page = known
      ? known.then(all => preloadPage(all.pages[path ?? ''], all))
      : preloadPage(first.overview, first);
    // If a file of the page fails to load, the module shows the failure, so the rejection is swallowed here.
    page.catch(() => undefined);
    await module;
    const built = (await import(
      /* @vite-ignore */ folder + first.module
    )) as typeof import('./module-chunk.ts');
    built.setPreload(preload);
    return built;
  }
  return { addresses: first.addresses, fetch };
}
