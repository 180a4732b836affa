/** A way to confirm that it is the customer (from the API's `step-up-required` problem). */
export interface StepUpMethod {
  id: string;
  label: string;
  hint?: string;
}

/** An error or a timing for the operator. It contains no personal data. */
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

/** The options a host can pass to the module; all are optional. */
export interface HostOptions {
  /** Base URL of the API. Default `/api/privacy/v1`. */
  apiBase?: string;
  /** `auto` follows the `lang` of the host's page. */
  locale?: 'ru' | 'en' | 'auto';
  theme?: 'light' | 'dark' | 'auto';
  /** `hash` (default): `#/privacy/…`. `path`: the history API below `basePath`. `memory`: the URL does not change. */
  routing?: 'hash' | 'path' | 'memory';
  /** Default `/privacy`. */
  basePath?: string;
  /** The first page with `memory`, and with `hash` while the URL names no page of the module. */
  initialPath?: string;
  contactUrl?: string;
  policyUrl?: string;
  signInUrl?: string;
  auth?: 'cookie' | 'bearer';
  /**
   * How files of a data copy are downloaded. `link` (default): by the browser. `fetch`: by the page, for hosts whose
   * API only `fetch` reaches (a service worker does not see downloads).
   */
  downloads?: 'link' | 'fetch';
  getToken?: () => Promise<string>;
  onSessionExpired?: () => Promise<void>;
  /**
   * Prolongs the session of the panel when the customer asks for it before its end; rejects when it cannot. Without it
   * the warning leads to `signInUrl`.
   */
  onExtendSession?: () => Promise<void>;
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

/** Fills in the defaults. Removes the last slash of `apiBase` and `basePath`, and limits `headingLevel` to 1–6. */
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
  /** Changes the given options; the others stay. Locale and theme change at once. */
  update(options: HostOptions): void;
  /** The address of the current page, below the base. */
  address(): string;
  /** Removes the module: its elements, listeners and cache. */
  unmount(): void;
}

/**
 * The language of the module: of the host's page with `auto`, otherwise the option. Tags such as `en-GB` count by their
 * beginning; anything but English is Russian.
 */
export function localeOf(host: Host): 'ru' | 'en' {
  const wanted: string = host.locale === 'auto' ? document.documentElement.lang : host.locale;
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

/** The part of an address below the base; undefined when the address is outside the base. Everything is below `/`. */
export function below(base: string, whole: string): string | undefined {
  const root = base === '/' ? '' : base;
  if (!whole.startsWith(root)) return undefined;
  const own = whole.slice(root.length);
  if (own !== '' && !/^[/?#]/.test(own)) return undefined;
  return own.startsWith('/') ? own : `/${own}`;
}

/** The address of the first page below the base, with its query. */
export function currentAddress({ routing, basePath, initialPath = '/' }: Host): string {
  if (routing === 'memory') return initialPath;
  const whole = routing === 'path' ? location.pathname + location.search : location.hash.slice(1);
  return below(basePath, whole) ?? initialPath;
}
