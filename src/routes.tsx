import type { Messages } from '@lingui/core';
import type { ComponentType } from 'react';
import {
  type LoaderFunctionArgs,
  type RouteObject,
  type ShouldRevalidateFunctionArgs,
  useRouteError,
} from 'react-router';
import { ADDRESSES, type AddressMatch, matchAddress } from './addresses.ts';
import { Failure } from './api/errors.ts';
import type { TextLoaders } from './i18n/texts.ts';
import { type PageRow, PAGES } from './pages.ts';
import { Layout, Skeleton } from './shell/Layout.tsx';
import { PageError } from './shell/PageError.tsx';
import { type Runtime, sessionAsk } from './shell/runtime.ts';

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

type PageRoute = PageRow &
  AddressMatch['row'] & {
    load: () => Promise<PageModule>;
    words: readonly TextLoaders[];
  };

const modules = import.meta.glob<PageModule>('./*/**/*Page.tsx');
const russian = import.meta.glob<{ default: Messages }>('./*/**/texts.json', { query: '?locale=ru' });
const english = import.meta.glob<{ default: Messages }>('./*/**/texts.json', { query: '?locale=en' });

/** What is found under a name of the page table. A spec holds that everything is. */
function found<Thing>(things: Record<string, Thing>, name: string): Thing {
  const thing = things[name];
  if (thing === undefined) throw new Error(`no ${name}`);
  return thing;
}

/** One pair of loaders for a folder, however many pages show its texts. */
const wordsOf = new Map<string, TextLoaders>();
function words(folder: string): TextLoaders {
  const file = `./${folder}/texts.json`;
  const known = wordsOf.get(folder) ?? { ru: found(russian, file), en: found(english, file) };
  wordsOf.set(folder, known);
  return known;
}

function routeOf(row: AddressMatch['row']): PageRoute {
  const page = PAGES[row.path];
  return { ...row, ...page, load: found(modules, `./${page.page}.tsx`), words: page.texts.map(words) };
}

/** Code, texts and data of a page together: one round to the server, not three in a row. */
async function open(
  route: PageRoute,
  runtime: Runtime,
  params: LoaderInput['params'],
  search: URLSearchParams,
) {
  const [module] = await Promise.all([
    route.load(),
    route.open ? undefined : runtime.load(sessionAsk),
    ...route.words.map(loaders => runtime.texts.load(runtime.locale, loaders)),
  ]);
  return { module, data: module.loader?.({ runtime, params, search }) };
}

/** An address without one member of its query. */
function without(address: URL, name: string): string {
  const copy = new URL(address);
  copy.searchParams.delete(name);
  return copy.href;
}

/** The routes of one mounted module. */
export function createRoutes(runtime: Runtime): RouteObject[] {
  return [
    {
      element: <Layout />,
      errorElement: <LastResort />,
      children: [
        ...ADDRESSES.map(routeOf).map(route => ({
          path: route.path,
          errorElement: <PageError />,
          hydrateFallbackElement: <Skeleton />,
          loader: async ({ request, params }: LoaderFunctionArgs) => {
            const { data } = await open(route, runtime, params, new URL(request.url).searchParams);
            await data;
            return null;
          },
          shouldRevalidate: ({
            currentUrl,
            nextUrl,
            defaultShouldRevalidate,
          }: ShouldRevalidateFunctionArgs) =>
            route.leaf === undefined
              ? defaultShouldRevalidate
              : without(currentUrl, route.leaf) !== without(nextUrl, route.leaf),
          lazy: { Component: async () => (await route.load()).default },
        })),
        {
          path: '*',
          element: <PageError />,
          errorElement: <PageError />,
          hydrateFallbackElement: <Skeleton />,
          loader: async () => {
            await runtime.load(sessionAsk).catch(() => undefined);
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
      <h1 className="h1">{russian ? 'Раздел не смог открыться' : 'This section could not open'}</h1>
      <p className="lead">
        {russian
          ? 'Это наша ошибка, ваши данные в порядке. Обновите страницу.'
          : 'This is our fault, your data is fine. Reload the page.'}
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
  const match = matchAddress(pathname);
  if (!match) return;
  open(routeOf(match.row), runtime, match.params, searchParams)
    .then(({ data }) => data)
    .catch(() => undefined);
}
