import { useSearchParams } from 'react-router';
import { useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { ScopeSwitch } from '../shell/kit/ScopeSwitch.tsx';
import type texts from './texts.json';

/** The links between the log, the disclosures and the actions in the customer's name, and the switch of the scope. */
export function Views({ current }: { current: 'log' | 'disclosures' | 'actions' }) {
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
        <PageLink
          to={paths.accessLog({ scope, view: 'actions' })}
          aria-current={current === 'actions' ? 'true' : undefined}
        >
          {t('view.actions')}
        </PageLink>
      </div>
      {current === 'actions' ? null : <ScopeSwitch />}
    </div>
  );
}
