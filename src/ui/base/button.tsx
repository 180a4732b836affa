import type { ComponentProps } from 'react';

/** A button. While `busy` it stays focusable and ignores presses. */
export function Button({
  kind = 'plain',
  busy = false,
  onClick,
  ...props
}: { kind?: 'plain' | 'primary' | 'quiet'; busy?: boolean } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className="btn"
      data-kind={kind}
      aria-disabled={busy || undefined}
      onClick={event => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...props}
    />
  );
}
