/**
 * The window as the router may see it. With hash routing the host's own anchors (`#top`) change the hash too; a router
 * takes them for pages. Through this window it sees only hashes below our prefix; a foreign one looks as if nothing
 * had happened, and the place the customer was at stays.
 */
export function guardHash(real: Window, base: string): Window {
  const owns = (hash: string) =>
    hash === `#${base}` || hash.startsWith(`#${base}/`) || hash.startsWith(`#${base}?`);
  let last = owns(real.location.hash) ? real.location.hash : `#${base}`;
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
  const history = new Proxy(real.history, {
    get: (target, name) => {
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
        if (type !== 'popstate' || owns(real.location.hash)) listener(event);
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
