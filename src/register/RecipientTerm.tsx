import type { Schemas } from '../api/schema-types.ts';
import { useTexts } from '../i18n/react.tsx';
import { GapMark } from './labels.tsx';
import type texts from './texts.json';

/** What a recipient receives and whether it is abroad; a mark when the policy does not say that. */
export function RecipientTerm({
  recipient: { what, crossBorder },
}: {
  recipient: Schemas['Register']['recipients'][number];
}) {
  const t = useTexts<typeof texts>('register');
  const isStated = crossBorder.status !== 'not-stated';
  return (
    <>
      {isStated ? null : <GapMark />}
      <span className="term">
        {isStated ? `${what} ${t('fact.crossBorder')}: ${t(`crossBorder.${crossBorder.status}`)}.` : what}
      </span>
    </>
  );
}
