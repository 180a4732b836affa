import type { ReactNode } from 'react';
import type { Tone } from './chip.tsx';

/** A remark set apart from the text of the page. */
export function Note({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className="note stack-s" data-tone={tone}>
      {children}
    </div>
  );
}
