/** A page of the module, by its address: what it is made of. Data alone, so that a build can read it too. */
export interface PageRow {
  /** Below the base; `:name` stands for one member. */
  readonly path: string;
  /** The file of the page, below `src`, without its extension. */
  readonly page: string;
  /** The folders whose texts it shows. */
  readonly texts: readonly string[];
  /** A member of the address that only turns the page's own leaves: a change of it asks the server nothing. */
  readonly leaf?: string;
  /** Without a session: the token of the letter is all there is. */
  readonly open?: true;
}

/** Every page; a fixed member stands before a named one. Addresses are made by paths.ts. */
export const PAGES: readonly PageRow[] = [
  { path: '/', page: 'overview/OverviewPage', texts: ['overview'] },
  { path: '/data', page: 'register/RegisterPage', texts: ['register'] },
  { path: '/data/:category', page: 'register/CategoryPage', texts: ['register'] },
  { path: '/statement', page: 'statement/StatementPage', texts: ['statement'] },
  { path: '/access-log', page: 'access-log/AccessLogPage', texts: ['access-log'] },
  { path: '/policy', page: 'policy/PolicyPage', texts: ['policy'] },
  { path: '/policy/:version', page: 'policy/PolicyVersionPage', texts: ['policy'] },
  { path: '/requests', page: 'requests/list/RequestsPage', texts: ['requests', 'requests/list'] },
  { path: '/requests/new', page: 'requests/list/ChoosePage', texts: ['requests', 'requests/list'] },
  {
    path: '/requests/new/:kind',
    page: 'requests/wizard/WizardPage',
    texts: ['requests', 'requests/wizard'],
    leaf: 'step',
  },
  {
    path: '/requests/:id',
    page: 'requests/case/RequestPage',
    texts: ['requests', 'requests/case', 'requests/files'],
  },
  { path: '/exports', page: 'exports/list/ExportsPage', texts: ['exports'] },
  { path: '/exports/new', page: 'exports/new/NewExportPage', texts: ['exports'] },
  { path: '/exports/:id', page: 'exports/one/ExportPage', texts: ['exports'] },
  { path: '/mailings', page: 'mailings/MailingsPage', texts: ['mailings'] },
  { path: '/consents', page: 'consents/ConsentsPage', texts: ['consents'] },
  { path: '/unsubscribe/:token', page: 'unsubscribe/UnsubscribePage', texts: ['unsubscribe'], open: true },
];

/** A page and the members of its address. */
export interface PageMatch {
  readonly row: PageRow;
  readonly params: Readonly<Record<string, string>>;
}

/** The page behind a path below the base; the first row that fits, its named members decoded. */
export function matchPage(pathname: string): PageMatch | undefined {
  const members = membersOf(pathname);
  for (const row of PAGES) {
    const pattern = membersOf(row.path);
    if (pattern.length !== members.length) continue;
    const named = pattern.map((name, index) => [name, members[index] ?? ''] as const);
    if (!named.every(([name, member]) => name.startsWith(':') || name === member)) continue;
    const params = named.filter(([name]) => name.startsWith(':'));
    return {
      row,
      params: Object.fromEntries(params.map(([name, member]) => [name.slice(1), decoded(member)])),
    };
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
