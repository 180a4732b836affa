import type { components } from '../../src/api/generated/schema.ts';
import type { Answer } from '../../src/api/operation.ts';
import { maskFor } from '../../src/domain/masking.ts';
import { isUnknown } from '../../src/domain/processing.ts';
import { isUnanswered } from '../../src/domain/request-states.ts';
import { correspondenceConsent } from '../consents/model.ts';
import { SOURCES, TOOLS } from '../policy/tables.ts';
import { statedAmount } from '../partial.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { RegisterCaller } from '../ports.ts';
import { type Lang, problem } from '../problem.ts';
import type { Rows } from '../rows.ts';
import { alone, dateText, say, t } from '../text.ts';
import { categoryById, countsOf, sumOf } from './amounts.ts';
import { changesOf } from './history.ts';
import { mayShowTexts, partialFor } from './records.ts';
import { factOf, retentionById } from './rules.ts';
import type { RecordCount, SourceField } from './source-data.ts';
import { hiddenFrom, seesCategory, subjectOf } from './visibility.ts';

type Schema = components['schemas'];

const NOT_IN_POLICY = t('в политике не упоминается', 'not mentioned in the policy');

/** A category with the figures of what the caller sees of it. */
const view = (
  row: CategoryRow,
  caller: RegisterCaller,
  seen: { fields: readonly SourceField[]; counts: readonly RecordCount[] },
): Schema['Category'] => {
  const { lang } = caller;
  const sees = seesCategory(row, caller);
  const consented = row.consentNeeded !== undefined && mayShowTexts(caller);
  const amount = statedAmount(
    row,
    {
      fields: seen.fields.filter(field => hiddenFrom(field, caller) === undefined).length,
      records: sumOf(seen.counts),
    },
    caller.sources,
  );
  const isAway = caller.sources.unavailable().some(({ system }) => row.systems.includes(system));
  const isEmpty =
    sees.visible && !isAway && !isUnknown(amount) && sumOf(seen.counts) + seen.fields.length === 0;
  const hasSize = caller.sources.kinds(row.id).some(kind => kind.has.includes('size'));
  return {
    id: row.id,
    group: row.group,
    label: say(row.label, lang),
    term: say(row.term, lang),
    question: say(row.question, lang),
    holds: say(row.holds, lang),
    policySection: row.policySection,
    visibility: sees.visible ? 'visible' : 'hidden',
    ...(sees.visible ? amount : { visibleTo: [...sees.visibleTo] }),
    ...(isEmpty ? { empty: true } : {}),
    ...(sees.visible && hasSize && amount.records !== undefined
      ? { bytes: seen.counts.reduce((sum, { bytes }) => sum + bytes, 0) }
      : {}),
    purposes: row.purposes,
    sources: row.sources,
    systems: row.systems,
    systemsFact: factOf(row.systemsFact, lang),
    recipients: row.recipients,
    ...(row.tools === undefined
      ? {}
      : { tools: TOOLS.filter(tool => tool.category === row.id).map(tool => tool.id) }),
    retention: row.retention.flatMap(id => retentionById(id, lang) ?? []),
    providedByCustomer: row.providedByCustomer,
    specials: row.specials.map(({ given, ...special }) => ({
      id: special.id,
      label: say((consented ? given : undefined)?.label ?? special.label, lang),
      text: say((consented ? given : undefined)?.text ?? special.text, lang),
      ...(special.kind === undefined ? {} : { kind: special.kind }),
      ...(special.ownChoice === undefined ? {} : { ownChoice: special.ownChoice }),
    })),
    openList: row.openList,
    ...(row.consentNeeded === undefined ? {} : { consentNeeded: row.consentNeeded }),
  };
};

/** What systems hold of a category for the caller; nothing of a hidden one. */
const heldOf = async (row: CategoryRow, caller: RegisterCaller) => {
  if (!seesCategory(row, caller).visible) return { fields: [], counts: [] };
  const [fields, counts] = await Promise.all([
    caller.sources.fields(row.id, subjectOf(row, caller)),
    countsOf(row, caller),
  ]);
  return { fields, counts };
};

/** A category of the register. */
export const categoryView = async (row: CategoryRow, caller: RegisterCaller): Promise<Schema['Category']> =>
  view(row, caller, await heldOf(row, caller));

/** Whether the customer's request to correct the value is open. */
const isContested = (category: string, field: string, db: Rows, userId: string): boolean =>
  db.requests.some(
    ({ kind, status, preparedBy, details }) =>
      kind === 'rectification' &&
      preparedBy.id === userId &&
      isUnanswered(status) &&
      details.items?.some(item => item.category === category && item.field === field) === true,
  );

/** What is shown of a value before it is revealed. */
const displayOf = (
  field: Pick<SourceField, 'type' | 'sensitivity' | 'value' | 'words'>,
  lang: Lang,
): string =>
  field.sensitivity === 'open' ? say(field.words ?? field.value, lang) : maskFor(field.type, field.value);

const shown = (field: Pick<SourceField, 'type' | 'sensitivity' | 'value' | 'words'>, lang: Lang): string =>
  field.type === 'date' ? dateText(field.value)[lang] : displayOf(field, lang);

/** A value as the caller sees it: masked unless it is open, or hidden with who can see it. */
const fieldView = (field: SourceField, row: CategoryRow, caller: RegisterCaller): Schema['Field'] => {
  const { lang, db, me } = caller;
  const source = SOURCES.find(one => one.id === field.source);
  const rule = retentionById(row.retention[0] ?? 'purpose', lang);
  if (!rule) throw problem('internal');
  const visibleTo = hiddenFrom(field, caller);
  const hidden = visibleTo !== undefined;
  const changes = hidden ? [] : changesOf(field, row.id, db.requests, me);
  const shownAs = (value: string): string =>
    shown({ type: field.type, sensitivity: field.sensitivity, value }, lang);
  return {
    id: field.id,
    label: alone(say(field.label, lang)),
    ...(field.assumed === true ? { term: say(NOT_IN_POLICY, lang) } : {}),
    visibility: hidden ? 'hidden' : 'visible',
    ...(hidden ? { visibleTo } : { display: shown(field, lang) }),
    valueType: field.type,
    sensitivity: field.sensitivity,
    source: { id: field.source, label: say(source?.label ?? field.source, lang), at: field.collectedAt },
    systems: [...field.systems],
    ...(field.provenance === undefined || hidden ? {} : { provenance: [...field.provenance] }),
    collectedAt: field.collectedAt,
    ...(field.updatedAt === undefined ? {} : { updatedAt: field.updatedAt }),
    purposes: row.purposes,
    recipients: row.recipients,
    retention: rule,
    aboutThirdParty: false,
    correction: { how: field.correction.how, note: say(field.correction.note, lang) },
    ...(isContested(row.id, field.id, db, me.userId) ? { contested: true } : {}),
    ...(changes.length === 0
      ? {}
      : {
          history: changes.map(({ at, by, channel, before, after, requestId }) => ({
            at,
            by: say(by, lang),
            ...(channel === undefined ? {} : { channel: say(channel, lang) }),
            display: shownAs(before),
            ...(after === undefined ? {} : { after: shownAs(after) }),
            ...(requestId === undefined ? {} : { requestId }),
          })),
        }),
  };
};

/** The page of a category: its values, and its records by kind. @throws Problem `not-found` */
export const categoryDetail = async (id: string, caller: RegisterCaller): Promise<Answer<'getCategory'>> => {
  const { lang, now, sources } = caller;
  const row = categoryById(id);
  const seen = await heldOf(row, caller);
  const consent = correspondenceConsent(caller.db, caller.me.userId);
  return {
    asOf: now.toISOString(),
    category: view(row, caller, seen),
    fields: seen.fields.map(field => fieldView(field, row, caller)),
    recordKinds: sources.kinds(id).flatMap(kind => {
      const count = sumOf(seen.counts.filter(one => one.kind === kind.id));
      if (count === 0) return [];
      return [
        {
          id: kind.id,
          label: say(kind.label, lang),
          count,
          hasAmount: kind.has.includes('amount'),
          note: say(kind.note, lang),
          ...(kind.origin === undefined
            ? {}
            : { provenance: { system: kind.system, ...kind.origin, readAt: now.toISOString() } }),
        },
      ];
    }),
    partial: partialFor(row, caller),
    ...(row.consentNeeded === undefined
      ? {}
      : {
          consent: {
            given: consent !== undefined,
            ...(consent === undefined ? {} : { at: consent.givenAt }),
          },
        }),
  };
};
