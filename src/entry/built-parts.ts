import { type Addresses, matchAddress } from './address.ts';
import type { Bring } from './import-with.ts';
import type { Module, Parts } from './parts.ts';
import { type Known, preloadAll } from './preload.ts';

/** Files by their names in `chunks/`: of a page and of its texts. */
interface PageFiles {
  readonly page: string;
  readonly words: Readonly<Record<'ru' | 'en', readonly string[]>>;
}

/** What the entry itself carries of the built module: enough for the first view of the overview. */
export interface FirstTable extends Known {
  readonly addresses: Addresses;
  /** The file that exports `mount`. */
  readonly module: string;
  /** The file with the rest: `RestTable` as `table`. */
  readonly rest: string;
  /** The texts of the frame. */
  readonly words: PageFiles['words'];
  readonly overview: PageFiles;
}

/** The rest: all files, and those of every page by the pattern of its address. */
export interface RestTable extends Known {
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
  const bring: Bring = async url => {
    const name = url.slice(folder.length);
    await preloadAll(name, folder, name in first.digests ? first : await rest());
  };

  async function fetch(address: string, locale: 'ru' | 'en'): Promise<Module> {
    const bringAll = (names: readonly string[], known: Known) =>
      Promise.all(names.map(name => preloadAll(name, folder, known)));
    const bringPage = (files: PageFiles | undefined, known: Known) =>
      bringAll(files ? [files.page, ...files.words[locale]] : [], known);

    const path = matchAddress(first.addresses, address)?.path;
    // The table goes first: small as it is, what the page is made of waits for it.
    const known = path === '/' ? undefined : rest();
    const module = bringAll([first.module, ...first.words[locale]], first);
    const page = known
      ? known.then(all => bringPage(all.pages[path ?? ''], all))
      : bringPage(first.overview, first);
    // A page that does not come is the module's to explain: nobody here waits for it.
    page.catch(() => undefined);
    await module;
    const here = (await import(/* @vite-ignore */ folder + first.module)) as Module & {
      setBring(by: Bring): void;
    };
    here.setBring(bring);
    return here;
  }
  return { addresses: first.addresses, fetch };
}
