import { type Addresses, matchAddress } from './address.ts';
import type { Preload } from './import-with.ts';
import type { Module, Parts } from './parts.ts';
import { type Manifest, preloadAll } from './preload.ts';

/** Files by their names in `chunks/`: of a page and of its texts. */
interface PageFiles {
  readonly page: string;
  readonly texts: Readonly<Record<'ru' | 'en', readonly string[]>>;
}

/** What the entry itself carries of the built module: enough for the first view of the overview. */
export interface FirstTable extends Manifest {
  readonly addresses: Addresses;
  /** The file that exports `mount`. */
  readonly module: string;
  /** The file with the rest: `RestTable` as `table`. */
  readonly rest: string;
  /** The texts of the frame. */
  readonly texts: PageFiles['texts'];
  readonly overview: PageFiles;
}

/** The rest: all files, and those of every page by the pattern of its address. */
export interface RestTable extends Manifest {
  readonly pages: Readonly<Record<string, PageFiles>>;
}

/** Makes the way to the built module. @param base the address of the entry itself */
export function builtParts(first: FirstTable, base: string): Parts {
  const folder = new URL('chunks/', base).href;

  async function fetchRest(): Promise<RestTable> {
    await preloadAll(first.rest, folder, first);
    return ((await import(/* @vite-ignore */ folder + first.rest)) as { table: RestTable }).table;
  }
  let table: Promise<RestTable> | undefined;
  const rest = () => {
    table ??= fetchRest();
    // Asked again when it did not come.
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
    // The table goes first: small as it is, what the page is made of waits for it.
    const known = path === '/' ? undefined : rest();
    const module = preloadFiles([first.module, ...first.texts[locale]], first);
    const page = known
      ? known.then(all => preloadPage(all.pages[path ?? ''], all))
      : preloadPage(first.overview, first);
    // A page that does not come is the module's to explain: nobody here waits for it.
    page.catch(() => undefined);
    await module;
    const built = (await import(/* @vite-ignore */ folder + first.module)) as typeof import('./module.ts');
    built.setPreload(preload);
    return built;
  }
  return { addresses: first.addresses, fetch };
}
