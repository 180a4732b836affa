/**
 * The window as the router may see it. With hash routing the host's own anchors (`#top`) change the hash too; a router
 * takes them for pages. Through this window it sees only hashes below our prefix; a foreign one looks as if nothing
 * had happened, and the place the customer was at stays. A host's anchor to a page of ours makes an entry without the
 * router's number: it gets the next one here, or the router could not hold the customer back from losing a text.
 * @param first the page below the base to begin with while the hash is a foreign one
 */
export function guardHash(real: Window, base: string, first = ''): Window {
  const owns = (hash: string) =>
    hash === `#${base}` || hash.startsWith(`#${base}/`) || hash.startsWith(`#${base}?`);
  let last = owns(real.location.hash) ? real.location.hash : `#${base}${first}`;
  const wrapped = new Map<unknown, EventListener>();

  const location = new Proxy(real.location, {
    get: (target, name) => {
      if (name === 'hash') {
        if (owns(target.hash)) last = target.hash;
        return last;
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const numberOf = (state: unknown) => (state as { idx?: number } | null)?.idx;
  let at = numberOf(real.history.state) ?? 0;
  const history = new Proxy(real.history, {
    get: (target, name) => {
      if (name === 'pushState' || name === 'replaceState')
        return (state: unknown, unused: string, url?: string) => {
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
          if (!owns(real.location.hash)) return;
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
