import { useEffect, useRef } from 'react';

/** What was done last on a page. */
export interface Done {
  text: string;
}

/** What was done last, in words that stay; the focus comes here, since what was pressed may be gone. */
export function DoneLine({ done }: { done: Done | undefined }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== undefined) line.current?.focus();
  }, [done]);
  return (
    <div ref={line} role="status" tabIndex={-1} className="done-line" data-print="no">
      {done === undefined ? null : (
        <p className="note" data-tone="ok">
          {done.text}
        </p>
      )}
    </div>
  );
}
