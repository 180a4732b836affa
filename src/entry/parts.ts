import type { EagerReads } from '../api/eager-reads.ts';
import type { HostOptions, Mounted } from '../host.ts';
import { PAGES } from '../pages.ts';
import { type Addresses, addressesOf } from './address.ts';

/** The module as the entry uses it. */
export interface Module {
  mount(element: HTMLElement, options: HostOptions, eager: EagerReads): Mounted;
}

/** How the entry loads the module. */
export interface Parts {
  readonly addresses: Addresses;
  /** Loads the module, and in parallel the files of the page at an address. */
  fetch(address: string, locale: 'ru' | 'en'): Promise<Module>;
}

/**
 * Here the module is simply imported; the build of the entry has the table of the built files in this file's place
 * (`built-parts.ts`).
 */
export const parts: Parts = { addresses: addressesOf(PAGES), fetch: () => import('../mount.tsx') };
