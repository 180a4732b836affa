/** The addresses of all pages below the base. paths.spec.ts prints them. */

/** Query parameters; undefined and empty ones are omitted. */
type Search = Record<string, string | undefined>;

function withSearch(path: string, search: Search): string {
  const kept = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`;
}

/** The filter of the register: ids from the register. */
export interface RegisterFilter {
  basis?: string | undefined;
  system?: string | undefined;
  recipient?: string | undefined;
  purpose?: string | undefined;
  source?: string | undefined;
  scope?: string | undefined;
  view?: 'facts' | 'deletions' | undefined;
}

/** What a link can prefill in a new request: ids of the data beside which the link is. */
export interface RequestStart {
  category?: string;
  field?: string;
  record?: string;
  purpose?: string;
  entry?: string;
  /** What the text begins with: the law that is applied, that a person is asked for, or which notice is meant. */
  topic?: 'law' | 'human' | 'notice';
  /** A rehearsal: the form on example answers, which is not filed. */
  trial?: '1';
}

export const paths = {
  overview: () => '/',
  data: (filter: RegisterFilter = {}) => withSearch('/data', { ...filter }),
  category: (category: string, search: Search = {}) =>
    withSearch(`/data/${encodeURIComponent(category)}`, search),
  statement: (search: { scope?: string } = {}) => withSearch('/statement', search),
  accessLog: (search: Search = {}) => withSearch('/access-log', search),
  exports: (search: { check?: '1' } = {}) => withSearch('/exports', { ...search }),
  newExport: (
    search: { scope?: string | undefined; like?: string; category?: string; provided?: '1'; new?: '1' } = {},
  ) => withSearch('/exports/new', { ...search }),
  export: (id: string) => `/exports/${encodeURIComponent(id)}`,
  mailings: () => '/mailings',
  requests: (filter: { kind?: string; status?: string; scope?: string } = {}) =>
    withSearch('/requests', { ...filter }),
  newRequest: (kind?: string, start: RequestStart = {}) =>
    withSearch(kind === undefined ? '/requests/new' : `/requests/new/${encodeURIComponent(kind)}`, {
      ...start,
    }),
  /** A saved draft, at one of its steps. */
  draft: (kind: string, id: string, step?: string) =>
    withSearch(`/requests/new/${encodeURIComponent(kind)}`, { draft: id, step }),
  request: (id: string, search: { filed?: '1' } = {}) =>
    withSearch(`/requests/${encodeURIComponent(id)}`, search),
  consents: () => '/consents',
  account: () => '/account',
  review: () => '/review',
  /** The policy; with a category, at the section that is about it. */
  policy: (search: { category?: string } = {}) => withSearch('/policy', { ...search }),
  policyVersion: (version: string, search: { since?: string } = {}) =>
    withSearch(`/policy/${encodeURIComponent(version)}`, search),
  unsubscribe: (token: string) => `/unsubscribe/${encodeURIComponent(token)}`,
} as const;
