import { useLocation } from 'react-router';
import { useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useRuntime } from '../shell/hooks.tsx';
import { OutLink, PageHead, PageLink } from '../shell/page.tsx';
import { useSignal } from '../shell/signal.ts';
import { Section } from '../ui/parts.tsx';
import type texts from './texts.json';

const AREAS = ['mailings', 'consents', 'unsubscribe'] as const;

/** An area whose page is being built: says so plainly and names the way that works today. */
export default function LaterPage() {
  const t = useTexts<typeof texts>('later');
  const { pathname } = useLocation();
  const { contactUrl } = useSignal(useRuntime().host);
  const area = AREAS.find(name => pathname.startsWith(`/${name}`)) ?? 'mailings';
  const works = [
    [paths.requests(), t('works.requests')],
    [paths.data(), t('works.data')],
    [paths.exports(), t('works.exports')],
    [paths.statement(), t('works.statement')],
    [paths.accessLog(), t('works.log')],
  ] as const;
  return (
    <div className="stack-l">
      <PageHead name={t('name')} heading={t(`heading.${area}`)} lead={t('lead')} />
      {contactUrl === undefined ? null : (
        <p>
          <OutLink href={contactUrl}>{t('contact')}</OutLink>
        </p>
      )}
      <Section title={t('works')}>
        <ul className="rows">
          {works.map(([to, title]) => (
            <li key={to}>
              <PageLink className="row" to={to}>
                <span className="row-title">{title}</span>
              </PageLink>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
