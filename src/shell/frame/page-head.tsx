import {
  type ComponentProps,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { useHref, useLinkClickHandler, useLocation } from 'react-router';
import { useTexts } from '../../i18n/react.tsx';
import { Heading } from '../../ui/base/parts.tsx';
import { safeHref } from '../../ui/base/safe-href.ts';
import { useRuntime } from './hooks.tsx';
import { usePrefetch } from './prefetch.ts';
import { useSignal } from './signal.ts';
import { holdDocumentTitle } from './document-title.ts';
import type texts from '../texts.json';

/**
 * The top of a page: the road back, a heading that is a sentence about the customer's situation, a lead.
 * `name` is the short, impersonal name for the title of the window.
 */
export function PageHead({
  name,
  heading,
  lead,
  trail,
  step,
}: {
  name: string;
  heading: string;
  lead?: ReactNode;
  trail?: ReactNode;
  /** Of a page with steps: another step is an arrival, any other change of the address is none. */
  step?: string;
}) {
  const h1 = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  // A link of the host's changes the hash without a key of the router's: the page itself tells the arrivals apart.
  const arrival = `${step ?? key} ${pathname}`;
  useTitle(name);
  // Before the page is drawn: it is first seen at its beginning.
  useLayoutEffect(() => {
    focusOnArrival(h1.current, arrival);
  }, [arrival]);
  return (
    // No `<header>`: outside of the host's own landmarks it would be one more banner.
    <div className="stack-s page-head">
      {trail === undefined ? null : <p className="small trail">{trail}</p>}
      <Heading level={1} ref={h1} tabIndex={-1}>
        {heading}
      </Heading>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
    </div>
  );
}

const arrivals = new WeakMap<Node, string>();

/** Moves focus to the heading of a page that was navigated to; not on the first view, where it is the host's to place. */
function focusOnArrival(heading: HTMLElement | null, arrival: string) {
  if (!heading) return;
  const root = heading.getRootNode();
  const before = arrivals.get(root);
  arrivals.set(root, arrival);
  if (before === undefined || before === arrival) return;
  // A change of filters is no arrival: focus stays in the control that made it.
  const active = (root as ShadowRoot).activeElement;
  if (active !== null && active.closest('[data-keeps-focus]')) return;
  // Nor is it taken from somebody who types in the host's page.
  const outside = document.activeElement;
  if (active === null && outside?.matches('input, textarea, select, [contenteditable]')) return;
  heading.focus({ preventScroll: true });
  const top = heading.getBoundingClientRect().top;
  if (top < 0 || top > innerHeight * 0.6) heading.scrollIntoView({ block: 'start' });
}

/** The title of the window: `<page> · <host's title>`, given back on unmount. */
function useTitle(name: string) {
  const runtime = useRuntime();
  const { manageTitle } = useSignal(runtime.host);
  useEffect(() => (manageTitle ? holdDocumentTitle(runtime, name) : undefined), [runtime, name, manageTitle]);
}

/**
 * A link to another page of ours: its code and data are fetched when the customer means to go there. The router's own
 * `Link` brings the prefetching of its framework mode along, 3 kB of the first view that no page uses.
 */
export function PageLink({
  to,
  onClick,
  children,
  ...props
}: Omit<ComponentProps<'a'>, 'href' | 'target'> & { to: string }) {
  const prefetch = usePrefetch();
  const href = useHref(to);
  const navigate = useLinkClickHandler(to);
  return (
    <a
      {...props}
      href={href}
      onClick={(event: MouseEvent<HTMLAnchorElement>) => {
        onClick?.(event);
        if (!event.defaultPrevented) navigate(event);
      }}
      onPointerEnter={() => prefetch(to)}
      onFocus={() => prefetch(to)}
      onTouchStart={() => prefetch(to)}
    >
      {children}
    </a>
  );
}

/** A link out of the module: opens beside it, so that nothing here is lost. What is no safe address stays words. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  const t = useTexts<typeof texts>('shell');
  const address = safeHref(href);
  if (address === undefined) return <span>{children}</span>;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      <span>{children}</span>
      <span className="sr">{` ${t('shell.newTab')}`}</span>
    </a>
  );
}
