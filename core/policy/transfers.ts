import type { Lang, Text } from '../problem.ts';
import { t } from '../text.ts';
import type { RecipientRow } from './types.ts';

const PROTECTION: Readonly<Record<'adequate' | 'not-adequate' | 'not-stated', Text>> = {
  adequate: t('данные там защищены достаточно', 'data is adequately protected there'),
  'not-adequate': t('достаточной защиты там нет', 'there is no adequate protection there'),
  'not-stated': t('как защищены данные там, не сказано', 'how data is protected there is not stated'),
};
const POSSIBLE = t('возможно, страны не названы', 'possible, countries not named');
const SILENT = t('политика не говорит', 'the policy does not say');

/** Where data goes abroad with a recipient: the countries with their protection and the ground, or that they are not named. */
export const transfersText = (
  recipient: Pick<RecipientRow, 'crossBorder'> | undefined,
  lang: Lang,
): string => {
  const { status, transfers = [] } = recipient?.crossBorder ?? {};
  if (transfers.length > 0)
    return transfers
      .map(({ country, protection, ground }) =>
        [`${country[lang]}: ${PROTECTION[protection][lang]}`, ground?.[lang]].filter(Boolean).join('; '),
      )
      .join('. ');
  return (status === 'possible' ? POSSIBLE : SILENT)[lang];
};
