import { useId } from 'react';
import type { Elements } from './elements.ts';
import { Heading } from './heading.tsx';

/** A section with a heading; the heading is also its accessible name. */
export function Section({
  title,
  aside,
  level = 2,
  children,
}: {
  title: string;
  aside?: Elements;
  level?: 2 | 3;
  children: Elements;
}) {
  const id = useId();
  return (
    <section className="stack" aria-labelledby={id}>
      <div className="split">
        <Heading level={level} id={id}>
          {title}
        </Heading>
        {aside}
      </div>
      {children}
    </section>
  );
}
