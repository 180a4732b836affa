import { useEffect, useId, useRef } from 'react';
import type { Elements } from './base/elements.ts';
import { Heading } from './base/heading.tsx';

/**
 * A modal dialog: the platform's own, so that the top layer, the focus trap and Escape work inside a shadow root.
 * Focus goes back to where it was when the dialog is taken away.
 */
export function Dialog({
  title,
  focus,
  wide = false,
  onClose,
  children,
}: {
  title: string;
  /** Where the focus begins: in the title when the first field may be left empty; otherwise in the first control. */
  focus?: 'title';
  /** For what is read rather than decided. */
  wide?: boolean;
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
      // The page it was opened from may be gone; then the heading of the new one is where the reader is.
      const target = before?.isConnected === true ? before : root.querySelector('.h1');
      if (target instanceof HTMLElement) target.focus();
    };
  }, [focus]);
  return (
    // A press on the backdrop is for a pointer what Escape is for a keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={event => {
        // The platform's `cancel` comes from elsewhere too (a phone's Back), and from Escape only where the host's
        // shortcuts have not held the key off.
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onClose();
      }}
      onClick={event => {
        // A press on the backdrop lands on the dialog itself, outside its body.
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
