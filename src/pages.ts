/** A page as plain data, which the build reads too. */
export interface PageRow {
  /** The file of the page, below `src`, without its extension. */
  readonly page: string;
  /** The folders whose texts it shows. */
  readonly texts: readonly string[];
  /** A query parameter whose change needs no new data, because it only switches between steps of the page. */
  readonly ignoredSearchParam?: string;
  /** True for a page without a session: the token in its address is the only authorization. */
  readonly open?: true;
  /** True for the page of the first view: the texts of failures are loaded after it, not with it. */
  readonly critical?: true;
}

/**
 * Every page by the pattern of its address below the base. `:name` stands for one segment; patterns with fixed segments
 * come first. paths.ts makes the addresses.
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
  '/account': { page: 'account/AccountPage', texts: ['account'] },
  '/review': { page: 'account/ReviewPage', texts: ['account'] },
  '/unsubscribe/:token': {
    page: 'unsubscribe/UnsubscribePage',
    texts: ['unsubscribe'],
    open: true,
  },
};

/**
 * The folders of all texts of a page. They include the texts of failures, except for pages whose failures are rare:
 * there the frame loads them later.
 */
export const textsOf = ({ texts, open, critical }: PageRow): readonly string[] =>
  open || critical ? texts : [...texts, 'shell/failure'];
