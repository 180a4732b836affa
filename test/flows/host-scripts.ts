/** What scripts of real hosts did to their page's platform, each as a script that runs before anything else does. */
export const HOST_SCRIPTS: Record<string, string> = {
  /** Prototype.js 1.6 and MooTools: members of their own on what everybody uses, seen by `for…in`. */
  'a library of 2007': `
    Object.toJSON = value => JSON.stringify(value);
    const toJSON = function () { return '[' + Array.prototype.slice.call(this).map(item => Object.toJSON(item)).join(', ') + ']'; };
    Object.assign(Array.prototype, {
      each(act) { for (let i = 0; i < this.length; i++) act(this[i], i); return this; },
      first() { return this[0]; }, last() { return this[this.length - 1]; }, clear() { this.length = 0; return this; },
      compact() { return this.filter(item => item != null); }, toJSON,
    });
    Object.assign(String.prototype, {
      strip() { return this.replace(/^\\s+|\\s+$/g, ''); }, toJSON() { return '"' + this + '"'; },
    });
    Object.assign(Function.prototype, { methodize() { return this; }, delay(seconds) { return setTimeout(this, seconds * 1000); } });
    Object.assign(Element.prototype, {
      hide() { this.style.display = 'none'; return this; }, show() { this.style.display = ''; return this; },
      remove() { if (this.parentNode) this.parentNode.removeChild(this); return this; },
      replace(html) { this.outerHTML = html; return this; },
    });
    document.getElementsByClassName = name => [...document.querySelectorAll('.' + name)];
    window.$ = id => document.getElementById(id);
  `,
  /** Shims that do not ask whether they are needed, by assignment; and members on every object. */
  'shims and members on every object': `
    Object.prototype.extend = function (more) { return Object.assign(this, more); };
    Object.prototype.isEmpty = false;
    Array.prototype.contains = function (item) { return this.indexOf(item) >= 0; };
    Array.prototype.map = function (act, self) {
      const made = []; made.length = this.length;
      for (let i = 0; i < this.length; i++) if (i in this) made[i] = act.call(self, this[i], i, this);
      return made;
    };
    Array.prototype.filter = function (fits, self) {
      const made = [];
      for (let i = 0; i < this.length; i++) if (i in this && fits.call(self, this[i], i, this)) made.push(this[i]);
      return made;
    };
    Array.prototype.forEach = function (act, self) { for (let i = 0; i < this.length; i++) if (i in this) act.call(self, this[i], i, this); };
    NodeList.prototype.forEach = Array.prototype.forEach;
    Element.prototype.matches = Element.prototype.webkitMatchesSelector;
    Element.prototype.closest = function (selector) {
      for (let at = this; at instanceof Element; at = at.parentElement) if (at.matches(selector)) return at;
      return null;
    };
    String.prototype.trim = function () { return this.replace(/^\\s+|\\s+$/g, ''); };
  `,
  /** A counter and an error collector: they wrap what a page does and look at it. */
  'a counter that wraps what it sees': `
    const { fetch: plainFetch } = window;
    window.seen = [];
    window.fetch = function (input, init) {
      const request = new Request(input, init);
      request.headers.set('X-Trace-Id', '1');
      window.seen.push(request.url);
      const answer = plainFetch.call(window, request);
      return { then: (done, failed) => answer.then(done, failed), catch: failed => answer.catch(failed), finally: act => answer.finally(act) };
    };
    for (const name of ['pushState', 'replaceState']) {
      const plain = history[name];
      history[name] = function (state, unused, url) {
        const { length } = arguments;
        plain.apply(this, length > 2 ? [{ ...state, counter: 1 }, unused, url] : [{ ...state, counter: 1 }, unused]);
        dispatchEvent(new Event('locationchange'));
      };
    }
    const { define } = customElements;
    customElements.define = function (name, made, options) { return define.call(customElements, name, made, options); };
    for (const name of ['log', 'info', 'debug']) { const plain = console[name]; console[name] = (...words) => plain.apply(console, words); }
    const { setTimeout: plainTimeout, requestAnimationFrame: plainFrame } = window;
    window.setTimeout = (act, ...more) => plainTimeout(function () { return act.apply(this, arguments); }, ...more);
    window.requestAnimationFrame = act => plainFrame(time => act(time));
  `,
  /** A zone: promises and listeners are its own. */
  'a zone': `
    const Plain = Promise;
    const within = act => typeof act === 'function' ? value => act(value) : act;
    class ZonePromise extends Plain {
      then(done, failed) { return super.then(within(done), within(failed)); }
      static get [Symbol.species]() { return ZonePromise; }
    }
    delete ZonePromise.withResolvers;
    window.Promise = ZonePromise;
    const { fetch: plainFetch, queueMicrotask: plainTask } = window;
    window.fetch = (...given) => new ZonePromise((done, failed) => plainFetch(...given).then(done, failed));
    window.queueMicrotask = act => plainTask(() => act());
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const tasks = new WeakMap();
    EventTarget.prototype.addEventListener = function (type, act, options) {
      if (typeof act !== 'function') return addEventListener.call(this, type, act, options);
      if (!tasks.has(act)) tasks.set(act, function (event) { return act.call(this, event); });
      return addEventListener.call(this, type, tasks.get(act), options);
    };
    EventTarget.prototype.removeEventListener = function (type, act, options) {
      return removeEventListener.call(this, type, tasks.get(act) ?? act, options);
    };
  `,
  /** A menu and shortcuts that receive every event first, and stop those outside the module. */
  'shortcuts that hear everything first': `
    const own = event => event.target.localName === 'activecloud-privacy';
    for (const type of ['click', 'pointerdown', 'mousedown', 'keydown', 'focusin', 'submit'])
      document.addEventListener(type, event => { if (!own(event)) event.stopPropagation(); }, true);
    document.addEventListener('keydown', event => { if (event.key === 'Escape') event.preventDefault(); }, true);
  `,
};
