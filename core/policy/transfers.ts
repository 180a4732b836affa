import type { Lang, Text } from '../problem.ts';
import { t } from '../text.ts';
import type { RecipientRow } from './types.ts';

const PROTECTION: Readonly<Record<'adequate' | 'not-adequate' | 'not-stated', Text>> = {
  adequate: t('данные там защищены достаточно', 'data is adequately protected there'),
  'not-adequate': t('достаточной защиты там нет', 'there is no adequate protection there'),
  'not-stated': t('как защищены данные там, не сказано', 'how data is protected there is not stated'),
};
const STATUS: Readonly<Record<RecipientRow['crossBorder']['status'], Text>> = {
  possible: t('возможно, страны не названы', 'possible, countries not named'),
  none: t('не передаётся', 'not sent abroad'),
  'not-stated': t('политика не говорит', 'the policy does not say'),
};

/**
 * Where data goes abroad with a recipient: the countries with their protection and the ground, their names alone, or
 * that they are not named, or that the data stays in the country.
 */
export const transfersText = (
  recipient: Pick<RecipientRow, 'crossBorder'> | undefined,
  lang: Lang,
): string => {
  const { status = 'not-stated', countries = [], transfers = [] } = recipient?.crossBorder ?? {};
  if (transfers.length > 0)
    return transfers
      .map(({ country, protection, ground }) =>
        [`${country[lang]}: ${PROTECTION[protection][lang]}`, ground?.[lang]].filter(Boolean).join('; '),
      )
      .join('. ');
  return countries.length > 0 ? countries.map(country => country[lang]).join(', ') : STATUS[status][lang];
};
