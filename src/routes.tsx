import type { ComponentType } from 'react';
import {
  type LoaderFunctionArgs,
  matchPath,
  type RouteObject,
  type ShouldRevalidateFunctionArgs,
  useRouteError,
} from 'react-router';
import { Failure } from './api/errors.ts';
import type { Messages } from './i18n/message.ts';
import type { TextLoaders } from './i18n/texts.ts';
import { type PageRow, PAGES, textsOf } from './pages.ts';
import { Layout, PageSkeleton } from './shell/frame/Layout.tsx';
import { LazyPageError } from './shell/frame/lazy-parts.tsx';
import { sessionQuery } from './shell/frame/queries.ts';
import type { Runtime } from './shell/frame/module-runtime.ts';

/** The arguments of the loader of a page. */
export interface LoaderInput {
  runtime: Runtime;
  params: Record<string, string | undefined>;
  search: URLSearchParams;
}

/** The module of a page: its component, and the loader of the data it needs. */
export interface PageModule {
  default: ComponentType;
  loader?: (input: LoaderInput) => Promise<unknown>;
}

interface PageRoute extends PageRow {
  load: () => Promise<PageModule>;
  textLoaders: readonly TextLoaders[];
}

const modules = import.meta.glob<PageModule>('./*/**/*Page.tsx');
const inRussian = import.meta.glob<{ default: Messages }>(
  ['./*/**/texts.json', '!./shell/{*,consent/*,session/*}.json'],
  {
    query: '?locale=ru',
  },
);
const inEnglish = import.meta.glob<{ default: Messages }>(
  ['./*/**/texts.json', '!./shell/{*,consent/*,session/*}.json'],
  {
    query: '?locale=en',
  },
);

/** Looks up a name of the page table. A spec checks that every name exists. */
function lookUp<Thing>(things: Record<string, Thing>, name: string): Thing {
  const thing = things[name];
  if (thing === undefined) throw new Error(`no ${name}`);
  return thing;
}

/** One pair of loaders for each folder, also when several pages show its texts. */
const textsFor = new Map<string, TextLoaders>();
function textLoadersOf(folder: string): TextLoaders {
  const file = `./${folder}/texts.json`;
  const known = textsFor.get(folder) ?? { ru: lookUp(inRussian, file), en: lookUp(inEnglish, file) };
  textsFor.set(folder, known);
  return known;
}

const routeOf = (row: PageRow): PageRoute => ({
  ...row,
  load: lookUp(modules, `./${row.page}.tsx`),
  textLoaders: textsOf(row).map(textLoadersOf),
});

/** Loads code, texts and data of a page in parallel instead of one after the other. */
async function open(
  route: PageRoute,
  runtime: Runtime,
  params: LoaderInput['params'],
  search: URLSearchParams,
) {
  const [module] = await Promise.all([
    route.load(),
    route.open ? undefined : runtime.client.ensureQueryData(sessionQuery(runtime)),
    ...route.textLoaders.map(loaders => runtime.texts.load(runtime.locale, loaders)),
  ]);
  // An unmounted module has no use for answers: none is loaded into its cache.
  if (runtime.closed) throw new Failure('page', 'network');
  return { module, data: module.loader?.({ runtime, params, search }) };
}

/** The address without one query parameter. */
function without(address: URL, name: string): string {
  const copy = new URL(address);
  copy.searchParams.delete(name);
  return copy.href;
}

/** The route of one page. */
function pageRoute(runtime: Runtime, path: string, route: PageRoute): RouteObject {
  return {
    path,
    errorElement: <LazyPageError fallback={<PageSkeleton />} />,
    hydrateFallbackElement: <PageSkeleton />,
    loader: async ({ request, params }: LoaderFunctionArgs) => {
      const { data } = await open(route, runtime, params, new URL(request.url).searchParams);
      await data;
      return null;
    },
    shouldRevalidate: ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
      // A navigation to the same address asks for new data: after signing in, or for another customer.
      route.ignoredSearchParam === undefined || currentUrl.href === nextUrl.href
        ? defaultShouldRevalidate
        : without(currentUrl, route.ignoredSearchParam) !== without(nextUrl, route.ignoredSearchParam),
    lazy: { Component: async () => (await route.load()).default },
  };
}

export function createRoutes(runtime: Runtime): RouteObject[] {
  return [
    {
      element: <Layout />,
      errorElement: <LastResort />,
      children: [
        ...Object.entries(PAGES).map(([path, row]) => pageRoute(runtime, path, routeOf(row))),
        {
          path: '*',
          element: <LazyPageError fallback={<PageSkeleton />} />,
          errorElement: <LazyPageError fallback={<PageSkeleton />} />,
          hydrateFallbackElement: <PageSkeleton />,
          loader: async () => {
            await runtime.client.ensureQueryData(sessionQuery(runtime)).catch(() => undefined);
            throw new Failure('page', 'not-found', { status: 404 });
          },
        },
      ],
    },
  ];
}

/**
 * The page shown when the frame itself fails. Its texts are in the code, because the loaded texts may be what failed.
 */
function LastResort() {
  const error = useRouteError();
  const russian = !document.documentElement.lang.startsWith('en');
  return (
    <div className="content stack" role="alert" data-error={error instanceof Error ? error.name : undefined}>
      <h1 className="h1">{russian ? 'Раздел не смог открыться' : 'We could not open this section'}</h1>
      <p className="lead">
        {russian ? 'Это наша ошибка, ваши данные в порядке.' : 'This is our fault, and your data is safe.'}
      </p>
      <p>
        <button type="button" className="btn" data-kind="primary" onClick={() => location.reload()}>
          {russian ? 'Обновить страницу' : 'Reload the page'}
        </button>
      </p>
    </div>
  );
}

/**
 * Loads the code, texts and data of the page at an address. Failures are swallowed: the navigation to the page reports
 * them.
 */
export function prefetchPage(runtime: Runtime, to: string): void {
  const { pathname, searchParams } = new URL(to, 'http://local');
  for (const [path, row] of Object.entries(PAGES)) {
    const match = matchPath(path, pathname);
    if (!match) continue;
    open(routeOf(row), runtime, match.params, searchParams)
      .then(({ data }) => data)
      .catch(() => undefined);
    return;
  }
}
