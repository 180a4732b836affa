import type { ReactNode } from 'react';

/** How urgent a status is. Each tone has its own shape, so that colour is not the only sign. */
export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'wait';

/** A status as a short label with the shape of its tone. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {children}
    </span>
  );
}
