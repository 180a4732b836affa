import { EAGER_READS } from './eager-read-list.ts';

/** What the entry knows of a page before the code of the page is loaded. */
export interface AddressRow {
  /** The first reads of the page, as paths below the base of the API. They apply to an address without a query. */
  readonly first?: readonly string[];
  /** True for a page without a session: the token in its address is the only authorization. */
  readonly open?: boolean;
}

/**
 * The pages by the patterns of their addresses. `:name` stands for one segment; patterns with fixed segments come
 * first.
 */
export type Addresses = Readonly<Record<string, AddressRow>>;

/** The table of addresses, made from the table of pages and `EAGER_READS`. */
export const addressesOf = (pages: Readonly<Record<string, { readonly open?: boolean }>>): Addresses =>
  Object.fromEntries(
    Object.entries(pages).map(([path, { open }]) => {
      const first = EAGER_READS[path];
      return [path, { ...(first === undefined ? {} : { first }), ...(open === undefined ? {} : { open }) }];
    }),
  );

/** The page of an address, with the values of its named segments. */
export interface AddressMatch {
  readonly path: string;
  readonly row: AddressRow;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the page of an address below the base: the first pattern that fits. Its parameters are decoded. */
export function matchAddress(addresses: Addresses, address: string): AddressMatch | undefined {
  const segments = segmentsOf(new URL(address, 'http://local').pathname);
  for (const [path, row] of Object.entries(addresses)) {
    const pattern = segmentsOf(path);
    if (pattern.length !== segments.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((name, index) => {
      const segment = segments[index] ?? '';
      if (!name.startsWith(':')) return name === segment;
      params[name.slice(1)] = decoded(segment);
      return true;
    });
    if (fits) return { path, row, params };
  }
  return undefined;
}

const segmentsOf = (path: string) => path.split('/').filter(segment => segment !== '');

/** Decodes a segment; one that is not valid encoding stays as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
