import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { Heading } from '../../ui/base/heading.tsx';
import { holdDocumentTitle } from './document-title.ts';
import { useRuntime } from './runtime-context.tsx';
import { useSignal } from './signal.ts';

/**
 * The top of a page: breadcrumbs, a heading that is a sentence about the customer's situation, a lead. `name` is the short
 * name of the page for the title of the window.
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
  /** On a page with steps, only a change of the step moves the focus to the heading, not a change of the address. */
  step?: string;
}) {
  const h1 = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  // A link of the host's page changes the hash without a new `key` of the router, so `arrival` includes the path.
  const arrival = `${step ?? key} ${pathname}`;
  useTitle(name);
  // A layout effect scrolls before the first paint of the page.
  useLayoutEffect(() => {
    focusOnArrival(h1.current, arrival);
  }, [arrival]);
  return (
    // Not a `<header>`: outside the host's landmarks it would be another banner landmark.
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

/** Moves the focus to the heading after a navigation. On the first view the host's page decides where the focus is. */
function focusOnArrival(heading: HTMLElement | null, arrival: string) {
  if (!heading) return;
  const root = heading.getRootNode();
  const before = arrivals.get(root);
  arrivals.set(root, arrival);
  if (before === undefined || before === arrival) return;
  // A change of a filter changes the address too; the focus stays in the filter.
  const active = (root as ShadowRoot).activeElement;
  if (active !== null && active.closest('[data-keeps-focus]')) return;
  // The focus also stays in a field of the host's page.
  const outside = document.activeElement;
  if (active === null && outside?.matches('input, textarea, select, [contenteditable]')) return;
  heading.focus({ preventScroll: true });
  const top = heading.getBoundingClientRect().top;
  if (top < 0 || top > innerHeight * 0.6) heading.scrollIntoView({ block: 'start' });
}

/** Sets the title of the window to `<page> · <host's title>`, and restores it on unmount. */
function useTitle(name: string) {
  const runtime = useRuntime();
  const { manageTitle } = useSignal(runtime.host);
  useEffect(() => (manageTitle ? holdDocumentTitle(runtime, name) : undefined), [runtime, name, manageTitle]);
}
