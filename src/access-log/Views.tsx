import { useSearchParams } from 'react-router';
import { useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import type texts from './texts.json';

/** The links between the log and the disclosures, and the switch of the scope. */
export function Views({ current }: { current: 'log' | 'disclosures' }) {
  const t = useTexts<typeof texts>('access-log');
  const [search] = useSearchParams();
  const scope = search.get('scope') ?? undefined;
  return (
    <div className="actions" data-keeps-focus="">
      <div className="switcher" role="group" aria-label={t('view.label')}>
        <PageLink to={paths.accessLog({ scope })} aria-current={current === 'log' ? 'true' : undefined}>
          {t('view.log')}
        </PageLink>
        <PageLink
          to={paths.accessLog({ scope, view: 'disclosures' })}
          aria-current={current === 'disclosures' ? 'true' : undefined}
        >
          {t('view.disclosures')}
        </PageLink>
      </div>
      <ScopeSwitch />
    </div>
  );
}
