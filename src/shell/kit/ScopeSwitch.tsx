import { useSearchParams } from 'react-router';
import { useTexts } from '../../i18n/react.tsx';
import { useSession } from '../frame/runtime-context.tsx';
import type texts from '../texts.json';
import { scopeOf } from './account-scope.ts';
import { useChangeSearch } from './change-search.ts';

/** Switches between the data of the customer and of the whole account; nothing for customers with one scope. */
export function ScopeSwitch() {
  const t = useTexts<typeof texts>('shell');
  const { scopes } = useSession();
  const [search] = useSearchParams();
  const choose = useChangeSearch('push');
  if (scopes.length < 2) return null;
  const current = scopeOf(search) ?? scopes[0];
  return (
    <div className="switcher" role="group" aria-label={t('scope.label')} data-keeps-focus="" data-print="no">
      {scopes.map(scope => (
        <button key={scope} type="button" aria-pressed={scope === current} onClick={() => choose({ scope })}>
          {t(`scope.${scope}`)}
        </button>
      ))}
    </div>
  );
}
