import { prefersPage } from '../http/accept.ts';
import type { Lang, Problem } from '../problem.ts';
import { problemResponse } from '../problem.ts';
import { HTML_HEADERS, problemPage } from './pages.ts';

/** True for a path below the API base that belongs to opting out: no session, and whoever opens it may be a browser. */
export const isPublicPath = (path: string): boolean => /^\/unsubscribe(?:\/|$)/.test(path);

/** The path of the link without a suffix: the link of a page that shows a problem. */
const linkOf = (path: string): string => path.replace(/\/+$/, '').replace(/\/undo$/, '');

/**
 * What went wrong with an operation that needs no session: a page for a browser, a problem for a program.
 * @param allowed methods the address knows, when the one that came is none of them: a browser gets 405
 */
export const publicProblem = (
  thrown: Problem,
  { headers, url }: Pick<Request, 'headers' | 'url'>,
  lang: Lang,
  requestId: string,
  allowed: readonly string[] = [],
): Response => {
  const { pathname } = new URL(url);
  const problem = problemResponse(thrown, lang, requestId, pathname);
  if (!prefersPage({ headers })) return problem;
  const status = allowed.length > 0 ? 405 : problem.status;
  const retryAfter = problem.headers.get('Retry-After');
  return new Response(problemPage(status, { link: linkOf(pathname), requestId, lang }), {
    status,
    headers: {
      ...HTML_HEADERS,
      'Content-Language': lang,
      ...(retryAfter === null ? {} : { 'Retry-After': retryAfter }),
      ...(allowed.length > 0 ? { Allow: allowed.join(', ') } : {}),
    },
  });
};
