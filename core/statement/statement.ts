import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { holdingsOf } from '../../src/domain/processing.ts';
import { hash } from '../hash.ts';
import { partialOf } from '../partial.ts';
import type { Directory, Policies, RegisterCaller } from '../ports.ts';
import { problem, type Text } from '../problem.ts';
import { registerView } from '../register/register.ts';
import { amountText, countText, say, t } from '../text.ts';
import { sectionsOf } from './sections.ts';

/** That so many kinds of data cannot be shown, and why. */
const unknownText = (kinds: number): Text => {
  const { ru, en } = countText(
    kinds,
    ['вид данных', 'вида данных', 'видов данных'],
    ['kind of data', 'kinds of data'],
  );
  return t(
    `Показать нельзя ${ru}: не все системы подключены.`,
    `${en} cannot be shown: not all systems are connected.`,
  );
};

type Caller = RegisterCaller & { readonly policies: Policies; readonly directory: Directory };

/** «Сведения об обработке» at this instant: everything 152-ФЗ ст. 14 ч. 7 lists, from the register. */
export const statementOf = async (caller: Caller): Promise<components['schemas']['Statement']> => {
  const { me, lang, now } = caller;
  const register = await registerView(caller);
  const account = caller.directory.account(me.accountId);
  if (account === undefined) throw problem('internal');
  const { kinds, notConnected = 0, ...amounts } = holdingsOf(register.categories);
  const all = register.categories.length;
  const serial = String(hash(`${me.userId} ${now.toISOString()}`) % 1_000_000).padStart(6, '0');
  return {
    number: `${lang === 'ru' ? 'СВ' : 'SV'}-${yearOf(moscowDate(now))}-${serial}`,
    issuedAt: now.toISOString(),
    controller: { name: register.controller.legalName, contactsUrl: register.controller.contactsUrl },
    subject: { name: me.name, accountCode: account.code, accountName: account.name },
    processingConfirmed: kinds > 0,
    summary: [
      kinds === 0 && notConnected > 0
        ? t('В подключённых системах ничего не нашлось.', 'Nothing was found in the connected systems.')
        : t(
            `На этот момент хранится ${kinds} из ${all} видов данных: ${amountText(amounts).ru}.`,
            `We currently keep ${kinds} of ${all} kinds of data: ${amountText(amounts).en}.`,
          ),
      ...(notConnected === 0 ? [] : [unknownText(notConnected)]),
      t(
        'Ниже всё, что закон велит сообщить по запросу.',
        'Below is everything the law requires us to tell you on request.',
      ),
    ]
      .map(text => say(text, lang))
      .join(' '),
    sections: sectionsOf(register, caller, kinds > 0),
    partial: partialOf(caller),
  };
};
