import { useQuery } from '@tanstack/react-query';
import { type RefObject, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Outlet, useLocation, useMatches, useNavigate, useNavigation, useRevalidator } from 'react-router';
import { useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/base/button.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import { useSessionOnReturn } from '../kit/refetch-on-focus.ts';
import { useDelayed, useRuntime, useQueryContext } from './runtime-context.tsx';
import { LazySessionEnd, LazyStepUp } from './lazy-parts.tsx';
import { OutLink, PageLink } from './links.tsx';
import { overviewQuery } from './queries.ts';
import css from '../shell.css?inline';
import { useSignal } from './signal.ts';
import type texts from '../texts.json';

/** The frame of every page: skip link, sections, the page, help at one place. */
export function Layout() {
  useSheet(css);
  const content = useRef<HTMLDivElement>(null);
  const t = useTexts<typeof texts>('shell');
  const runtime = useRuntime();
  const { contactUrl, policyUrl } = useSignal(runtime.host);
  const lost = useSignal(runtime.sessionLost);
  const ending = useSignal(runtime.sessionEnding);
  const stepUp = useSignal(runtime.stepUpPrompt);
  const { pathname } = useLocation();
  // The page of an email's link works without a session: nothing on it may ask for one.
  const signedIn = !pathname.startsWith('/unsubscribe/');
  useSessionOnReturn(signedIn);
  const changing = useFreshSession();
  useEffect(() => {
    runtime.emit('privacy-navigate', { path: pathname });
    // Who leaves the page no longer wants what the step-up was for.
    return () => runtime.stepUpPrompt.get()?.declined();
  }, [runtime, pathname]);
  return (
    <div className="shell">
      <Button kind="primary" onClick={() => content.current?.focus()} data-skip="" ref={markSkip}>
        {t('nav.skip')}
      </Button>
      {signedIn ? <Sections key={runtime.sessionNumber} /> : null}
      {signedIn && (lost || ending) ? <LazySessionEnd /> : null}
      <div className="content" ref={content} tabIndex={-1}>
        {changing ? <PageSkeleton /> : <PageOrSkeleton key={runtime.sessionNumber} content={content} />}
      </div>
      {/* Of the page: with another one it is another one, and has not moved. */}
      <aside key={pathname} className="help small" aria-label={t('help.label')} data-print="no">
        <p>{t('help.person')}</p>
        {contactUrl === undefined ? null : <OutLink href={contactUrl}>{t('help.contact')}</OutLink>}
        {policyUrl === undefined ? null : <OutLink href={policyUrl}>{t('help.policy')}</OutLink>}
        {signedIn ? (
          <>
            <PageLink to={paths.statement()}>{t('nav.statement')}</PageLink>
            <PageLink to={paths.accessLog()}>{t('nav.accessLog')}</PageLink>
          </>
        ) : null}
      </aside>
      {stepUp ? <LazyStepUp prompt={stepUp} /> : null}
    </div>
  );
}

/**
 * What could not be had while nobody was signed in is asked for again when somebody is. Somebody else than before gets
 * the page anew; until it is here, true: nothing of the former may stay on the screen. An address that names a thing of
 * the former's, or what they looked for, gives way to the first page; entries further back are the browser's, and no page
 * can erase them.
 */
function useFreshSession(): boolean {
  const { client, sessionLost, sessionNumberSignal } = useRuntime();
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const { pathname, search, key } = useLocation();
  const leaves = useNavigation().state === 'loading';
  const members = useMatches().at(-1)?.params ?? {};
  const named = search !== '' || Object.keys(members).length > 0 ? pathname + search : undefined;
  const lost = useSignal(sessionLost);
  const sessionNumber = useSignal(sessionNumberSignal);
  const wasLost = useRef(lost);
  const [shown, setShown] = useState(sessionNumber);
  useEffect(() => {
    // For somebody else the whole page is asked for below.
    if (wasLost.current && !lost && sessionNumber === shown) {
      void client.refetchQueries({ type: 'active', predicate: query => query.state.status === 'error' });
      void revalidate();
    }
    wasLost.current = lost;
  }, [client, lost, sessionNumber, shown, revalidate]);
  /** The reported failure, and its entry of the history. */
  const previous = useRef<{ sessionNumber: number; key: string }>(undefined);
  useEffect(() => {
    if (sessionNumber === shown) return;
    const first = previous.current?.sessionNumber !== sessionNumber;
    if (!first && previous.current?.key === key) return;
    // Another entry has come: the page on it was asked for in their name.
    if (!first && named === undefined) {
      setShown(sessionNumber);
      return;
    }
    // Whoever is on the way to another page gets there first.
    if (leaves && named === undefined) return;
    previous.current = { sessionNumber, key };
    // The same address anew, where it may stay: what is merely loaded again could keep the failure of the former load.
    void navigate(named === undefined ? pathname : paths.overview(), { replace: true });
  }, [sessionNumber, shown, named, navigate, pathname, key, leaves]);
  return sessionNumber !== shown;
}

function markSkip(button: HTMLButtonElement | null) {
  button?.classList.add('skip');
}

const SECTIONS = ['overview', 'data', 'requests', 'exports', 'mailings', 'consents', 'policy'] as const;

function Sections() {
  const t = useTexts<typeof texts>('shell');
  const { pathname } = useLocation();
  const loading = useDelayed(useNavigation().state === 'loading', 200);
  const overview = useQuery(overviewQuery(useQueryContext()));
  const { emit } = useRuntime();
  const waiting = overview.data?.cards.requests.waiting ?? 0;
  const attention = overview.data?.attention.length;
  useEffect(() => {
    if (attention !== undefined) emit('privacy-attention', { count: attention });
  }, [emit, attention]);
  return (
    <nav className="sections" aria-label={t('nav.label')} data-print="no">
      <ul>
        {SECTIONS.map(section => {
          const to = paths[section]();
          const current =
            section === 'overview' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
          return (
            <li key={section}>
              <PageLink
                to={to}
                aria-current={current ? 'page' : undefined}
                data-counts={section === 'requests' ? '' : undefined}
                ref={current ? showLink : undefined}
              >
                <span data-name={t(`nav.${section}`)}>{t(`nav.${section}`)}</span>
                {section === 'requests' && waiting > 0 ? (
                  <span className="badge">
                    <span aria-hidden="true">{waiting}</span>
                    <span className="sr">{t('nav.waiting', { n: waiting })}</span>
                  </span>
                ) : null}
              </PageLink>
            </li>
          );
        })}
      </ul>
      {loading ? <span className="progress-line" /> : null}
    </nav>
  );
}

/**
 * Brings the current section into the strip's view, without moving the page: in the next frame, whose layout is done
 * anyway; measured at once it would be done twice while the first page is on its way.
 */
function showLink(link: HTMLAnchorElement | null) {
  const frame = requestAnimationFrame(() => {
    const strip = link?.closest('ul');
    if (!link || !strip) return;
    const left = link.offsetLeft;
    if (left < strip.scrollLeft || left + link.offsetWidth > strip.scrollLeft + strip.clientWidth)
      strip.scrollLeft = left - 24;
  });
  return () => cancelAnimationFrame(frame);
}

/** The page; a skeleton in its place when the next one takes longer than a short delay. */
function PageOrSkeleton({ content }: { content: RefObject<HTMLDivElement | null> }) {
  const t = useTexts<typeof texts>('shell');
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const leaving = navigation.state === 'loading' && navigation.location.pathname !== pathname;
  const waiting = useDelayed(leaving, 300);
  useHeightOfFormerPage(content, leaving);
  return (
    <>
      <div role="status" className="quiet-live">
        {waiting ? t('shell.loading') : ''}
      </div>
      {waiting ? <PageSkeleton key="skeleton" /> : null}
      <div hidden={waiting}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </div>
    </>
  );
}

/**
 * Keeps the height of the page that is left until the next one is here and its heading is in sight: what the host has
 * below neither rises under the skeleton nor is pushed down by the page. After that it is out of sight and may move.
 */
function useHeightOfFormerPage(content: RefObject<HTMLDivElement | null>, leaving: boolean): void {
  const release = useRef(0);
  useLayoutEffect(() => {
    const box = content.current;
    if (!leaving || !box) return undefined;
    cancelAnimationFrame(release.current);
    const height = `${box.offsetHeight}px`;
    box.style.minHeight = height;
    return () => {
      box.style.height = height;
      box.dataset['held'] = '';
      // In the first of these frames the page is drawn, scrolled to its heading.
      release.current = requestAnimationFrame(() => {
        release.current = requestAnimationFrame(() => {
          box.style.removeProperty('min-height');
          box.style.removeProperty('height');
          delete box.dataset['held'];
        });
      });
    };
  }, [content, leaving]);
}

/** The shape of a page to come, shown after a short delay; after 10 s it says so and offers a retry. */
export function PageSkeleton() {
  const t = useTexts<typeof texts>('shell');
  const shown = useDelayed(true, 300);
  const slow = useDelayed(true, 10_000);
  const { client } = useRuntime();
  const { revalidate } = useRevalidator();
  return (
    <div aria-busy="true" aria-label={t('shell.loading')} role="group" className="stack-l">
      {shown ? (
        <>
          <Skeleton widths={[58, 82]} height="1.6em" />
          {slow ? (
            <div role="status" className="stack-s">
              <p>{t('shell.slow')}</p>
              <Button
                onClick={() => {
                  void client.cancelQueries().then(revalidate);
                }}
              >
                {t('shell.again')}
              </Button>
            </div>
          ) : null}
          <Skeleton widths={[30, 100, 96, 100, 92, 100, 88]} />
          <Skeleton widths={[26, 100, 94, 100]} />
        </>
      ) : null}
    </div>
  );
}
