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
import { currentAddress, below, type Host, type HostOptions, localeOf, type Mounted } from './host.ts';
import { LanguageProvider } from './i18n/react.tsx';
import type { Locale } from './i18n/locale.ts';
import type { TextLoaders } from './i18n/texts.ts';
import { createRoutes, prefetchPage } from './routes.tsx';
import { guardHistory } from './shell/frame/host-history.ts';
import { RuntimeContext } from './shell/frame/runtime-context.tsx';
import { prefetchFailures } from './shell/frame/lazy-parts.tsx';
import { containKeyEvents } from './shell/frame/contain-key-events.ts';
import { PrefetchContext } from './shell/frame/prefetch-context.ts';
import { overviewQuery, sessionQuery } from './shell/frame/queries.ts';
import { createRuntime, type Runtime } from './shell/frame/module-runtime.ts';
import { followColorScheme } from './shell/frame/color-scheme.ts';
import { useSignal } from './shell/frame/signal.ts';
import { HeadingBase } from './ui/base/heading.tsx';
import { adoptSheet, StyleRoot } from './ui/base/sheets.ts';
import css from './ui/base/ui.css?inline';

const shellTexts: TextLoaders = {
  ru: () => import('./shell/texts.json?locale=ru'),
  en: () => import('./shell/texts.json?locale=en'),
};

/**
 * By this time the first view is usually shown; what is loaded later does not delay it. The first request after seconds of
 * rest is a long task of its own on a slow phone, so the wait is short.
 */
const AFTER_FIRST_VIEW_MS = 600;

/** How long the frame waits for the first page before it is rendered without it. */
const FRAME_WAIT_MS = 50;

type Router = ReturnType<typeof createMemoryRouter>;

function createRouter(runtime: Runtime): Router {
  const routes = createRoutes(runtime);
  const { routing, basePath, initialPath } = runtime.host.get();
  if (routing === 'memory') return createMemoryRouter(routes, { initialEntries: [initialPath ?? '/'] });
  const guarded = { basename: basePath, window: guardHistory(window, routing, basePath, initialPath) };
  return routing === 'path' ? createBrowserRouter(routes, guarded) : createHashRouter(routes, guarded);
}

/**
 * Mounts the module into an element of the host's page, in an open shadow root.
 * @param element gets a shadow root; its other content is not shown while the module is mounted
 * @param eager reads that are already sent
 */
export function mount(element: HTMLElement, options: HostOptions = {}, eager?: EagerReads): Mounted {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  adoptSheet(root, css);
  const container = document.createElement('div');
  container.className = 'pc';
  // Removes what the entry has shown while the module was loading.
  root.replaceChildren(container);
  const releaseKeys = containKeyEvents(root);

  const runtime = createRuntime(
    options,
    (name, detail) => {
      element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    },
    eager,
  );
  // Sends the first reads and loads the code of the first page before React starts.
  if (runtime.host.get().auth === 'cookie' || runtime.host.get().getToken) {
    const address = currentAddress(runtime.host.get());
    if (!address.startsWith('/unsubscribe/')) {
      void runtime.client.prefetchQuery(sessionQuery(runtime));
      void runtime.client.prefetchQuery(overviewQuery(runtime));
    }
    prefetchPage(runtime, address);
  }

  const startedAt = performance.now();
  let react: Root | undefined;
  let unfollowScheme: (() => void) | undefined;
  let router: Router | undefined;
  let unmounted = false;
  void runtime.texts
    .load(runtime.locale, shellTexts)
    .catch(() => undefined)
    .then(async () => {
      if (unmounted) return;
      router = createRouter(runtime);
      reportTimings(runtime, router, startedAt);
      router.subscribe(({ navigation, location }) => {
        runtime.destination = pathBelow(runtime.host.get(), (navigation.location ?? location).pathname);
      });
      await firstPageOrTimeout(router);
      if (unmounted) return;
      unfollowScheme = followColorScheme(element, container, runtime.host);
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
      if (!router) return currentAddress(host);
      const { pathname, search } = router.state.location;
      return pathBelow(host, pathname + search);
    },
    update: next => runtime.setHost({ ...runtime.host.get(), ...next }),
    unmount: () => {
      unmounted = true;
      react?.unmount();
      router?.dispose();
      unfollowScheme?.();
      releaseKeys();
      runtime.close();
      container.remove();
      root.adoptedStyleSheets = [];
    },
  };
}

/** The address of the router without the base of the host. */
function pathBelow({ routing, basePath }: Host, address: string): string {
  return routing === 'memory' ? address : (below(basePath, address) ?? '/');
}

/**
 * Resolves when the first page is loaded, at the latest after `FRAME_WAIT_MS`, so that frame and page are rendered
 * together where possible.
 */
function firstPageOrTimeout(router: Router): Promise<void> {
  return new Promise(resolve => {
    if (router.state.initialized) resolve();
    router.subscribe(({ initialized }) => {
      if (initialized) resolve();
    });
    setTimeout(resolve, FRAME_WAIT_MS);
  });
}

/** Reports how long each page took to load; the first one is measured from `startedAt`. */
function reportTimings(runtime: Runtime, router: Router, startedAt: number): void {
  let since: number | undefined = startedAt;
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
  // A layout effect sets the language in the same commit as the texts, so that a screen reader speaks them in it.
  useLayoutEffect(() => {
    container.lang = locale;
  }, [container, locale]);
  useEffect(() => runtime.emit('privacy-ready'), [runtime]);
  useEffect(() => {
    const timer = setTimeout(() => prefetchFailures(runtime, locale), AFTER_FIRST_VIEW_MS);
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

/** Calls `notify` when the language of the host's page changes, which `auto` follows. */
function followPageLanguage(notify: () => void): () => void {
  const observer = new MutationObserver(notify);
  observer.observe(document.documentElement, { attributeFilter: ['lang'] });
  return () => observer.disconnect();
}

/**
 * The language of the rendered texts. It changes to the wanted one after the texts of that language are loaded, so that
 * no untranslated page is shown.
 */
function useLanguageOf(runtime: Runtime, wanted: Locale): Locale {
  // The first texts are loaded in `runtime.locale`, whatever the host has set since.
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
        // When the texts cannot be loaded, the page keeps its language, and the loaders use it too.
        runtime.locale = shown;
      },
    );
    return () => {
      current = false;
    };
  }, [runtime, wanted, shown]);
  return shown;
}
