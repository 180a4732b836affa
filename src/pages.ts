/** What a page is made of. Data alone, so that a build can read it too. */
export interface PageRow {
  /** The file of the page, below `src`, without its extension. */
  readonly page: string;
  /** The folders whose texts it shows. */
  readonly texts: readonly string[];
  /** A member of the address that only turns the page's own leaves: a change of it asks the server nothing. */
  readonly leaf?: string;
  /** What the page asks the server first, below the base of the API, when its address narrows nothing. */
  readonly first?: readonly string[];
  /** Without a session: the token of the letter is all there is. */
  readonly open?: true;
}

/**
 * Every page by the pattern of its address below the base: `:name` stands for one member, a fixed member goes before a
 * named one. Addresses are made by paths.ts.
 */
export const PAGES: Readonly<Record<string, PageRow>> = {
  '/': { page: 'overview/OverviewPage', texts: ['overview'] },
  '/data': { page: 'register/RegisterPage', texts: ['register', 'shell/failure'], first: ['/register'] },
  '/data/:category': {
    page: 'register/CategoryPage',
    texts: ['register', 'shell/failure'],
    first: ['/register', '/register/:category'],
  },
  '/statement': {
    page: 'statement/StatementPage',
    texts: ['statement', 'shell/failure'],
    first: ['/statement'],
  },
  '/access-log': {
    page: 'access-log/AccessLogPage',
    texts: ['access-log', 'shell/failure'],
    first: ['/access-log?limit=50'],
  },
  '/policy': { page: 'policy/PolicyPage', texts: ['policy', 'shell/failure'], first: ['/policy/versions'] },
  '/policy/:version': {
    page: 'policy/PolicyVersionPage',
    texts: ['policy', 'shell/failure'],
    first: ['/policy/versions/:version'],
  },
  '/requests': {
    page: 'requests/list/RequestsPage',
    texts: ['requests', 'requests/list', 'shell/failure'],
    first: ['/requests?limit=50'],
  },
  '/requests/new': {
    page: 'requests/list/ChoosePage',
    texts: ['requests', 'requests/list', 'shell/failure'],
    first: ['/rights?scope=person'],
  },
  '/requests/new/:kind': {
    page: 'requests/wizard/WizardPage',
    texts: ['requests', 'requests/wizard', 'shell/failure'],
    leaf: 'step',
    first: ['/rights?scope=person', '/register?scope=person'],
  },
  '/requests/:id': {
    page: 'requests/case/RequestPage',
    texts: ['requests', 'requests/case', 'requests/files', 'shell/failure'],
    first: ['/requests/:id'],
  },
  '/exports': {
    page: 'exports/list/ExportsPage',
    texts: ['exports', 'shell/failure'],
    first: ['/exports?limit=50'],
  },
  '/exports/new': {
    page: 'exports/new/NewExportPage',
    texts: ['exports', 'shell/failure'],
    first: ['/consents', '/register'],
  },
  '/exports/:id': {
    page: 'exports/one/ExportPage',
    texts: ['exports', 'shell/failure'],
    first: ['/exports/:id'],
  },
  '/mailings': {
    page: 'mailings/MailingsPage',
    texts: ['mailings', 'shell/failure'],
    first: ['/mailings', '/mailings/history?limit=8'],
  },
  '/consents': { page: 'consents/ConsentsPage', texts: ['consents', 'shell/failure'], first: ['/consents'] },
  '/unsubscribe/:token': {
    page: 'unsubscribe/UnsubscribePage',
    texts: ['unsubscribe'],
    open: true,
    first: ['/unsubscribe/:token'],
  },
};
