import type { EarlyReads } from '../api/early.ts';
import type { HostOptions, Mounted } from '../host.ts';

/** The module behind the entry. */
export interface Parts {
  mount(element: HTMLElement, options: HostOptions, early: EarlyReads): Mounted;
}

/**
 * Fetches the module, and what the page at an address is made of, all at once. Here the module is simply imported;
 * the build of the entry has the table of the built files in this file's place (`built-parts.ts`).
 */
export const fetchParts: (address: string, locale: 'ru' | 'en') => Promise<Parts> = () =>
  import('../mount.tsx');
