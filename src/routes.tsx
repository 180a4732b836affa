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
import type { Runtime } from './shell/frame/runtime.ts';

/** What a page's loader is given. */
export interface LoaderInput {
  runtime: Runtime;
  params: Record<string, string | undefined>;
  search: URLSearchParams;
}

/** The module of a page: the component, and what has to be here before it is shown. */
export interface PageModule {
  default: ComponentType;
  loader?: (input: LoaderInput) => Promise<unknown>;
}

interface PageRoute extends PageRow {
  load: () => Promise<PageModule>;
  words: readonly TextLoaders[];
}

const modules = import.meta.glob<PageModule>('./*/**/*Page.tsx');
const inRussian = import.meta.glob<{ default: Messages }>(
  ['./*/**/texts.json', '!./shell/*.json', '!./shell/consent/*.json'],
  { query: '?locale=ru' },
);
const inEnglish = import.meta.glob<{ default: Messages }>(
  ['./*/**/texts.json', '!./shell/*.json', '!./shell/consent/*.json'],
  { query: '?locale=en' },
);

/** What is found under a name of the page table. A spec holds that everything is. */
function found<Thing>(things: Record<string, Thing>, name: string): Thing {
  const thing = things[name];
  if (thing === undefined) throw new Error(`no ${name}`);
  return thing;
}

/** One pair of loaders for a folder, however many pages show its texts. */
const textsFor = new Map<string, TextLoaders>();
function words(folder: string): TextLoaders {
  const file = `./${folder}/texts.json`;
  const known = textsFor.get(folder) ?? { ru: found(inRussian, file), en: found(inEnglish, file) };
  textsFor.set(folder, known);
  return known;
}

const routeOf = (row: PageRow): PageRoute => ({
  ...row,
  load: found(modules, `./${row.page}.tsx`),
  words: textsOf(row).map(words),
});

/** Code, texts and data of a page together: one round to the server, not three in a row. */
async function open(
  route: PageRoute,
  runtime: Runtime,
  params: LoaderInput['params'],
  search: URLSearchParams,
) {
  const [module] = await Promise.all([
    route.load(),
    route.open ? undefined : runtime.client.ensureQueryData(sessionQuery(runtime)),
    ...route.words.map(loaders => runtime.texts.load(runtime.locale, loaders)),
  ]);
  // Answers to a module that is unmounted would be kept for nobody.
  if (runtime.closed) throw new Failure('page', 'network');
  return { module, data: module.loader?.({ runtime, params, search }) };
}

/** An address without one member of its query. */
function without(address: URL, name: string): string {
  const copy = new URL(address);
  copy.searchParams.delete(name);
  return copy.href;
}

/** One page's route. */
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
      // The same address again is a wish to ask anew: after signing in, or for somebody else.
      route.ignoredSearchParam === undefined || currentUrl.href === nextUrl.href
        ? defaultShouldRevalidate
        : without(currentUrl, route.ignoredSearchParam) !== without(nextUrl, route.ignoredSearchParam),
    lazy: { Component: async () => (await route.load()).default },
  };
}

/** The routes of one mounted module. */
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

/** When the frame itself fails: the words must not depend on anything that may be what failed. */
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

/** Fetches the code, texts and data of the page behind an address; failures are left to the visit itself. */
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
