/** What is known of a page before any of its code is here. */
export interface AddressRow {
  /** Without a session: the token of the letter is all there is. */
  readonly open?: boolean;
}

/** The pages by the patterns of their addresses: `:name` stands for one member, a fixed member goes before a named one. */
export type Addresses = Readonly<Record<string, AddressRow>>;

/** What the entry knows of the pages. */
export const addressesOf = (pages: Addresses): Addresses =>
  Object.fromEntries(
    Object.entries(pages).map(([path, { open }]) => [path, open === undefined ? {} : { open }]),
  );

/** A page's pattern and row. */
export interface AddressMatch {
  readonly path: string;
  readonly row: AddressRow;
}

/** The page behind an address below the base: the first pattern that fits. */
export function matchAddress(addresses: Addresses, address: string): AddressMatch | undefined {
  const members = membersOf(new URL(address, 'http://local').pathname);
  for (const [path, row] of Object.entries(addresses)) {
    const pattern = membersOf(path);
    if (pattern.length !== members.length) continue;
    if (pattern.every((name, index) => name.startsWith(':') || name === members[index])) return { path, row };
  }
  return undefined;
}

const membersOf = (path: string) => path.split('/').filter(member => member !== '');
