import type { HostOptions } from './host.ts';
import { mount, type Mounted } from './mount.tsx';

const ATTRIBUTES: Readonly<Record<string, keyof HostOptions>> = {
  'api-base': 'apiBase',
  locale: 'locale',
  theme: 'theme',
  routing: 'routing',
  'base-path': 'basePath',
  'contact-url': 'contactUrl',
  'policy-url': 'policyUrl',
  'sign-in-url': 'signInUrl',
  auth: 'auth',
  downloads: 'downloads',
  'heading-level': 'headingLevel',
  'manage-title': 'manageTitle',
};
const PROPERTIES = ['getToken', 'onSessionExpired', 'onStepUp', 'onReport'] as const;

/** `<activecloud-privacy>`: the module as one tag. Attributes and properties are the options of `mount`. */
export class PrivacyElement extends HTMLElement {
  static readonly observedAttributes = Object.keys(ATTRIBUTES);
  #mounted: Mounted | undefined;
  #given: HostOptions = {};

  connectedCallback(): void {
    for (const name of PROPERTIES) {
      // A property set before the element was upgraded shadows the accessor: take it over.
      if (!Object.hasOwn(this, name)) continue;
      const value = (this as unknown as HostOptions)[name];
      Reflect.deleteProperty(this, name);
      Object.assign(this, { [name]: value });
    }
    this.#mounted = mount(this, this.#options());
  }

  disconnectedCallback(): void {
    if (!this.#mounted) return;
    // Moved to another place of the host's page, it goes on where it was.
    this.#given = { ...this.#given, initialPath: this.#mounted.address() };
    this.#mounted.unmount();
    this.#mounted = undefined;
  }

  /** Its presence lets `moveBefore` move the element without taking it out of the page: nothing is mounted anew. */
  connectedMoveCallback(): void {
    // Nothing hangs on where in the page the element is.
  }

  attributeChangedCallback(): void {
    this.#mounted?.update(this.#options());
  }

  #set(change: HostOptions): void {
    this.#given = { ...this.#given, ...change };
    this.#mounted?.update(this.#options());
  }

  set getToken(getToken: NonNullable<HostOptions['getToken']>) {
    this.#set({ getToken });
  }
  set onSessionExpired(onSessionExpired: NonNullable<HostOptions['onSessionExpired']>) {
    this.#set({ onSessionExpired });
  }
  set onStepUp(onStepUp: NonNullable<HostOptions['onStepUp']>) {
    this.#set({ onStepUp });
  }
  set onReport(onReport: NonNullable<HostOptions['onReport']>) {
    this.#set({ onReport });
  }

  #options(): HostOptions {
    const options: Record<string, unknown> = { ...this.#given };
    for (const [attribute, name] of Object.entries(ATTRIBUTES)) {
      const value = this.getAttribute(attribute);
      // Named all the same: an attribute that was taken away is the default again.
      if (value === null) options[name] = undefined;
      else if (name === 'headingLevel') options[name] = Number(value);
      else if (name === 'manageTitle') options[name] = value !== 'false';
      else options[name] = value;
    }
    return options;
  }
}

if (!customElements.get('activecloud-privacy')) customElements.define('activecloud-privacy', PrivacyElement);
