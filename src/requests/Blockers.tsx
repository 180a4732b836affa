import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { Section } from '../ui/base/section.tsx';
import type { Schemas } from '../api/schema-types.ts';
import type texts from './texts.json';

/** What has to be paid, paid back or stopped before an erasure: each with its amount and a link to where that is done. */
export function Blockers({ blockers }: { blockers: Schemas['ErasurePreview']['blockers'] }) {
  const t = useTexts<typeof texts>('requests');
  const format = useFormat();
  if (blockers.length === 0) return null;
  return (
    <Section title={t('blockers.title')}>
      <ul className="rows">
        {blockers.map(({ id, label, detail, amount, url }) => (
          <li key={id} className="row">
            <span className="row-title">{label}</span>
            {amount === undefined ? null : <span className="row-figure num">{format.money(amount)}</span>}
            <span className="row-text">
              <span>{`${detail} `}</span>
              {url !== undefined ? (
                <OutLink href={url}>{t(`blockers.settle.${linkOf(id)}`)}</OutLink>
              ) : id === 'active-services' ? (
                // The host names no page for stopping them; which they are is in the register.
                <PageLink to={paths.category('services')}>{t('blockers.see')}</PageLink>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The word of the link; of a blocker that this version does not know, a general one. */
function linkOf(id: string): 'debt' | 'active-services' | 'balance' | 'other' {
  return id === 'debt' || id === 'active-services' || id === 'balance' ? id : 'other';
}
