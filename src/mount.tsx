import { QueryClientProvider } from '@tanstack/react-query';
import {
  startTransition,
  StrictMode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createBrowserRouter, createHashRouter, createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { EagerReads } from './api/eager-reads.ts';
import { addressOf, below, type Host, type HostOptions, localeOf, type Mounted } from './host.ts';
import { LanguageProvider } from './i18n/react.tsx';
import type { Locale } from './i18n/locale.ts';
import type { TextLoaders } from './i18n/texts.ts';
import { createRoutes, prefetchPage } from './routes.tsx';
import { guardHistory } from './shell/frame/host-history.ts';
import { RuntimeContext } from './shell/frame/hooks.tsx';
import { overviewQuery } from './shell/frame/Layout.tsx';
import { prefetchFailures } from './shell/frame/lazy-parts.tsx';
import { stopOwnKeys } from './shell/frame/own-keys.ts';
import { PrefetchContext } from './shell/frame/prefetch.ts';
import { createRuntime, type Runtime, sessionQuery } from './shell/frame/runtime.ts';
import { followColorScheme } from './shell/frame/color-scheme.ts';
import { useSignal } from './shell/frame/signal.ts';
import { HeadingBase } from './ui/base/parts.tsx';
import { adoptSheet, StyleRoot } from './ui/base/sheets.ts';
import css from './ui/base/ui.css?inline';

const shellTexts: TextLoaders = {
  ru: () => import('./shell/texts.json?locale=ru'),
  en: () => import('./shell/texts.json?locale=en'),
};

/** Milliseconds by which the first view stands as a rule: what comes later must not be in its way. */
const AFTER_FIRST_VIEW = 3000;

/** Milliseconds the frame may wait for its page. */
const SHORT_MS = 50;

type Router = ReturnType<typeof createMemoryRouter>;

function createRouter(runtime: Runtime): Router {
  const routes = createRoutes(runtime);
  const { routing, basePath, initialPath } = runtime.host.get();
  if (routing === 'memory') return createMemoryRouter(routes, { initialEntries: [initialPath ?? '/'] });
  const guarded = { basename: basePath, window: guardHistory(window, routing, basePath, initialPath) };
  return routing === 'path' ? createBrowserRouter(routes, guarded) : createHashRouter(routes, guarded);
}

/**
 * Puts the module into an element of the host's page, in an open shadow root.
 * @param element takes a shadow root; what it holds otherwise is not shown while mounted.
 * @param eager what has been asked of the server already, on the way here
 */
export function mount(element: HTMLElement, options: HostOptions = {}, eager?: EagerReads): Mounted {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  adoptSheet(root, css);
  const container = document.createElement('div');
  container.className = 'pc';
  // Whatever stood here while the code was on its way goes.
  root.replaceChildren(container);
  const leaveKeys = stopOwnKeys(root);

  const runtime = createRuntime(
    options,
    (name, detail) => {
      element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    },
    eager,
  );
  // The first questions leave, and the first page's code is fetched, before React has begun.
  if (runtime.host.get().auth === 'cookie' || runtime.host.get().getToken) {
    const address = addressOf(runtime.host.get());
    if (!address.startsWith('/unsubscribe/')) {
      runtime.prefetch(sessionQuery);
      runtime.prefetch(overviewQuery);
    }
    prefetchPage(runtime, address);
  }

  const begun = performance.now();
  let react: Root | undefined;
  let leaveScheme: (() => void) | undefined;
  let router: Router | undefined;
  let ended = false;
  void runtime.texts
    .load(runtime.locale, shellTexts)
    .catch(() => undefined)
    .then(async () => {
      if (ended) return;
      router = createRouter(runtime);
      reportTimings(runtime, router, begun);
      router.subscribe(({ navigation, location }) => {
        runtime.destination = pathBelow(runtime.host.get(), (navigation.location ?? location).pathname);
      });
      await openedSoon(router);
      if (ended) return;
      leaveScheme = followColorScheme(element, container, runtime.host);
      react = createRoot(container);
      react.render(
        <StrictMode>
          <Module runtime={runtime} router={router} root={root} container={container} />
        </StrictMode>,
      );
    });

  return {
    address: () => {
      const host = runtime.host.get();
      if (!router) return addressOf(host);
      const { pathname, search } = router.state.location;
      return pathBelow(host, pathname + search);
    },
    update: next => runtime.setHost({ ...runtime.host.get(), ...next }),
    unmount: () => {
      ended = true;
      react?.unmount();
      router?.dispose();
      leaveScheme?.();
      leaveKeys();
      runtime.close();
      container.remove();
      root.adoptedStyleSheets = [];
    },
  };
}

/** An address of the router's without the host's part of it. */
function pathBelow({ routing, basePath }: Host, address: string): string {
  return routing === 'memory' ? address : (below(basePath, address) ?? '/');
}

/** Resolves when the first page is open, or will not be in a moment: frame and page are drawn at one go where they can. */
function openedSoon(router: Router): Promise<void> {
  return new Promise(resolve => {
    if (router.state.initialized) resolve();
    router.subscribe(({ initialized }) => {
      if (initialized) resolve();
    });
    setTimeout(resolve, SHORT_MS);
  });
}

/** Tells the operator how long each page took to stand, the first one from `begun`. */
function reportTimings(runtime: Runtime, router: Router, begun: number): void {
  let since: number | undefined = begun;
  router.subscribe(({ navigation, matches }) => {
    if (navigation.state === 'loading') since ??= performance.now();
    if (navigation.state !== 'idle' || since === undefined) return;
    runtime.page = matches.at(-1)?.route.path;
    runtime.report({ kind: 'timing', name: 'page', milliseconds: Math.round(performance.now() - since) });
    since = undefined;
  });
}

function Module({
  runtime,
  router,
  root,
  container,
}: {
  runtime: Runtime;
  router: Router;
  root: ShadowRoot;
  container: HTMLElement;
}) {
  const host = useSignal(runtime.host);
  const wanted = useSyncExternalStore(followPageLanguage, () => localeOf(host));
  const locale = useLanguageOf(runtime, wanted);
  // With the words, not after them: a screen reader speaks them in this language.
  useLayoutEffect(() => {
    container.lang = locale;
  }, [container, locale]);
  useEffect(() => runtime.emit('privacy-ready'), [runtime]);
  useEffect(() => {
    const timer = setTimeout(() => prefetchFailures(runtime, locale), AFTER_FIRST_VIEW);
    return () => clearTimeout(timer);
  }, [runtime, locale]);
  const prefetch = useMemo(() => (to: string) => prefetchPage(runtime, to), [runtime]);
  return (
    <RuntimeContext value={runtime}>
      <QueryClientProvider client={runtime.client}>
        <LanguageProvider locale={locale} catalogue={runtime.texts.catalogue(locale)}>
          <StyleRoot value={root}>
            <HeadingBase value={host.headingLevel}>
              <PrefetchContext value={prefetch}>
                <RouterProvider router={router} />
              </PrefetchContext>
            </HeadingBase>
          </StyleRoot>
        </LanguageProvider>
      </QueryClientProvider>
    </RuntimeContext>
  );
}

/** Tells when the host's page says it is in another language, which `auto` follows. */
function followPageLanguage(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ['lang'] });
  return () => observer.disconnect();
}

/** The language on the screen: it follows the wanted one when its texts and data are here, so nothing flashes. */
function useLanguageOf(runtime: Runtime, wanted: Locale): Locale {
  // The texts that are here are those of the language it began in, whatever the host has said since.
  const [shown, setShown] = useState(runtime.locale);
  useEffect(() => {
    if (wanted === shown) return undefined;
    let current = true;
    runtime.locale = wanted;
    runtime.texts.loadAll(wanted).then(
      () => {
        if (current) startTransition(() => setShown(wanted));
      },
      () => {
        // The texts did not come: the old language stays, and loaders go on in it.
        runtime.locale = shown;
      },
    );
    return () => {
      current = false;
    };
  }, [runtime, wanted, shown]);
  return shown;
}
