import type { Schemas } from '../api/schema-types.ts';
import { useTexts } from '../i18n/react.tsx';
import { companyLine, GapMark } from './labels.tsx';
import type texts from './texts.json';

/**
 * What a recipient receives, who it is by name, and whether it is abroad: the countries with their protection and the
 * ground of the transfer; a mark when the policy does not say that.
 */
export function RecipientTerm({
  recipient: { what, crossBorder, members, ownMembers },
}: {
  recipient: Schemas['Register']['recipients'][number];
}) {
  const t = useTexts<typeof texts>('register');
  const { status, countries, transfers = [] } = crossBorder;
  const isStated = status !== 'not-stated';
  return (
    <>
      {isStated ? null : <GapMark />}
      <span className="term">
        {isStated && transfers.length === 0
          ? `${what} ${t('fact.crossBorder')}: ${countries.join(', ') || t(`crossBorder.${status}`)}.`
          : what}
      </span>
      {members?.map(member => (
        <span key={member.name} className="term">
          {companyLine(member)}
        </span>
      ))}
      {ownMembers === true ? (
        <span className="term">{t(members === undefined ? 'recipient.noOwn' : 'recipient.own')}</span>
      ) : null}
      {transfers.map(({ country, protection, ground }) => (
        <span key={country} className="term">
          {`${t('fact.crossBorder')}: ${country}, ${t(`protection.${protection}`)}.${ground === undefined ? '' : ` ${ground}`}`}
        </span>
      ))}
    </>
  );
}
