/** What a page is made of. Data alone, so that a build can read it too. */
export interface PageRow {
  /** The file of the page, below `src`, without its extension. */
  readonly page: string;
  /** The folders whose texts it shows. */
  readonly texts: readonly string[];
  /** A member of the address that only turns the page's own leaves: a change of it asks the server nothing. */
  readonly ignoredSearchParam?: string;
  /** Without a session: the token of the letter is all there is. */
  readonly open?: true;
  /** The first view: what it does not need comes after it. */
  readonly critical?: true;
}

/**
 * Every page by the pattern of its address below the base: `:name` stands for one member, a fixed member goes before a
 * named one. Addresses are made by paths.ts.
 */
export const PAGES: Readonly<Record<string, PageRow>> = {
  '/': { page: 'overview/OverviewPage', texts: ['overview'], critical: true },
  '/data': { page: 'register/RegisterPage', texts: ['register'] },
  '/data/:category': {
    page: 'register/CategoryPage',
    texts: ['register'],
  },
  '/statement': {
    page: 'statement/StatementPage',
    texts: ['statement'],
  },
  '/access-log': {
    page: 'access-log/AccessLogPage',
    texts: ['access-log'],
  },
  '/policy': { page: 'policy/PolicyPage', texts: ['policy'] },
  '/policy/:version': {
    page: 'policy/PolicyVersionPage',
    texts: ['policy'],
  },
  '/requests': {
    page: 'requests/list/RequestsPage',
    texts: ['requests', 'requests/list'],
  },
  '/requests/new': {
    page: 'requests/list/ChoosePage',
    texts: ['requests', 'requests/list'],
  },
  '/requests/new/:kind': {
    page: 'requests/wizard/WizardPage',
    texts: ['requests', 'requests/wizard'],
    ignoredSearchParam: 'step',
  },
  '/requests/:id': {
    page: 'requests/case/RequestPage',
    texts: ['requests', 'requests/case', 'requests/files'],
  },
  '/exports': {
    page: 'exports/list/ExportsPage',
    texts: ['exports'],
  },
  '/exports/new': {
    page: 'exports/new/NewExportPage',
    texts: ['exports'],
  },
  '/exports/:id': {
    page: 'exports/one/ExportPage',
    texts: ['exports'],
  },
  '/mailings': {
    page: 'mailings/MailingsPage',
    texts: ['mailings'],
  },
  '/consents': { page: 'consents/ConsentsPage', texts: ['consents'] },
  '/unsubscribe/:token': {
    page: 'unsubscribe/UnsubscribePage',
    texts: ['unsubscribe'],
    open: true,
  },
};

/** All texts of a page: what tells of failures among them, unless the page hardly ever has to (the frame brings them then). */
export const textsOf = ({ texts, open, critical }: PageRow): readonly string[] =>
  open || critical ? texts : [...texts, 'shell/failure'];
