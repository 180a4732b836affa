import { below } from '../../host.ts';

/**
 * A proxy of `window` for the router that hides addresses outside the module's base: the router keeps its last page. With hash
 * routing these are the host's own anchors (`#top`), which the router would take for pages; with path routing they are the
 * host's other pages, for which the router would show nothing. A link of the host to a page of the module makes a history
 * entry without the router's index. The proxy adds the next index, because the guard against losing a text needs it.
 * @param first the page below the base to begin with while the address is a foreign one
 */
export function guardHistory(real: Window, routing: 'hash' | 'path', base: string, first = ''): Window {
  const isOurs = () =>
    routing === 'hash'
      ? real.location.hash !== '' && below(base, real.location.hash.slice(1)) !== undefined
      : below(base, real.location.pathname) !== undefined;
  /** The parts of the address that name the page, as the router may see them. */
  const seen = (): Partial<Record<PropertyKey, string>> => {
    const { hash, pathname, search } = real.location;
    return routing === 'hash' ? { hash } : { pathname, search, hash };
  };
  const begin = (base === '/' ? '' : base) + first || '/';
  const [, pathname = '/', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(begin) ?? [];
  let last = isOurs() ? seen() : routing === 'hash' ? { hash: `#${begin}` } : { pathname, search, hash };
  const wrapped = new Map<unknown, EventListener>();

  const location = new Proxy(real.location, {
    get: (target, name) => {
      if (isOurs()) last = seen();
      if (name in last) return last[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  /** Whether an address is the place the customer is at, as the router may see it. */
  const isHere = (url: string) => {
    const to = new URL(url, real.location.href);
    return routing === 'hash'
      ? to.hash === last['hash']
      : to.pathname === last['pathname'] && to.search === last['search'];
  };
  const numberOf = (state: unknown) => (state as { idx?: number } | null)?.idx;
  let at = numberOf(real.history.state) ?? 0;
  const history = new Proxy(real.history, {
    get: (target, name) => {
      if (name === 'pushState' || name === 'replaceState')
        return (state: unknown, unused: string, url?: string) => {
          // A reload of the page must not overwrite an address of the host.
          if (name === 'replaceState' && url !== undefined && !isOurs() && isHere(url)) return;
          at = numberOf(state) ?? at;
          target[name](state, unused, url);
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const overrides: Record<PropertyKey, unknown> = {
    location,
    history,
    document: real.document,
    addEventListener: (type: string, listener: EventListener) => {
      const guarded: EventListener = event => {
        if (type === 'popstate') {
          if (!isOurs()) return;
          const state: unknown = real.history.state;
          if (numberOf(state) === undefined)
            real.history.replaceState({ ...(state as object), idx: at + 1 }, '');
          at = numberOf(real.history.state) ?? at;
        }
        listener(event);
      };
      wrapped.set(listener, guarded);
      real.addEventListener(type, guarded);
    },
    removeEventListener: (type: string, listener: EventListener) =>
      real.removeEventListener(type, wrapped.get(listener) ?? listener),
  };
  return new Proxy(real, {
    get: (target, name) => {
      if (name in overrides) return overrides[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
