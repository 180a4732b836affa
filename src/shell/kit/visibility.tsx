import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/schemas.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Chip } from '../../ui/base/parts.tsx';
import { useSession } from '../frame/hooks.tsx';
import { scopeOf } from './account-scope.ts';
import type failureTexts from '../failure/texts.json';
import type texts from '../texts.json';

/** What a role hides is shown as hidden, with who can see it; never as absent. */
export function HiddenForRole({ visibleTo }: { visibleTo: readonly Schemas['Role'][] | undefined }) {
  return (
    <>
      <HiddenChip />
      <span> </span>
      <WhoSees visibleTo={visibleTo} />
    </>
  );
}

/** The mark of what is hidden for this role. */
export function HiddenChip() {
  const t = useTexts<typeof texts>('shell');
  return <Chip tone="wait">{t('hidden')}</Chip>;
}

/** Who can see what is hidden for this role. */
export function WhoSees({ visibleTo }: { visibleTo: readonly Schemas['Role'][] | undefined }) {
  const t = useTexts<typeof texts>('shell');
  const names = useTexts<typeof failureTexts>('failure');
  const format = useFormat();
  if (visibleTo === undefined || visibleTo.length === 0) return null;
  return (
    <span className="term">
      {t('hidden.who', { roles: format.list(visibleTo.map(role => names(`role.${role}`))) })}
    </span>
  );
}

/** «Обо мне» or the whole account, where there is a choice. */
export function ScopeSwitch() {
  const t = useTexts<typeof texts>('shell');
  const { scopes } = useSession();
  const [search, setSearch] = useSearchParams();
  if (scopes.length < 2) return null;
  const current = scopeOf(search) ?? scopes[0];
  return (
    <div className="switcher" role="group" aria-label={t('scope.label')} data-keeps-focus="" data-print="no">
      {scopes.map(scope => (
        <button
          key={scope}
          type="button"
          aria-pressed={scope === current}
          onClick={() =>
            setSearch(before => {
              const next = new URLSearchParams(before);
              next.set('scope', scope);
              return next;
            })
          }
        >
          {t(`scope.${scope}`)}
        </button>
      ))}
    </div>
  );
}
