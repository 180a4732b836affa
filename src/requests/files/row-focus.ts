import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the focus when a pressed button disappears with the state it was for: the focus moves to the row of the file
 * (`data-file`), or to `fallback` when the row is gone. Returns a ref for the id of the file whose button was pressed.
 */
export function useRowFocus(
  list: { current: HTMLElement | null },
  fallback: { current: HTMLElement | null },
): RefObject<string | undefined> {
  const pressedId = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (pressedId.current === undefined || !list.current) return;
    const root = list.current.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== null && root.activeElement !== document.body) return;
    const row = list.current.querySelector<HTMLElement>(`[data-file="${pressedId.current}"]`);
    pressedId.current = undefined;
    (row ?? fallback.current)?.focus();
  });
  return pressedId;
}
