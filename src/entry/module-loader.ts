import type { EagerReads } from '../api/eager-reads.ts';
import type { HostOptions, Mounted } from '../host.ts';
import { PAGES } from '../pages.ts';
import { type Addresses, addressesOf } from './address.ts';

/** The module as the entry uses it. */
export interface Module {
  mount(element: HTMLElement, options: HostOptions, eager: EagerReads): Mounted;
}

/** How the entry loads the module. */
export interface ModuleLoader {
  readonly addresses: Addresses;
  /** Loads the module, and in parallel the files of the page at an address. */
  fetch(address: string, locale: 'ru' | 'en'): Promise<Module>;
}

/**
 * The loader in development: it imports the module. `scripts/build.mjs` replaces this file with one that calls
 * `builtModuleLoader` with the table of built files.
 */
export const moduleLoader: ModuleLoader = {
  addresses: addressesOf(PAGES),
  fetch: () => import('../mount.tsx'),
};
