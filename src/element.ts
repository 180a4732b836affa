import { type EagerReads, readEagerly } from './api/eager-reads.ts';
import { reserveHeight, showUnavailable, showWaiting } from './entry/unavailable.ts';
import { matchAddress } from './entry/address.ts';
import { moduleLoader } from './entry/module-loader.ts';
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
const WAITING_MESSAGE_MS = 1000;
const FUNCTIONS = ['getToken', 'onSessionExpired', 'onExtendSession', 'onStepUp', 'onReport'] as const;

/** Sends the first reads of the page while its code is loading. */
function readsOf(host: Host): EagerReads {
  const address = currentAddress(host);
  const match = matchAddress(moduleLoader.addresses, address);
  const paths = match?.row.open ? [] : ['/session', '/overview'];
  // For an address with a query the page itself builds the reads.
  if (match?.row.first && !address.includes('?'))
    for (const path of match.row.first)
      paths.push(path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(match.params[name] ?? '')));
  return readEagerly(host, localeOf(host), paths);
}

/** All options; undefined restores the default. */
type Settable = { [Name in keyof HostOptions]: HostOptions[Name] | undefined };

/**
 * `<activecloud-privacy>`: the module as a custom element. Its attributes and properties are the options of `mount`.
 * The first reads are sent and the files of the first page are loaded in parallel with the module.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the accessors of all options are defined below
export interface PrivacyElement extends Settable {}
export class PrivacyElement extends HTMLElement {
  static readonly observedAttributes = Object.keys(ATTRIBUTES);
  /** The version of the release. */
  static readonly version = MODULE_VERSION;
  readonly version = MODULE_VERSION;
  #mounted: Mounted | undefined;
  #functions: HostOptions = {};
  /** The address of the page at the time the element was removed. */
  #lastAddress: string | undefined;
  /** Counts the connections of the element, so that what finishes after a disconnection is ignored. */
  #visit = 0;

  connectedCallback(): void {
    for (const name of [...Object.values(ATTRIBUTES), ...FUNCTIONS]) {
      // A property set before the element was upgraded shadows the accessor: take it over.
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Object.assign(this, { [name]: value });
    }
    void this.#start(++this.#visit);
  }

  disconnectedCallback(): void {
    this.#visit++;
    if (!this.#mounted) return;
    // An element that is moved within the host's page shows the same page again.
    this.#lastAddress = this.#mounted.address();
    this.#mounted.unmount();
    this.#mounted = undefined;
  }

  /** With this callback `moveBefore` moves the element without disconnecting it, so the module stays mounted. */
  connectedMoveCallback(): void {
    // The module does not depend on the position of the element.
  }

  attributeChangedCallback(): void {
    this.#mounted?.update(this.options);
  }

  async #start(visit: number): Promise<void> {
    const host = hostOf(this.options);
    const locale = localeOf(host);
    reserveHeight(this);
    const waiting = setTimeout(() => {
      if (visit === this.#visit) showWaiting(this, locale);
    }, WAITING_MESSAGE_MS);
    try {
      const eagerReads = readsOf(host);
      const { mount } = await moduleLoader.fetch(currentAddress(host), locale);
      if (visit === this.#visit) this.#mounted = mount(this, this.options, eagerReads);
    } catch (error) {
      if (visit !== this.#visit) return;
      showUnavailable(this, locale);
      this.dispatchEvent(
        new CustomEvent('privacy-error', { detail: { kind: 'module' }, bubbles: true, composed: true }),
      );
      // `onReport` belongs to the host and may throw, so it comes last.
      host.onReport?.({ kind: 'error', name: 'module-unavailable' });
      if (!(error instanceof TypeError)) throw error;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Sets functions of the host. */
  setFunctions(functions: HostOptions): void {
    this.#functions = { ...this.#functions, ...functions };
    this.#mounted?.update(this.options);
  }

  /** The current options. */
  get options(): HostOptions {
    const options: Record<string, unknown> = { ...this.#functions };
    for (const [attribute, name] of Object.entries(ATTRIBUTES)) {
      const value = this.getAttribute(attribute);
      // A removed attribute is listed as undefined, which restores the default.
      if (value === null) options[name] = undefined;
      else if (name === 'headingLevel') options[name] = Number(value);
      else if (name === 'manageTitle') options[name] = value !== 'false';
      else options[name] = value;
    }
    if (this.#lastAddress !== undefined) options['initialPath'] = this.#lastAddress;
    return options;
  }
}

// Every option is also a property. Text properties reflect their attribute, as in HTML elements.
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
      this.setFunctions({ [name]: value });
    },
  });

declare global {
  interface HTMLElementTagNameMap {
    'activecloud-privacy': PrivacyElement;
  }
}

if (!customElements.get('activecloud-privacy')) customElements.define('activecloud-privacy', PrivacyElement);
