import { type RefObject, useEffect, useState } from 'react';

/** The distance from the window within which an element counts as near. */
const NEAR = '240px';

/** Shortcuts that may open the browser's find or print dialog. */
const isShortcut = ({ ctrlKey, metaKey, key }: KeyboardEvent) => ctrlKey || metaKey || key === 'F3';

/**
 * True once the element comes near the view, or may be needed without scrolling: before printing, and when the customer
 * uses the browser's controls (a shortcut, or the pointer leaves the page), for example to find in the page. It stays
 * true.
 */
export function useNearView(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !element.current) return undefined;
    const unmount = new AbortController();
    const { signal } = unmount;
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
    return () => unmount.abort();
  }, [element, near]);
  return near;
}
