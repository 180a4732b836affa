import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';
import { useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { safeHref } from '../../ui/base/safe-href.ts';
import type texts from '../texts.json';
import { usePrefetch } from './prefetch-context.ts';
import { useSession } from './runtime-context.tsx';

/**
 * A link to another page of the module. Hover, focus and touch prefetch the code and data of that page. The router's own
 * `Link` contains the prefetching of its framework mode, 3 kB of the first view that no page uses.
 */
export function PageLink({
  to,
  onClick,
  children,
  ...props
}: Omit<ComponentProps<'a'>, 'href' | 'target'> & { to: string }) {
  const prefetch = usePrefetch();
  const href = useHref(to);
  const navigate = useLinkClickHandler(to);
  return (
    <a
      {...props}
      href={href}
      onClick={(event: MouseEvent<HTMLAnchorElement>) => {
        onClick?.(event);
        if (!event.defaultPrevented) navigate(event);
      }}
      onPointerEnter={() => prefetch(to)}
      onFocus={() => prefetch(to)}
      onTouchStart={() => prefetch(to)}
    >
      {children}
    </a>
  );
}

/** The account one works in, with the link to who has access to it and to the others. */
export function AccountLine() {
  const t = useTexts<typeof texts>('shell');
  return (
    <>
      <span>{`${t('account')} `}</span>
      <PageLink to={paths.account()} translate="no">
        {useSession().account.name}
      </PageLink>
      <span>. </span>
    </>
  );
}

/** A link out of the module. It opens in a new tab. An unsafe address gives the text without a link. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  const t = useTexts<typeof texts>('shell');
  const address = safeHref(href);
  if (address === undefined) return <span>{children}</span>;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      <span>{children}</span>
      <span className="sr">{` ${t('shell.newTab')}`}</span>
    </a>
  );
}
