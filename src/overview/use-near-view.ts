import { type RefObject, useEffect, useState } from 'react';

/** How far below the window an element is near: a scroll of a moment. */
const NEAR = '240px';

/** Keys that may begin finding in the page or printing it. */
const isShortcut = ({ ctrlKey, metaKey, key }: KeyboardEvent) => ctrlKey || metaKey || key === 'F3';

/**
 * True once the element has come near the view, or may be wanted without being looked at: before printing, and when the
 * customer reaches for the browser's own controls (a shortcut, the pointer that leaves the page), as for finding in the
 * page. It stays true.
 */
export function useNearView(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !element.current) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    const show = () => setNear(true);
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) show();
      },
      { rootMargin: NEAR },
    );
    observer.observe(element.current);
    signal.addEventListener('abort', () => observer.disconnect());
    addEventListener('beforeprint', show, { signal });
    matchMedia('print').addEventListener('change', show, { signal });
    document.documentElement.addEventListener('mouseleave', show, { signal });
    addEventListener(
      'keydown',
      event => {
        if (isShortcut(event)) show();
      },
      { capture: true, signal },
    );
    return () => leaving.abort();
  }, [element, near]);
  return near;
}
