import type { components } from '../../src/api/generated/schema.ts';
import type { Answer } from '../../src/api/operation.ts';
import { epochMs, isPlainDate, moscowDate } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { maskFor } from '../../src/domain/masking.ts';
import { addPeriod, periodOf } from '../../src/domain/retention.ts';
import { correspondenceConsent } from '../consents/model.ts';
import { cursorOf, positionOf } from '../http/paging.ts';
import { partialOf } from '../partial.ts';
import { systemLabel } from '../policy/catalogue.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { RegisterCaller } from '../ports.ts';
import { fieldError, type Lang, problem, type Text } from '../problem.ts';
import { alone, dateText, numberText, say, t } from '../text.ts';
import { categoryById } from './amounts.ts';
import { isCompanyAttribute, recipientsOfRecord } from './companies.ts';
import { retentionView, ruleById } from './rules.ts';
import { plainText } from './search-text.ts';
import type { AttributeKind, RecordKind, Selection, SourceRecord } from './source-data.ts';
import { seesCategory, subjectOf } from './visibility.ts';

type Schema = components['schemas'];

const PAGE_SIZE = 50;
const NUMBER_SIGN = t('№', 'No.');
const HIDDEN = '••••••';
const LABELS = {
  body: t('Текст', 'Text'),
  caller: t('Номер определился сам', 'Number detected automatically'),
  files: t('Файлов', 'Files'),
};

/** An open value as people read it. */
export const attributeText = (type: AttributeKind['type'], value: Text, lang: Lang): string => {
  const text = say(value, lang);
  return type === 'date' && isPlainDate(text) ? dateText(text)[lang] : text;
};

/** What a record holds beside its columns; a real value never stands here unless it is open. */
const attributesOf = (
  record: SourceRecord,
  kinds: readonly AttributeKind[],
  hasText: boolean,
  lang: Lang,
): Schema['Record']['attributes'] => [
  ...(hasText
    ? [
        {
          id: 'body',
          label: say(LABELS.body, lang),
          display: HIDDEN,
          sensitivity: 'step-up' as const,
        },
      ]
    : []),
  ...(record.caller === undefined
    ? []
    : [
        {
          id: 'caller',
          label: say(LABELS.caller, lang),
          display: maskFor('phone', record.caller),
          sensitivity: 'masked' as const,
        },
      ]),
  ...(record.files === undefined
    ? []
    : [
        {
          id: 'files',
          label: say(LABELS.files, lang),
          display: numberText(record.files, lang),
          sensitivity: 'open' as const,
        },
      ]),
  ...kinds.flatMap(({ id, label, type, sensitivity }) => {
    const value = record.attributes?.find(one => one.id === id)?.value;
    if (value === undefined) return [];
    const open = sensitivity === 'open';
    const display = open ? attributeText(type, value, lang) : maskFor(type, say(value, lang));
    return [{ id, label: alone(say(label, lang)), display, sensitivity }];
  }),
];

/**
 * Makes records of these kinds what the contract shows of them: other people masked (152-ФЗ ст. 14 ч. 2), the day of
 * deletion computed by the rule of the kind.
 * @param consent whether the text of correspondence may be asked for
 * @param category that of the records
 */
export const recordViews = (
  kinds: readonly RecordKind[],
  { lang, consent, category }: { lang: Lang; consent: boolean; category: string },
): ((record: SourceRecord) => Schema['Record']) => {
  const known = new Map(
    kinds.map(kind => {
      const rule = ruleById(kind.retention);
      return [
        kind.id,
        {
          hasText: consent && kind.has.includes('text'),
          attributes: kind.attributes?.filter(({ id }) => !isCompanyAttribute(category, kind, id)),
          period: rule?.period === undefined ? undefined : periodOf(rule.period),
          retention: rule && retentionView(rule, lang),
        },
      ];
    }),
  );
  return record => {
    const { hasText = false, attributes = [], period, retention } = known.get(record.kind) ?? {};
    const { status, hold } = record;
    const recipients = recipientsOfRecord(category, record, kinds, lang);
    return {
      id: record.id,
      kind: record.kind,
      at: record.at,
      ...(record.day === undefined ? {} : { day: record.day }),
      title: say(record.title, lang),
      ...(record.number === undefined ? {} : { number: `${say(NUMBER_SIGN, lang)} ${record.number}` }),
      ...(record.amount === undefined ? {} : { amount: record.amount }),
      ...(status === undefined ? {} : { status: { id: status.id, label: say(status.label, lang) } }),
      system: record.system,
      ...(record.counterparty === undefined
        ? {}
        : { counterparty: maskFor('person-name', record.counterparty) }),
      aboutThirdParty: record.aboutThirdParty,
      ...(record.channel === undefined ? {} : { channel: say(record.channel, lang) }),
      ...(record.direction === undefined ? {} : { direction: record.direction }),
      ...(record.bytes === undefined ? {} : { bytes: record.bytes }),
      ...(record.seconds === undefined ? {} : { seconds: record.seconds }),
      ...(record.humanCheckedAt === undefined ? {} : { humanCheckedAt: record.humanCheckedAt }),
      ...(period === undefined || hold !== undefined
        ? {}
        : { deleteOn: addPeriod(moscowDate(record.at), period) }),
      ...(retention === undefined ? {} : { retention }),
      ...(hold === undefined ? {} : { hold: { ...hold, reason: say(hold.reason, lang) } }),
      ...(recipients.length === 0 ? {} : { recipients }),
      attributes: attributesOf(record, attributes, hasText, lang),
    };
  };
};

/** What the contract lets a list of records be narrowed to. */
export interface RecordFilter {
  kind?: string;
  from?: string;
  to?: string;
  thirdParty?: boolean;
  sort?: Schema['RecordSort'];
  limit?: number;
  offset?: number;
  cursor?: string;
  text?: string;
}

/** Days of Moscow as instants: the last day is in. */
export const periodSelection = ({
  from,
  to,
  after,
}: {
  readonly from?: string;
  readonly to?: string;
  /** RFC 3339: only what is later. */
  readonly after?: string;
}): Pick<Selection, 'from' | 'before'> => {
  const first = [
    ...(from === undefined ? [] : [epochMs(from)]),
    ...(after === undefined ? [] : [epochMs(after) + 1]),
  ];
  return {
    ...(first.length === 0 ? {} : { from: new Date(Math.max(...first)) }),
    ...(to === undefined ? {} : { before: new Date(epochMs(addDays(to, 1))) }),
  };
};

/** The place of the first record of a page: `offset` or the one in `cursor`, not both. @throws Problem `validation` */
const offsetOf = ({ cursor, offset }: RecordFilter): number => {
  if (cursor === undefined) return offset ?? 0;
  if (offset !== undefined)
    throw problem('validation', { errors: [fieldError('query/offset', 'offset', 'cursor')] });
  return positionOf(cursor);
};

/** Words to look for, from what a person typed. */
export const wordsOf = (text: string | undefined): string[] =>
  plainText(text ?? '')
    .split(/\s+/)
    .filter(Boolean);

/** Of the systems that are missing, those that keep this category, and those that are connected without it. */
export const partialFor = (
  row: CategoryRow,
  caller: RegisterCaller,
  notSearched?: readonly string[],
): Schema['PartialSource'][] => [
  ...partialOf(caller, notSearched).filter(({ system }) => row.systems.includes(system)),
  ...caller.sources.undescribed(row.id).map(system => ({
    system,
    label: systemLabel(system, caller.lang),
    reason: 'not-connected' as const,
  })),
];

/** Whether the caller has let the text of correspondence be shown. */
export const mayShowTexts = ({ db, me }: Pick<RegisterCaller, 'db' | 'me'>): boolean =>
  correspondenceConsent(db, me.userId) !== undefined;

/** One record as the caller sees it. @throws Problem `not-found`, also where the role does not see the category */
export const recordById = async (
  category: string,
  id: string,
  caller: RegisterCaller,
): Promise<Answer<'getRecord'>> => {
  const row = categoryById(category);
  const { now, lang, sources } = caller;
  const record = seesCategory(row, caller).visible
    ? await sources.record(category, id, subjectOf(row, caller), now)
    : undefined;
  if (record === undefined) throw problem('not-found');
  return recordViews(sources.kinds(category), { lang, consent: mayShowTexts(caller), category })(record);
};

/** A page of the records of a category, as the caller sees them. @throws Problem `not-found`, `validation` */
export const recordPage = async (
  category: string,
  filter: RecordFilter,
  caller: RegisterCaller,
): Promise<Answer<'listRecords'>> => {
  const row = categoryById(category);
  const sees = seesCategory(row, caller);
  const { now, lang, sources } = caller;
  const asOf = now.toISOString();
  if (!sees.visible)
    return {
      items: [],
      nextCursor: null,
      total: 0,
      offset: 0,
      asOf,
      totals: [],
      partial: partialFor(row, caller),
      hidden: { visibleTo: [...sees.visibleTo] },
    };
  const { kind, thirdParty } = filter;
  const words = wordsOf(filter.text);
  const start = offsetOf(filter);
  const kinds = sources.kinds(category);
  const { records, total, totals, notSearched } = await sources.page(category, subjectOf(row, caller), {
    upTo: now,
    ...periodSelection(filter),
    ...(kind === undefined ? {} : { kind }),
    ...(thirdParty === undefined ? {} : { thirdParty }),
    ...(words.length === 0 ? {} : { words }),
    sort: filter.sort ?? '-date',
    lang,
    offset: start,
    limit: filter.limit ?? PAGE_SIZE,
  });
  const offset = Math.min(start, total);
  const end = offset + records.length;
  return {
    items: records.map(recordViews(kinds, { lang, consent: mayShowTexts(caller), category })),
    nextCursor: end < total ? cursorOf(end) : null,
    total,
    offset,
    asOf,
    totals: totals.map(sum => ({
      kind: sum.kind,
      label: say(kinds.find(one => one.id === sum.kind)?.label ?? sum.kind, lang),
      count: sum.count,
      amount: sum.amount,
    })),
    partial: partialFor(row, caller, notSearched),
  };
};
