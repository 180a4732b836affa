import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode, useEffect, useMemo, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createBrowserRouter, createHashRouter, createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { Host, HostOptions } from './host.ts';
import { LanguageProvider } from './i18n/react.tsx';
import type { Locale, TextLoaders } from './i18n/texts.ts';
import { createRoutes, prefetchPage } from './routes.tsx';
import { guardHash } from './shell/hash-window.ts';
import { RuntimeContext } from './shell/hooks.tsx';
import { overviewAsk } from './shell/Layout.tsx';
import { PrefetchContext } from './shell/prefetch.ts';
import { createRuntime, localeOf, type Runtime, sessionAsk } from './shell/runtime.ts';
import { useSignal } from './shell/signal.ts';
import { HeadingBase } from './ui/parts.tsx';
import { adoptSheet, StyleRoot } from './ui/sheets.ts';
import css from './ui/ui.css?inline';

const shellTexts: TextLoaders = {
  ru: () => import('./shell/texts.json?locale=ru'),
  en: () => import('./shell/texts.json?locale=en'),
};

/** A mounted module. */
export interface Mounted {
  /** Changes options; what is not named stays. Locale and theme change live. */
  update(options: HostOptions): void;
  /** The page on the screen, below the base. */
  address(): string;
  /** Takes everything away: cache, listeners, elements. */
  unmount(): void;
}

type Router = ReturnType<typeof createMemoryRouter>;

/** What an address says below the base; undefined when it is not ours. */
function below(base: string, whole: string): string | undefined {
  if (!whole.startsWith(base)) return undefined;
  const own = whole.slice(base.length);
  return own.startsWith('/') ? own : `/${own}`;
}

/** The page the module will open with, below its base. */
function addressOf({ routing, basePath, initialPath = '/' }: Host): string {
  if (routing === 'memory') return initialPath;
  const whole = routing === 'path' ? location.pathname + location.search : location.hash.slice(1);
  return below(basePath, whole) ?? initialPath;
}

function createRouter(runtime: Runtime): Router {
  const routes = createRoutes(runtime);
  const { routing, basePath, initialPath } = runtime.host.get();
  if (routing === 'memory') return createMemoryRouter(routes, { initialEntries: [initialPath ?? '/'] });
  if (routing === 'path') return createBrowserRouter(routes, { basename: basePath });
  return createHashRouter(routes, { basename: basePath, window: guardHash(window, basePath, initialPath) });
}

/**
 * Puts the module into an element of the host's page, in an open shadow root.
 * @param element takes a shadow root; what it holds otherwise is not shown while mounted.
 */
export function mount(element: HTMLElement, options: HostOptions = {}): Mounted {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  adoptSheet(root, css);
  const container = document.createElement('div');
  container.className = 'pc';
  root.append(container);

  const runtime = createRuntime(options, (name, detail) => {
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  });
  // The first questions leave, and the first page's code is fetched, before React has begun.
  if (runtime.host.get().auth === 'cookie' || runtime.host.get().getToken) {
    const address = addressOf(runtime.host.get());
    if (!address.startsWith('/unsubscribe/')) {
      runtime.warm(sessionAsk);
      runtime.warm(overviewAsk);
    }
    prefetchPage(runtime, address);
  }

  let react: Root | undefined;
  let router: Router | undefined;
  let ended = false;
  void runtime.texts
    .load(runtime.locale, shellTexts)
    .catch(() => undefined)
    .then(() => {
      if (ended) return;
      router = createRouter(runtime);
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
      return host.routing === 'memory' ? pathname + search : (below(host.basePath, pathname + search) ?? '/');
    },
    update: next => runtime.setHost({ ...runtime.host.get(), ...next }),
    unmount: () => {
      ended = true;
      react?.unmount();
      router?.dispose();
      runtime.close();
      container.remove();
      root.adoptedStyleSheets = [];
    },
  };
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
  const locale = useLanguageOf(runtime, localeOf(host));
  useEffect(() => {
    container.dataset['theme'] = host.theme;
    container.lang = locale;
  }, [container, host.theme, locale]);
  useEffect(() => runtime.emit('privacy-ready'), [runtime]);
  const prefetch = useMemo(() => (to: string) => prefetchPage(runtime, to), [runtime]);
  return (
    <RuntimeContext value={runtime}>
      <QueryClientProvider client={runtime.client}>
        <LanguageProvider locale={locale} i18n={runtime.texts.i18n(locale)}>
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

/** The language on the screen: it follows the wanted one when its texts and data are here, so nothing flashes. */
function useLanguageOf(runtime: Runtime, wanted: Locale): Locale {
  const [shown, setShown] = useState(wanted);
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
