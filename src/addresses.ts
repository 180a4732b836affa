/** A page's address, and what is known of it before any of its code is here. */
interface AddressRow {
  /** Below the base; `:name` stands for one member. */
  readonly path: string;
  /** What the page asks the server first, below the base of the API, when its address narrows nothing. */
  readonly first?: string;
  /** Without a session: the token of the letter is all there is. */
  readonly open?: true;
}

/** The address of every page; a fixed member stands before a named one. paths.ts makes them, pages.ts has the pages. */
export const ADDRESSES = [
  { path: '/' },
  { path: '/data' },
  { path: '/data/:category' },
  { path: '/statement' },
  { path: '/access-log' },
  { path: '/policy' },
  { path: '/policy/:version' },
  { path: '/requests' },
  { path: '/requests/new' },
  { path: '/requests/new/:kind' },
  { path: '/requests/:id' },
  { path: '/exports' },
  { path: '/exports/new' },
  { path: '/exports/:id' },
  { path: '/mailings' },
  { path: '/consents' },
  { path: '/unsubscribe/:token', open: true },
] as const satisfies readonly AddressRow[];

/** The pattern of an address. */
export type AddressPath = (typeof ADDRESSES)[number]['path'];

/** A page's row and the members of its address. */
export interface AddressMatch {
  readonly row: AddressRow & { readonly path: AddressPath };
  readonly params: Readonly<Record<string, string>>;
}

/** The page behind a path below the base: the first row that fits, its named members decoded. */
export function matchAddress(pathname: string): AddressMatch | undefined {
  const members = membersOf(pathname);
  for (const row of ADDRESSES) {
    const pattern = membersOf(row.path);
    if (pattern.length !== members.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((name, index) => {
      const member = members[index] ?? '';
      if (!name.startsWith(':')) return name === member;
      params[name.slice(1)] = decoded(member);
      return true;
    });
    if (fits) return { row, params };
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
