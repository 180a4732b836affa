import type { Answer } from '../../src/api/operation.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { haltOf } from '../../src/domain/processing.ts';
import {
  BASES,
  CATEGORIES,
  GAPS,
  GROUPS,
  PURPOSES,
  RECIPIENTS,
  RETENTION,
  SOURCES,
  SYSTEMS,
  TOOLS,
  policy,
} from '../policy/tables.ts';
import { partialOf } from '../partial.ts';
import type { RetentionRow } from '../policy/types.ts';
import { versionInForce } from '../policy/versions.ts';
import type { Policies, RegisterCaller } from '../ports.ts';
import type { Text } from '../problem.ts';
import { say } from '../text.ts';
import { categoryView } from './category.ts';
import { companiesOf } from './companies.ts';
import { factOf, namedOf, retentionById, retentionView } from './rules.ts';

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
  const { name, legalName, contactsUrl, scope: covered, humanHelp, automatedDecisions } = policy().controller;
  const [categories, companies] = await Promise.all([
    Promise.all(CATEGORIES.map(row => categoryView(row, caller))),
    Promise.all(RECIPIENTS.map(row => companiesOf(row, caller))),
  ]);
  return {
    scope,
    asOf: now.toISOString(),
    policyVersion: versionInForce(caller),
    controller: { name, legalName, contactsUrl },
    policyScope: covered.map(words),
    humanHelp: words(humanHelp),
    automatedDecisions: words(automatedDecisions),
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
    recipients: RECIPIENTS.map((row, index) => ({
      id: row.id,
      label: words(row.label),
      what: words(row.what),
      why: words(row.why),
      ...(row.basis === undefined ? {} : { basis: row.basis }),
      basisNote: words(row.basisNote),
      crossBorder: {
        status: row.crossBorder.status,
        countries: row.crossBorder.countries.map(words),
        note: words(row.crossBorder.note),
        ...(row.crossBorder.transfers === undefined
          ? {}
          : {
              transfers: row.crossBorder.transfers.map(({ country, protection, ground }) => ({
                country: words(country),
                protection,
                ...(ground === undefined ? {} : { ground: words(ground) }),
              })),
            }),
      },
      ...companies[index],
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
      ...(row.asked === undefined || row.asked.at > moscowDate(now.toISOString())
        ? {}
        : { asked: row.asked }),
    })),
    partial: partialOf(caller),
  };
};
