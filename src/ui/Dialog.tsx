import { useEffect, useId, useRef } from 'react';
import type { Elements } from './base/elements.ts';
import { Heading } from './base/heading.tsx';

/**
 * A modal `<dialog>`: its top layer, focus trap and Escape work inside a shadow root. When it is unmounted, the focus
 * returns to where it was.
 */
export function Dialog({
  title,
  focus,
  wide = false,
  role,
  onClose,
  children,
}: {
  title: string;
  /**
   * `title` focuses the title, for a dialog whose first field may stay empty; by default the first control gets the
   * focus.
   */
  focus?: 'title';
  /** A wider dialog, for long texts. */
  wide?: boolean;
  /** `alertdialog` for a warning that comes by itself. */
  role?: 'alertdialog';
  onClose: () => void;
  children: Elements;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const root = element.getRootNode() as Document | ShadowRoot;
    const before = root.activeElement;
    if (!element.open) element.showModal();
    if (focus === 'title') element.querySelector<HTMLElement>('.h2')?.focus();
    return () => {
      element.close();
      // When the page under the dialog has changed, the heading of the new page gets the focus.
      const target = before?.isConnected === true ? before : root.querySelector('.h1');
      if (target instanceof HTMLElement) target.focus();
    };
  }, [focus]);
  return (
    // Clicking the backdrop closes the dialog, as Escape does for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      role={role}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={event => {
        // The browser fires `cancel` also for Android's «back», and not for Escape when a shortcut of the host's page
        // prevents it.
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onClose();
      }}
      onClick={event => {
        // A click on the backdrop has the dialog itself as its target.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-body stack">
        <Heading level={2} id={id} tabIndex={focus === 'title' ? -1 : undefined}>
          {title}
        </Heading>
        {children}
      </div>
    </dialog>
  );
}
