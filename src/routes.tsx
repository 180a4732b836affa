import type { ComponentType } from 'react';
import {
  type LoaderFunctionArgs,
  matchPath,
  type RouteObject,
  type ShouldRevalidateFunctionArgs,
  useRouteError,
} from 'react-router';
import { Failure } from './api/errors.ts';
import type { TextLoaders } from './i18n/texts.ts';
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

interface PageRoute {
  path: string;
  page: () => Promise<PageModule>;
  texts: readonly TextLoaders[];
  /** A member of the address that only turns the page's own leaves: a change of it asks the server nothing. */
  leaf?: string;
}

const texts = {
  overview: {
    ru: () => import('./overview/texts.json?locale=ru'),
    en: () => import('./overview/texts.json?locale=en'),
  },
  register: {
    ru: () => import('./register/texts.json?locale=ru'),
    en: () => import('./register/texts.json?locale=en'),
  },
  statement: {
    ru: () => import('./statement/texts.json?locale=ru'),
    en: () => import('./statement/texts.json?locale=en'),
  },
  accessLog: {
    ru: () => import('./access-log/texts.json?locale=ru'),
    en: () => import('./access-log/texts.json?locale=en'),
  },
  policy: {
    ru: () => import('./policy/texts.json?locale=ru'),
    en: () => import('./policy/texts.json?locale=en'),
  },
  requests: {
    ru: () => import('./requests/texts.json?locale=ru'),
    en: () => import('./requests/texts.json?locale=en'),
  },
  wizard: {
    ru: () => import('./requests/wizard/texts.json?locale=ru'),
    en: () => import('./requests/wizard/texts.json?locale=en'),
  },
  requestList: {
    ru: () => import('./requests/list/texts.json?locale=ru'),
    en: () => import('./requests/list/texts.json?locale=en'),
  },
  case: {
    ru: () => import('./requests/case/texts.json?locale=ru'),
    en: () => import('./requests/case/texts.json?locale=en'),
  },
  files: {
    ru: () => import('./requests/files/texts.json?locale=ru'),
    en: () => import('./requests/files/texts.json?locale=en'),
  },
  exports: {
    ru: () => import('./exports/texts.json?locale=ru'),
    en: () => import('./exports/texts.json?locale=en'),
  },
  consents: {
    ru: () => import('./consents/texts.json?locale=ru'),
    en: () => import('./consents/texts.json?locale=en'),
  },
  mailings: {
    ru: () => import('./mailings/texts.json?locale=ru'),
    en: () => import('./mailings/texts.json?locale=en'),
  },
  unsubscribe: {
    ru: () => import('./unsubscribe/texts.json?locale=ru'),
    en: () => import('./unsubscribe/texts.json?locale=en'),
  },
} satisfies Record<string, TextLoaders>;

/** The whole route table, lazy. Addresses are made by paths.ts. */
export const PAGES: readonly PageRoute[] = [
  { path: '/', page: () => import('./overview/OverviewPage.tsx'), texts: [texts.overview] },
  { path: '/data', page: () => import('./register/RegisterPage.tsx'), texts: [texts.register] },
  { path: '/data/:category', page: () => import('./register/CategoryPage.tsx'), texts: [texts.register] },
  { path: '/statement', page: () => import('./statement/StatementPage.tsx'), texts: [texts.statement] },
  { path: '/access-log', page: () => import('./access-log/AccessLogPage.tsx'), texts: [texts.accessLog] },
  { path: '/policy', page: () => import('./policy/PolicyPage.tsx'), texts: [texts.policy] },
  { path: '/policy/:version', page: () => import('./policy/PolicyVersionPage.tsx'), texts: [texts.policy] },
  {
    path: '/requests',
    page: () => import('./requests/list/RequestsPage.tsx'),
    texts: [texts.requests, texts.requestList],
  },
  {
    path: '/requests/new',
    page: () => import('./requests/list/ChoosePage.tsx'),
    texts: [texts.requests, texts.requestList],
  },
  {
    path: '/requests/new/:kind',
    page: () => import('./requests/wizard/WizardPage.tsx'),
    texts: [texts.requests, texts.wizard],
    leaf: 'step',
  },
  {
    path: '/requests/:id',
    page: () => import('./requests/case/RequestPage.tsx'),
    texts: [texts.requests, texts.case, texts.files],
  },
  { path: '/exports', page: () => import('./exports/list/ExportsPage.tsx'), texts: [texts.exports] },
  { path: '/exports/new', page: () => import('./exports/new/NewExportPage.tsx'), texts: [texts.exports] },
  { path: '/exports/:id', page: () => import('./exports/one/ExportPage.tsx'), texts: [texts.exports] },
  { path: '/mailings', page: () => import('./mailings/MailingsPage.tsx'), texts: [texts.mailings] },
  { path: '/consents', page: () => import('./consents/ConsentsPage.tsx'), texts: [texts.consents] },
  // Without a session: the token of the letter is all there is.
  {
    path: '/unsubscribe/:token',
    page: () => import('./unsubscribe/UnsubscribePage.tsx'),
    texts: [texts.unsubscribe],
  },
];

/** Code, texts and data of a page together: one round to the server, not three in a row. */
async function open(
  route: PageRoute,
  runtime: Runtime,
  params: LoaderInput['params'],
  search: URLSearchParams,
) {
  const withoutSession = route.path.startsWith('/unsubscribe');
  const [module] = await Promise.all([
    route.page(),
    withoutSession ? undefined : runtime.load(sessionAsk),
    ...route.texts.map(loaders => runtime.texts.load(runtime.locale, loaders)),
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
        ...PAGES.map(route => ({
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
          lazy: { Component: async () => (await route.page()).default },
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
  for (const route of PAGES) {
    const match = matchPath(route.path, pathname);
    if (!match) continue;
    open(route, runtime, match.params, searchParams)
      .then(({ data }) => data)
      .catch(() => undefined);
    return;
  }
}
