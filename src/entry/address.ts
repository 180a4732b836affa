import { FIRST_READS } from './first-reads.ts';

/** What is known of a page before any of its code is here. */
export interface AddressRow {
  /** What the page asks the server first, below the base of the API, when its address narrows nothing. */
  readonly first?: readonly string[];
  /** Without a session: the token of the letter is all there is. */
  readonly open?: boolean;
}

/** The pages by the patterns of their addresses: `:name` stands for one member, a fixed member goes before a named one. */
export type Addresses = Readonly<Record<string, AddressRow>>;

/** What the entry knows of the pages. */
export const addressesOf = (pages: Readonly<Record<string, { readonly open?: boolean }>>): Addresses =>
  Object.fromEntries(
    Object.entries(pages).map(([path, { open }]) => {
      const first = FIRST_READS[path];
      return [path, { ...(first === undefined ? {} : { first }), ...(open === undefined ? {} : { open }) }];
    }),
  );

/** A page's pattern and row, and the members of its address. */
export interface AddressMatch {
  readonly path: string;
  readonly row: AddressRow;
  readonly params: Readonly<Record<string, string>>;
}

/** The page behind an address below the base: the first pattern that fits, its named members decoded. */
export function matchAddress(addresses: Addresses, address: string): AddressMatch | undefined {
  const members = membersOf(new URL(address, 'http://local').pathname);
  for (const [path, row] of Object.entries(addresses)) {
    const pattern = membersOf(path);
    if (pattern.length !== members.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((name, index) => {
      const member = members[index] ?? '';
      if (!name.startsWith(':')) return name === member;
      params[name.slice(1)] = decoded(member);
      return true;
    });
    if (fits) return { path, row, params };
  }
  return undefined;
}

const membersOf = (path: string) => path.split('/').filter(member => member !== '');

/** A member of an address as it was meant; what is no encoding stays as it is. */
function decoded(member: string): string {
  try {
    return decodeURIComponent(member);
  } catch {
    return member;
  }
}
