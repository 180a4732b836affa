import { type EagerReads, readEagerly } from './api/eager-reads.ts';
import { reserveHeight, showUnavailable, showWaiting } from './entry/unavailable.ts';
import { matchAddress } from './entry/address.ts';
import { parts } from './entry/parts.ts';
import { currentAddress, type Host, type HostOptions, hostOf, localeOf, type Mounted } from './host.ts';

const ATTRIBUTES = {
  'api-base': 'apiBase',
  locale: 'locale',
  theme: 'theme',
  routing: 'routing',
  'base-path': 'basePath',
  'initial-path': 'initialPath',
  'contact-url': 'contactUrl',
  'policy-url': 'policyUrl',
  'sign-in-url': 'signInUrl',
  auth: 'auth',
  downloads: 'downloads',
  'heading-level': 'headingLevel',
  'manage-title': 'manageTitle',
} as const satisfies Readonly<Record<string, keyof HostOptions>>;
/** Milliseconds after which a wait needs a word. */
const VERY_SHORT_MS = 1000;
const FUNCTIONS = ['getToken', 'onSessionExpired', 'onStepUp', 'onReport'] as const;

/** What the first page will ask, while its code is on the way. */
function readsOf(host: Host): EagerReads {
  const address = currentAddress(host);
  const match = matchAddress(parts.addresses, address);
  const paths = match?.row.open ? [] : ['/session', '/overview'];
  // What an address narrows is asked by the page itself: it knows how.
  if (match?.row.first && !address.includes('?'))
    for (const path of match.row.first)
      paths.push(path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(match.params[name] ?? '')));
  return readEagerly(host, localeOf(host), paths);
}

/** Every option; undefined puts it at its default again. */
type Settable = { [Name in keyof HostOptions]: HostOptions[Name] | undefined };

/**
 * `<activecloud-privacy>`: the module as one tag. Attributes and properties are the options of `mount`. The first
 * questions leave, and all the first page is made of is fetched, before any of the module has run.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the accessors of all options are defined below
export interface PrivacyElement extends Settable {}
export class PrivacyElement extends HTMLElement {
  static readonly observedAttributes = Object.keys(ATTRIBUTES);
  /** The release this is. */
  static readonly version = MODULE_VERSION;
  readonly version = MODULE_VERSION;
  #mounted: Mounted | undefined;
  #functions: HostOptions = {};
  /** The page that was on the screen when the element was taken out. */
  #left: string | undefined;
  /** Each connection is another visit; what arrives for a former one is left. */
  #visit = 0;

  connectedCallback(): void {
    for (const name of [...Object.values(ATTRIBUTES), ...FUNCTIONS]) {
      // A property set before the element was upgraded shadows the accessor: take it over.
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Object.assign(this, { [name]: value });
    }
    void this.#begin(++this.#visit);
  }

  disconnectedCallback(): void {
    this.#visit++;
    if (!this.#mounted) return;
    // Moved to another place of the host's page, it goes on where it was.
    this.#left = this.#mounted.address();
    this.#mounted.unmount();
    this.#mounted = undefined;
  }

  /** Its presence lets `moveBefore` move the element without taking it out of the page: nothing is mounted anew. */
  connectedMoveCallback(): void {
    // Nothing hangs on where in the page the element is.
  }

  attributeChangedCallback(): void {
    this.#mounted?.update(this.options);
  }

  async #begin(visit: number): Promise<void> {
    const host = hostOf(this.options);
    const locale = localeOf(host);
    reserveHeight(this);
    const waiting = setTimeout(() => {
      if (visit === this.#visit) showWaiting(this, locale);
    }, VERY_SHORT_MS);
    try {
      const eagerReads = readsOf(host);
      const { mount } = await parts.fetch(currentAddress(host), locale);
      if (visit === this.#visit) this.#mounted = mount(this, this.options, eagerReads);
    } catch (error) {
      if (visit !== this.#visit) return;
      showUnavailable(this, locale);
      this.dispatchEvent(
        new CustomEvent('privacy-error', { detail: { kind: 'module' }, bubbles: true, composed: true }),
      );
      // Last, for it may throw.
      host.onReport?.({ kind: 'error', name: 'module-unavailable' });
      if (!(error instanceof TypeError)) throw error;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** A function of the host; the last one given counts. */
  give(functions: HostOptions): void {
    this.#functions = { ...this.#functions, ...functions };
    this.#mounted?.update(this.options);
  }

  /** The options as they are now. */
  get options(): HostOptions {
    const options: Record<string, unknown> = { ...this.#functions };
    for (const [attribute, name] of Object.entries(ATTRIBUTES)) {
      const value = this.getAttribute(attribute);
      // Named all the same: an attribute that was taken away is the default again.
      if (value === null) options[name] = undefined;
      else if (name === 'headingLevel') options[name] = Number(value);
      else if (name === 'manageTitle') options[name] = value !== 'false';
      else options[name] = value;
    }
    if (this.#left !== undefined) options['initialPath'] = this.#left;
    return options;
  }
}

// Every option is a property too: what is text shows as the attribute, as it does in the platform's own elements.
for (const [attribute, name] of Object.entries(ATTRIBUTES))
  Object.defineProperty(PrivacyElement.prototype, name, {
    get(this: PrivacyElement) {
      return this.options[name];
    },
    set(this: PrivacyElement, value: HostOptions[typeof name]) {
      if (value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, String(value));
    },
  });
for (const name of FUNCTIONS)
  Object.defineProperty(PrivacyElement.prototype, name, {
    get(this: PrivacyElement) {
      return this.options[name];
    },
    set(this: PrivacyElement, value: HostOptions[typeof name]) {
      this.give({ [name]: value });
    },
  });

declare global {
  interface HTMLElementTagNameMap {
    'activecloud-privacy': PrivacyElement;
  }
}

if (!customElements.get('activecloud-privacy')) customElements.define('activecloud-privacy', PrivacyElement);
