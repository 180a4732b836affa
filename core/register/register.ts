import type { Answer } from '../../src/api/operation.ts';
import { haltOf } from '../../src/domain/processing.ts';
import { partialOf } from '../partial.ts';
import { CATEGORIES, GAPS } from '../policy/categories.ts';
import { RETENTION, SOURCES, SYSTEMS, TOOLS } from '../policy/places.ts';
import { BASES, GROUPS, PURPOSES } from '../policy/purposes.ts';
import { RECIPIENTS } from '../policy/recipients.ts';
import type { RetentionRow } from '../policy/types.ts';
import type { Policies, RegisterCaller } from '../ports.ts';
import type { Text } from '../problem.ts';
import { say, t } from '../text.ts';
import { categoryView } from './category.ts';
import { factOf, namedOf, retentionById, retentionView } from './rules.ts';

/** What the policy covers. */
const POLICY_SCOPE: readonly Text[] = [
  t('сайт activecloud.ru, его чат и формы', 'the activecloud.ru website, its chat and forms'),
  t('личный кабинет', 'the account area'),
  t('почтовые ящики компании', 'the company’s mailboxes'),
  t('мессенджеры: Telegram, Skype, Viber и другие', 'messaging apps: Telegram, Skype, Viber and others'),
  t('телефон', 'the phone'),
  t('сами услуги', 'the services themselves'),
];
const HUMAN_HELP = t(
  'На любом шаге заказа можно попросить помощи человека.',
  'You can ask a person for help at any step of an order.',
);
const AUTOMATED_DECISIONS = t(
  'Программа ничего не решает о вас сама: каждый заказ, оформленный без помощи, вручную проверяет специалист.',
  'No decision about you is made by a program alone: a specialist checks by hand every order you place yourself.',
);

/** The whole register as this caller sees it. */
export const registerView = async (
  caller: RegisterCaller & { readonly policies: Policies },
): Promise<Answer<'getRegister'>> => {
  const { lang, scope, now, db, me } = caller;
  const words = (text: Text) => say(text, lang);
  const standing = {
    consents: db.consents.filter(row => row.userId === me.userId),
    objections: db.objections.filter(row => row.userId === me.userId),
  };
  const categories = await Promise.all(CATEGORIES.map(row => categoryView(row, caller)));
  return {
    scope,
    asOf: now.toISOString(),
    policyVersion: caller.policies.inForce(caller),
    controller: {
      name: 'ActiveCloud',
      legalName: 'ООО «АктивХост РУ»',
      contactsUrl: 'https://www.activecloud.ru/',
    },
    policyScope: POLICY_SCOPE.map(words),
    humanHelp: words(HUMAN_HELP),
    automatedDecisions: words(AUTOMATED_DECISIONS),
    groups: GROUPS.map(row => namedOf(row, lang)),
    categories,
    purposes: PURPOSES.map(row => {
      const halted = haltOf(row, standing);
      return {
        ...namedOf(row, lang),
        description: words(row.description),
        basis: row.basis,
        group: row.group,
        fact: factOf(row.fact, lang),
        ...(halted === undefined ? {} : { halted }),
      };
    }),
    bases: BASES.map(row => ({
      id: row.id,
      label: words(row.label),
      term: words(row.term),
      explanation: words(row.explanation),
      ...(row.law === undefined ? {} : { law: row.law }),
    })),
    sources: SOURCES.map(row => ({ id: row.id, label: words(row.label) })),
    systems: SYSTEMS.map(row => ({
      ...namedOf(row, lang),
      description: words(row.description),
      keeper: row.keeper,
      fact: factOf(row.fact, lang),
    })),
    recipients: RECIPIENTS.map(row => ({
      id: row.id,
      label: words(row.label),
      what: words(row.what),
      why: words(row.why),
      ...(row.basis === undefined ? {} : { basis: row.basis }),
      basisNote: words(row.basisNote),
      crossBorder: {
        status: row.crossBorder.status,
        countries: row.crossBorder.countries,
        note: words(row.crossBorder.note),
      },
      ...(row.generalOnly === undefined ? {} : { generalOnly: row.generalOnly }),
      openList: row.openList,
      fact: factOf(row.fact, lang),
      ...(row.url === undefined ? {} : { url: row.url }),
    })),
    tools: TOOLS.map(row => ({
      id: row.id,
      label: words(row.label),
      category: row.category,
      recipient: row.recipient,
      what: row.what.map(words),
      aboutPerson: row.aboutPerson,
      ...(row.url === undefined ? {} : { url: row.url }),
      openList: row.openList,
      retention:
        retentionById(row.retention, lang) ??
        retentionView(RETENTION[RETENTION.length - 1] as RetentionRow, lang),
    })),
    gaps: GAPS.map(row => ({
      id: row.id,
      title: words(row.title),
      text: words(row.text),
      categories: row.categories,
      ...(row.purposes === undefined ? {} : { purposes: row.purposes }),
    })),
    partial: partialOf(caller),
  };
};
