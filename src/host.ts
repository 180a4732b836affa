/** A way to confirm that it is the customer (from the API's `step-up-required` problem). */
export interface StepUpMethod {
  id: string;
  label: string;
  hint?: string;
}

/** What the operator may want to know of errors and timings; never anything personal. */
export interface ReportEvent {
  kind: 'error' | 'timing';
  /** `page` for a timing; for an error what failed: an operation and how, or the name of the error. */
  name: string;
  /** The pattern of the page, e.g. `/requests/:id`. */
  page?: string;
  status?: number;
  requestId?: string;
  milliseconds?: number;
}

/** What a host gives the module. Everything is optional; the module asks for nothing else. */
export interface HostOptions {
  /** Base URL of the API. Default `/api/privacy/v1`. */
  apiBase?: string;
  /** `auto` follows the `lang` of the host's page. */
  locale?: 'ru' | 'en' | 'auto';
  theme?: 'light' | 'dark' | 'auto';
  /** `hash` (default): `#/privacy/…`. `path`: history below `basePath`. `memory`: the URL is left alone. */
  routing?: 'hash' | 'path' | 'memory';
  /** Default `/privacy`. */
  basePath?: string;
  /** Where `memory` begins; and `hash`, while the page's address is somewhere else. */
  initialPath?: string;
  contactUrl?: string;
  policyUrl?: string;
  signInUrl?: string;
  auth?: 'cookie' | 'bearer';
  /**
   * How files of a data copy are fetched. `link` (default): the browser itself downloads them. `fetch`: the page does,
   * for hosts whose API is reached by `fetch` alone (a service worker does not see downloads).
   */
  downloads?: 'link' | 'fetch';
  getToken?: () => Promise<string>;
  onSessionExpired?: () => Promise<void>;
  onStepUp?: (methods: readonly StepUpMethod[]) => Promise<void>;
  headingLevel?: number;
  manageTitle?: boolean;
  onReport?: (event: ReportEvent) => void;
}

type Defaulted =
  | 'apiBase'
  | 'locale'
  | 'theme'
  | 'routing'
  | 'basePath'
  | 'auth'
  | 'downloads'
  | 'headingLevel'
  | 'manageTitle';

/** The options with the defaults filled in. */
export type Host = HostOptions & Required<Pick<HostOptions, Defaulted>>;

/** Fills in the defaults. `apiBase` and `basePath` lose their last slash, `headingLevel` is one there is. */
export function hostOf(options: HostOptions): Host {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const host: Host = {
    apiBase: '/api/privacy/v1',
    locale: 'auto',
    theme: 'auto',
    routing: 'hash',
    basePath: '/privacy',
    auth: 'cookie',
    downloads: 'link',
    headingLevel: 1,
    manageTitle: true,
    ...given,
  };
  return {
    ...host,
    apiBase: host.apiBase.replace(/\/+$/, ''),
    basePath: `/${host.basePath.replace(/^\/+|\/+$/g, '')}`,
    headingLevel: Math.min(6, Math.max(1, Math.round(host.headingLevel) || 1)),
  };
}

/** A mounted module. */
export interface Mounted {
  /** Changes options; what is not named stays. Locale and theme change live. */
  update(options: HostOptions): void;
  /** The page on the screen, below the base. */
  address(): string;
  /** Takes everything away: cache, listeners, elements. */
  unmount(): void;
}

/** The language: the host's page's when the host leaves it to us; what is neither (`ru-RU`) is the one it begins with. */
export function localeOf(host: Host): 'ru' | 'en' {
  const wanted: string = host.locale === 'auto' ? document.documentElement.lang : host.locale;
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

/** What an address says below the base; undefined when it is not ours. `/` is a base that everything is below. */
export function below(base: string, whole: string): string | undefined {
  const root = base === '/' ? '' : base;
  if (!whole.startsWith(root)) return undefined;
  const own = whole.slice(root.length);
  if (own !== '' && !/^[/?#]/.test(own)) return undefined;
  return own.startsWith('/') ? own : `/${own}`;
}

/** The page the module opens with: its address below the base, query included. */
export function currentAddress({ routing, basePath, initialPath = '/' }: Host): string {
  if (routing === 'memory') return initialPath;
  const whole = routing === 'path' ? location.pathname + location.search : location.hash.slice(1);
  return below(basePath, whole) ?? initialPath;
}
