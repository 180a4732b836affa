import {
  createContext,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
  useContext,
  useId,
} from 'react';

/** The level the host's page gives to our first heading. */
export const HeadingBase = createContext(1);

type HeadingTag = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

/** A heading that fits under the host's: `level` is ours, 1 for the page. */
export function Heading({ level, ...props }: { level: 1 | 2 | 3 } & ComponentProps<'h1'>) {
  const Tag = `h${Math.min(6, level + useContext(HeadingBase) - 1)}` as HeadingTag;
  return <Tag className={`h${level}`} {...props} />;
}

/**
 * What a part takes where it stands beside other things: elements, no bare text. A page translator replaces text nodes,
 * and React then fails to move or remove the ones it knew.
 */
export type Elements = ReactElement | readonly Elements[] | boolean | null | undefined;

/** How urgent a status is; each tone has a shape of its own, so colour is never alone. */
export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'wait';

/** A status: a word with a shape. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {children}
    </span>
  );
}

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

/** A remark beside the flow of the page. */
export function Note({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className="note stack-s" data-tone={tone}>
      {children}
    </div>
  );
}

/** A section with its heading, named by it for the accessibility tree. */
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

/** Lines the shape of what comes. Widths in percent. */
export function Skeleton({ widths, height = '1em' }: { widths: readonly number[]; height?: string }) {
  return (
    <div className="stack-s" aria-hidden="true">
      {widths.map((width, index) => (
        <span key={index} className="bone" style={{ width: `${width}%`, height }} />
      ))}
    </div>
  );
}
