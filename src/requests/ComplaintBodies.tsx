import { useTexts } from '../i18n/react.tsx';
import { OutLink } from '../shell/frame/links.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type texts from './texts.json';

/** Bodies outside the company that take complaints: each with the way, the address and the link the policy's data has. */
export function ComplaintBodies({ bodies }: { bodies: readonly Schemas['ComplaintBody'][] }) {
  const t = useTexts<typeof texts>('requests');
  return (
    <ul className="plain-list">
      {bodies.map(({ id, name, how, address, url, fact }) => (
        <li key={id}>
          {url === undefined ? <strong>{name}</strong> : <OutLink href={url}>{name}</OutLink>}
          <span>{`: ${how.charAt(0).toLowerCase()}${how.slice(1)} `}</span>
          {address === undefined ? null : (
            <>
              <span>{`${t('bodies.address', { address })} `}</span>
              {fact.confirmed ? null : <span className="term">{t('bodies.unconfirmed')}</span>}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
