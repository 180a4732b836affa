import type { Schemas } from '../../api/schema-types.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import type failureTexts from '../failure/texts.json';
import type texts from '../texts.json';

/** In place of a value hidden for this role: that it is hidden, and which roles can see it. */
export function HiddenForRole({ visibleTo }: { visibleTo: readonly Schemas['Role'][] | undefined }) {
  return (
    <>
      <HiddenChip />
      <span> </span>
      <WhoSees visibleTo={visibleTo} />
    </>
  );
}

/** The chip «hidden for your role». */
export function HiddenChip() {
  const t = useTexts<typeof texts>('shell');
  return <Chip tone="wait">{t('hidden')}</Chip>;
}

/** Which roles can see a hidden value. */
export function WhoSees({ visibleTo }: { visibleTo: readonly Schemas['Role'][] | undefined }) {
  const names = useTexts<typeof failureTexts>('failure');
  const format = useFormat();
  if (visibleTo === undefined || visibleTo.length === 0) return null;
  return (
    <span className="term">
      {names('hidden.who', { roles: format.list(visibleTo.map(role => names(`role.${role}`))) })}
    </span>
  );
}
