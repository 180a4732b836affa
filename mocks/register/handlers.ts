import type { components } from '../../src/api/generated/schema.ts';
import type { Answer } from '../../src/api/operation.ts';
import { epochMs, moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/calendar-steps.ts';
import { type Amount, haltOf } from '../../src/domain/processing.ts';
import { isUnanswered } from '../../src/domain/request-states.ts';
import { deletionsWithin } from '../../src/domain/retention.ts';
import type { Register, RegisterCaller } from '../../core/ports.ts';
import { correspondenceConsent } from '../../core/consents/model.ts';
import { cursorOf, page, positionOf } from '../../core/http/paging.ts';
import { seesCategory } from '../../core/register/visibility.ts';
import type { MockContext, MockHandlers } from '../context.ts';
import { lastGoodAt, partialOf } from '../../core/partial.ts';
import { versionInForce } from '../policy/policies.ts';
import { fieldError, type Lang, problem, type Text } from '../../core/problem.ts';
import { systemLabel } from '../../core/policy/catalogue.ts';
import type { Db } from '../db.ts';
import { userById } from '../personas.ts';
import { scopesOf } from '../../core/session/scopes.ts';
import { dateText, say, t } from '../../core/text.ts';
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
} from '../../core/policy/tables.ts';
import type { CategoryRow, FactRow, NamedRow, RetentionRow } from '../../core/policy/types.ts';
import { displayOf, type FieldRow, fieldsOf } from './fields.ts';
import {
  bodyOf,
  isGone,
  plainText,
  positionOfRecord,
  recordAt,
  type RecordSet,
  recordSet,
} from './records.ts';

type Schema = components['schemas'];
/** What any answer of the register depends on. */
export type Caller = Pick<MockContext<'getRegister'>, 'db' | 'me' | 'lang' | 'scope' | 'now' | 'down'>;

const AS_OF = '2020-10-21';
const REVEAL_SECONDS = 60;
const DELETION_DAYS = 90;
const OWN_SHARE = 5;

const factOf = (row: FactRow, lang: Lang): Schema['Fact'] => ({
  source: row.source,
  asOf: row.asOf ?? AS_OF,
  confirmed: row.confirmed,
  ...(row.note === undefined ? {} : { note: say(row.note, lang) }),
});

const namedOf = (row: NamedRow, lang: Lang): Schema['Named'] => ({
  id: row.id,
  label: say(row.label, lang),
  ...(row.term === undefined ? {} : { term: say(row.term, lang) }),
});

const retentionView = (row: RetentionRow, lang: Lang): Schema['RetentionRule'] => ({
  id: row.id,
  kind: row.kind,
  label: say(row.label, lang),
  ...(row.period === undefined ? {} : { period: row.period }),
  ...(row.startsAt === undefined
    ? {}
    : { startsAt: { event: row.startsAt.event, label: say(row.startsAt.label, lang) } }),
  ...(row.law === undefined
    ? {}
    : {
        law: {
          title: say(row.law.title, lang),
          ...(row.law.article === undefined ? {} : { article: row.law.article }),
          ...(row.law.years === undefined ? {} : { years: row.law.years }),
        },
      }),
  ...(row.url === undefined ? {} : { url: row.url }),
  note: say(row.note, lang),
  fact: factOf(row.fact, lang),
});

const retentionById = (id: string, lang: Lang): Schema['RetentionRule'] | undefined => {
  const row = RETENTION.find(one => one.id === id);
  return row && retentionView(row, lang);
};

const categoryById = (id: string): CategoryRow => {
  const row = CATEGORIES.find(one => one.id === id);
  if (!row) throw problem('not-found');
  return row;
};

/** The records of a category that one caller may see now. */
export interface SeenRecords {
  set: RecordSet;
  /** Before it are records of the time to come: the database may be read at an earlier day. */
  from: number;
  /** True for the records among the rest that are missing: deleted by their rule, or kept by a system that does not answer. */
  skip?: (position: number) => boolean;
}

/** The records of a category this caller may see. Kayako’s records of the last hours are missing while it does not answer. */
export function recordsFor(category: string, caller: Caller): SeenRecords {
  const { me, db, now, down, scope } = caller;
  const row = categoryById(category);
  const share = scope === 'person' && row.ofAccount === true ? OWN_SHARE : 1;
  const visible = seesCategory(row, caller).visible;
  const set = recordSet(category, me, db.seededAt, visible ? share : Number.POSITIVE_INFINITY);
  let from = 0;
  while (from < set.total && (set.time[from] ?? 0) > now.getTime()) from++;
  const away = set.kinds.some(kind => down.has(kind.system));
  const mortal = set.kinds.some(kind => kind.rule !== undefined);
  if (!away && !mortal) return { set, from };
  const lastGood = Date.parse(lastGoodAt(now));
  const today = moscowDate(now);
  const skip = (position: number): boolean =>
    ((set.time[position] ?? 0) > lastGood && down.has(set.kinds[set.kind[position] ?? 0]?.system ?? '')) ||
    isGone(set, position, today);
  return { set, from, skip };
}

/** The positions of records that are there, newest first. */
export function* positionsOf({ set, from, skip }: SeenRecords): Generator<number> {
  for (let position = from; position < set.total; position++) if (skip?.(position) !== true) yield position;
}

/** How many records the caller sees in a category; none of a hidden one. */
export function countRecords(category: string, caller: Caller): number {
  if (!seesCategory(categoryById(category), caller).visible) return 0;
  const seen = recordsFor(category, caller);
  if (!seen.skip) return seen.set.total - seen.from;
  let count = 0;
  for (const _ of positionsOf(seen)) count++;
  return count;
}

/** The single values of a category that this role may see. */
export const valuesOf = (category: string, { me, db }: Pick<Caller, 'me' | 'db'>): FieldRow[] =>
  fieldsOf(category, me, db.seededAt).filter(field => field.visibleTo === undefined);

/** How much the caller sees of a category, in values and records: every count of it comes from here. */
export const amountOf = (category: string, caller: Caller): Amount =>
  seesCategory(categoryById(category), caller).visible
    ? { fields: valuesOf(category, caller).length, records: countRecords(category, caller) }
    : { fields: 0, records: 0 };

/** Records of a category by the Moscow year they are of, the oldest first. */
function countByYear(category: string, caller: Caller): [year: number, records: number][] {
  const seen = recordsFor(category, caller);
  const years = new Map<number, number>();
  for (const position of positionsOf(seen)) {
    const year = yearOf(moscowDate(new Date(seen.set.time[position] ?? 0)));
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  return [...years].toSorted(([a], [b]) => a - b);
}

/** How many records of a category the caller sees by the system that keeps them. */
export function countBySystem(category: string, caller: Caller): Map<string, number> {
  const counts = new Map<string, number>();
  if (!seesCategory(categoryById(category), caller).visible) return counts;
  const seen = recordsFor(category, caller);
  for (const position of positionsOf(seen)) {
    const system = seen.set.kinds[seen.set.kind[position] ?? 0]?.system ?? '';
    counts.set(system, (counts.get(system) ?? 0) + 1);
  }
  return counts;
}

/** The records the caller sees in a category as the contract shapes them, newest first: for copies of the data. */
export function* recordsOf(category: string, caller: Caller): Generator<Schema['Record']> {
  if (!seesCategory(categoryById(category), caller).visible) return;
  const seen = recordsFor(category, caller);
  for (const position of positionsOf(seen)) yield recordView(seen.set, position, caller);
}

function categoryView(row: CategoryRow, caller: Caller): Schema['Category'] {
  const { lang } = caller;
  const sees = seesCategory(row, caller);
  const consented =
    row.consentNeeded !== undefined && correspondenceConsent(caller.db, caller.me.userId) !== undefined;
  const bytes = row.id === 'materials' && sees.visible ? sumBytes(caller) : undefined;
  return {
    id: row.id,
    group: row.group,
    label: say(row.label, lang),
    term: say(row.term, lang),
    question: say(row.question, lang),
    holds: say(row.holds, lang),
    policySection: row.policySection,
    visibility: sees.visible ? 'visible' : 'hidden',
    ...(sees.visible ? amountOf(row.id, caller) : { visibleTo: [...sees.visibleTo] }),
    ...(bytes === undefined ? {} : { bytes }),
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
    })),
    openList: row.openList,
    ...(row.consentNeeded === undefined ? {} : { consentNeeded: row.consentNeeded }),
  };
}

function sumBytes(caller: Caller): number {
  let sum = 0;
  for (const record of recordsOf('materials', caller)) sum += record.bytes ?? 0;
  return sum;
}

function recordView(set: RecordSet, position: number, caller: Caller): Schema['Record'] {
  return recordAt(set, position, {
    lang: caller.lang,
    consent: correspondenceConsent(caller.db, caller.me.userId) !== undefined,
    caller: userById(caller.me.userId)?.phone ?? '',
    retention: id => retentionById(id, caller.lang),
  });
}

/** Whether the customer’s request to correct the value is open. */
const isContested = (category: string, field: string, db: Db, userId: string): boolean =>
  db.requests.some(
    ({ kind, status, preparedBy, details }) =>
      kind === 'rectification' &&
      preparedBy.id === userId &&
      isUnanswered(status) &&
      details.items?.some(item => item.category === category && item.field === field) === true,
  );

function fieldView(field: FieldRow, row: CategoryRow, { lang, db, me }: Caller): Schema['Field'] {
  const source = SOURCES.find(one => one.id === field.source);
  const rule = retentionById(row.retention[0] ?? 'purpose', lang);
  if (!rule) throw problem('internal');
  const hidden = field.visibleTo !== undefined;
  const seen =
    field.visibleTo === undefined ? { display: shown(field, lang) } : { visibleTo: field.visibleTo };
  return {
    id: field.id,
    label: say(field.label, lang),
    ...(field.assumed === true
      ? { term: say(t('в политике не упоминается', 'not mentioned in the policy'), lang) }
      : {}),
    visibility: hidden ? 'hidden' : 'visible',
    ...seen,
    valueType: field.type,
    sensitivity: field.sensitivity,
    source: { id: field.source, label: say(source?.label ?? field.source, lang), at: field.collectedAt },
    systems: field.systems,
    collectedAt: field.collectedAt,
    ...(field.updatedAt === undefined ? {} : { updatedAt: field.updatedAt }),
    purposes: row.purposes,
    recipients: field.recipients,
    retention: rule,
    aboutThirdParty: false,
    correction: { how: field.correction.how, note: say(field.correction.note, lang) },
    ...(isContested(row.id, field.id, db, me.userId) ? { contested: true } : {}),
    ...(field.history === undefined || hidden
      ? {}
      : {
          history: field.history.map(change => ({
            at: change.at,
            by: say(change.by, lang),
            display: displayOf({ ...field, value: change.value }),
          })),
        }),
  };
}

function shown(field: FieldRow, lang: Lang): string {
  return field.type === 'date' ? dateText(field.value)[lang] : displayOf(field);
}

/** The whole register as this caller sees it. */
export function registerView(caller: Caller): Answer<'getRegister'> {
  const { lang, scope, now } = caller;
  const words = (text: Text) => say(text, lang);
  const standing = {
    consents: caller.db.consents.filter(row => row.userId === caller.me.userId),
    objections: caller.db.objections.filter(row => row.userId === caller.me.userId),
  };
  return {
    scope,
    asOf: now.toISOString(),
    policyVersion: versionInForce(caller),
    controller: {
      name: 'ActiveCloud',
      legalName: 'ООО «АктивХост РУ»',
      contactsUrl: 'https://www.activecloud.ru/',
    },
    policyScope: [
      t('сайт activecloud.ru, его чат и формы', 'the activecloud.ru website, its chat and forms'),
      t('личный кабинет', 'the account area'),
      t('почтовые ящики компании', 'the company’s mailboxes'),
      t('мессенджеры: Telegram, Skype, Viber и другие', 'messaging apps: Telegram, Skype, Viber and others'),
      t('телефон', 'the phone'),
      t('сами услуги', 'the services themselves'),
    ].map(words),
    humanHelp: words(
      t(
        'На любом шаге заказа можно попросить помощи человека.',
        'You can ask a person for help at any step of an order.',
      ),
    ),
    automatedDecisions: words(
      t(
        'Программа ничего не решает о вас сама: каждый заказ, оформленный без помощи, вручную проверяет специалист.',
        'No decision about you is made by a program alone: a specialist checks by hand every order you place yourself.',
      ),
    ),
    groups: GROUPS.map(row => namedOf(row, lang)),
    categories: CATEGORIES.map(row => categoryView(row, caller)),
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
}

interface RecordFilter {
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

/** The positions that pass the filter, in the order asked for; undefined when all do, in the order they are made in. */
function select(seen: SeenRecords, filter: RecordFilter, lang: Lang): Int32Array | undefined {
  const { set, from, skip } = seen;
  const words = plainText(filter.text ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const { kind: kindId, thirdParty } = filter;
  const narrow =
    [kindId, filter.from, filter.to, thirdParty, skip].some(part => part !== undefined) || words.length > 0;
  const sort = filter.sort ?? '-date';
  if (!narrow && sort === '-date') return undefined;
  const kind = kindId === undefined ? -1 : set.kinds.findIndex(row => row.id === kindId);
  const since = filter.from === undefined ? -Infinity : epochMs(filter.from);
  const until = filter.to === undefined ? Infinity : epochMs(addDays(filter.to, 1));
  const hay = words.length === 0 ? undefined : set.haystack(lang);
  const chosen = new Int32Array(set.total);
  let count = 0;
  for (let position = from; position < set.total; position++) {
    if (kindId !== undefined && set.kind[position] !== kind) continue;
    if (skip?.(position) === true) continue;
    const at = set.time[position] ?? 0;
    if (at < since || at >= until) continue;
    if (thirdParty !== undefined && (set.third[position] === 1) !== thirdParty) continue;
    if (hay && !words.every(word => hay[position]?.includes(word))) continue;
    chosen[count++] = position;
  }
  const result = chosen.subarray(0, count);
  return order(set, result, sort, lang);
}

function order(set: RecordSet, positions: Int32Array, sort: Schema['RecordSort'], lang: Lang): Int32Array {
  switch (sort) {
    case '-date':
      return positions;
    case 'date':
      return positions.toReversed();
    case 'amount':
    case '-amount': {
      const sign = sort === 'amount' ? 1 : -1;
      const of = (position: number) => {
        const value = set.amount[position] ?? Number.NaN;
        // What has no amount comes last either way.
        return Number.isNaN(value) ? Infinity : sign * value;
      };
      return positions.toSorted((a, b) => of(a) - of(b) || a - b);
    }
    default: {
      const hay = set.haystack(lang);
      const collator = new Intl.Collator(lang);
      const distinct = new Set(hay).size > 5000 ? undefined : collator;
      const compare = (a: number, b: number) => {
        const [left = '', right = ''] = [hay[a], hay[b]];
        return distinct ? distinct.compare(left, right) : left < right ? -1 : left > right ? 1 : 0;
      };
      return positions.toSorted((a, b) => (sort === 'title' ? 1 : -1) * compare(a, b) || a - b);
    }
  }
}

/** The position of the first record of a page: `offset` or the position in `cursor`, not both. */
function offsetOf({ cursor, offset }: RecordFilter): number {
  if (cursor === undefined) return offset ?? 0;
  if (offset !== undefined)
    throw problem('validation', { errors: [fieldError('query/offset', 'offset', 'cursor')] });
  return positionOf(cursor);
}

/** Of the systems that do not answer, those that keep this category. */
const partialFor = (row: CategoryRow, caller: Caller): Schema['PartialSource'][] =>
  partialOf(caller).filter(({ system }) => row.systems.includes(system));

function recordPage(category: string, filter: RecordFilter, caller: Caller): Answer<'listRecords'> {
  const row = categoryById(category);
  const sees = seesCategory(row, caller);
  const empty = {
    items: [],
    nextCursor: null,
    total: 0,
    offset: 0,
    asOf: caller.now.toISOString(),
    totals: [],
    partial: partialFor(row, caller),
  };
  if (!sees.visible) return { ...empty, hidden: { visibleTo: [...sees.visibleTo] } };
  const seen = recordsFor(category, caller);
  const { set, from } = seen;
  const chosen = select(seen, filter, caller.lang);
  const total = chosen ? chosen.length : set.total - from;
  const offset = Math.min(offsetOf(filter), total);
  const end = Math.min(total, offset + (filter.limit ?? 50));
  const positions = Array.from({ length: end - offset }, (_, index) =>
    chosen ? (chosen[offset + index] ?? 0) : from + offset + index,
  );
  return {
    items: positions.map(position => recordView(set, position, caller)),
    nextCursor: end < total ? cursorOf(end) : null,
    total,
    offset,
    asOf: caller.now.toISOString(),
    totals: totalsOf(set, chosen, from, caller.lang),
    partial: partialFor(row, caller),
  };
}

const sums = new WeakMap<RecordSet, Map<number, { cents: number[]; counts: number[] }>>();

function totalsOf(
  set: RecordSet,
  chosen: Int32Array | undefined,
  from: number,
  lang: Lang,
): Answer<'listRecords'>['totals'] {
  const known = chosen ? undefined : sums.get(set)?.get(from);
  const cents = known?.cents ?? set.kinds.map(() => 0);
  const counts = known?.counts ?? set.kinds.map(() => 0);
  if (!known) {
    const add = (position: number) => {
      const which = set.kind[position] ?? 0;
      const value = set.amount[position] ?? Number.NaN;
      if (Number.isNaN(value)) return;
      cents[which] = (cents[which] ?? 0) + value;
      counts[which] = (counts[which] ?? 0) + 1;
    };
    if (chosen) for (const position of chosen) add(position);
    else {
      for (let position = from; position < set.total; position++) add(position);
      sums.set(set, (sums.get(set) ?? new Map()).set(from, { cents, counts }));
    }
  }
  return set.kinds.flatMap(({ id, label }, which) => {
    const count = counts[which] ?? 0;
    const amount = { amount: ((cents[which] ?? 0) / 100).toFixed(2), currency: set.currency };
    return count === 0 ? [] : [{ kind: id, label: say(label, lang), count, amount }];
  });
}

function search(text: string, limit: number, caller: Caller): Answer<'searchRegister'> {
  const { lang, me, db } = caller;
  const wanted = plainText(text);
  const fits = (...texts: (Text | string | undefined)[]) =>
    texts.some(one => one !== undefined && plainText(say(one, lang)).includes(wanted));
  const hits: Schema['SearchHit'][] = [];
  if (wanted === '') return { items: [], nextCursor: null, total: 0, partial: partialOf(caller) };
  for (const row of CATEGORIES)
    if (fits(row.label, row.term, row.holds, row.question, ...row.specials.map(special => special.label)))
      hits.push({
        id: row.id,
        type: 'category',
        category: row.id,
        label: say(row.label, lang),
        context: say(row.holds, lang),
      });
  for (const row of CATEGORIES) {
    if (!seesCategory(row, caller).visible) continue;
    for (const field of fieldsOf(row.id, me, db.seededAt)) {
      // A masked value is not searched by what it hides.
      const value = field.visibleTo === undefined && field.sensitivity === 'open' ? field.value : undefined;
      if (fits(field.label, value))
        hits.push({
          id: field.id,
          type: 'field',
          category: row.id,
          label: say(field.label, lang),
          context: say(row.label, lang),
        });
    }
  }
  for (const row of RECIPIENTS)
    if (fits(row.label, row.what))
      hits.push({ id: row.id, type: 'recipient', label: say(row.label, lang), context: say(row.what, lang) });
  for (const row of SYSTEMS)
    if (fits(row.label, row.term, row.description))
      hits.push({
        id: row.id,
        type: 'system',
        label: systemLabel(row.id, lang),
        context: say(row.description, lang),
      });
  for (const row of PURPOSES)
    if (fits(row.label, row.description))
      hits.push({
        id: row.id,
        type: 'purpose',
        label: say(row.label, lang),
        context: say(row.description, lang),
      });
  for (const row of TOOLS)
    if (fits(row.label))
      hits.push({
        id: row.id,
        type: 'category',
        category: row.category,
        label: say(row.label, lang),
        context: say(t('инструмент статистики', 'analytics tool'), lang),
      });
  let total = hits.length;
  for (const row of CATEGORIES) {
    if (!seesCategory(row, caller).visible) continue;
    const seen = recordsFor(row.id, caller);
    const chosen = select(seen, { text: wanted }, lang) ?? new Int32Array();
    total += chosen.length;
    for (const position of chosen.subarray(0, Math.max(0, limit - hits.length))) {
      const record = recordView(seen.set, position, caller);
      hits.push({
        id: record.id,
        type: 'record',
        category: row.id,
        label: record.title,
        context: `${say(row.label, lang)}, ${dateText(moscowDate(record.at))[lang]}`,
      });
    }
  }
  return { items: hits.slice(0, limit), nextCursor: null, total, partial: partialOf(caller) };
}

function deletions(
  caller: Caller,
): Omit<Answer<'listDeletions'>, 'items' | 'nextCursor' | 'total'> & { items: Schema['Deletion'][] } {
  const { lang, now } = caller;
  const today = moscowDate(now);
  const items: Schema['Deletion'][] = [];
  for (const row of CATEGORIES) {
    if (!seesCategory(row, caller).visible) continue;
    const seen = recordsFor(row.id, caller);
    const { set } = seen;
    for (const kind of set.kinds) {
      const rule = kind.rule && RETENTION.find(one => one.id === kind.rule?.id);
      if (!rule) continue;
      const which = set.kinds.indexOf(kind);
      const byDay = new Map<string, number>();
      for (const position of positionsOf(seen)) {
        if (set.kind[position] !== which || position === set.held) continue;
        const day = moscowDate(new Date(set.time[position] ?? 0));
        byDay.set(day, (byDay.get(day) ?? 0) + 1);
      }
      const coming = deletionsWithin(
        [...byDay].map(([start, count]) => ({
          rule: { kind: 'fixed' as const, ...(rule.period === undefined ? {} : { period: rule.period }) },
          start,
          count,
        })),
        today,
        DELETION_DAYS,
      );
      for (const { item, date, start } of coming)
        items.push({
          id: `${row.id}-${kind.id}-${start}`,
          category: row.id,
          label: say(kind.label, lang),
          count: item.count,
          date,
          start,
          startLabel: say(rule.startsAt?.label ?? rule.label, lang),
          period: rule.period ?? 'P1D',
          system: kind.system,
        });
    }
  }
  return {
    items: items.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    from: today,
    to: addDays(today, DELETION_DAYS),
    notComputable: CATEGORIES.flatMap(row =>
      row.retention
        .flatMap(id => retentionById(id, lang) ?? [])
        .filter(rule => rule.kind !== 'fixed')
        .map(rule => ({ category: row.id, label: say(row.label, lang), rule })),
    ),
    partial: partialOf(caller),
  };
}

export const registerHandlers: MockHandlers<
  | 'getRegister'
  | 'getCategory'
  | 'listRecords'
  | 'searchRegister'
  | 'searchRecords'
  | 'listDeletions'
  | 'revealValue'
> = {
  getRegister: context => ({ body: registerView(context) }),

  getCategory: context => {
    const { params, lang, me, db, now } = context;
    const row = categoryById(params.category);
    const category = categoryView(row, context);
    const visible = category.visibility === 'visible';
    const seen = recordsFor(row.id, context);
    const { set } = seen;
    const consent = correspondenceConsent(context.db, context.me.userId);
    const counts = set.kinds.map(() => 0);
    for (const position of positionsOf(seen))
      counts[set.kind[position] ?? 0] = (counts[set.kind[position] ?? 0] ?? 0) + 1;
    return {
      body: {
        asOf: now.toISOString(),
        category,
        fields: visible ? fieldsOf(row.id, me, db.seededAt).map(field => fieldView(field, row, context)) : [],
        recordKinds: visible
          ? set.kinds.flatMap((kind, which) =>
              counts[which] === 0
                ? []
                : [
                    {
                      id: kind.id,
                      label: say(kind.label, lang),
                      count: counts[which] ?? 0,
                      hasAmount: kind.amount !== undefined,
                      note: say(kind.note, lang),
                    },
                  ],
            )
          : [],
        partial: partialFor(row, context),
        ...(row.consentNeeded === undefined
          ? {}
          : {
              consent: {
                given: consent !== undefined,
                ...(consent === undefined ? {} : { at: consent.givenAt }),
              },
            }),
      },
    };
  },

  listRecords: context => ({ body: recordPage(context.params.category, context.query ?? {}, context) }),
  searchRecords: context => ({ body: recordPage(context.params.category, context.body, context) }),
  searchRegister: context => ({ body: search(context.body.text.trim(), context.body.limit ?? 50, context) }),

  listDeletions: context => {
    const { items, ...rest } = deletions(context);
    return { body: { ...rest, ...page(items, context.query, item => item) } };
  },

  revealValue: context => {
    const { params, body, lang, now, stepUpFresh, record } = context;
    const row = categoryById(params.category);
    if (body.field === undefined && (body.record === undefined || body.attribute === undefined)) {
      const detail = say(
        t('Назовите поле или запись с её частью', 'Specify a detail, or a record and one of its parts'),
        lang,
      );
      throw problem('validation', { errors: [fieldError('/field', 'required', detail)] });
    }
    // A reveal has no scope of its own: what one may see in any of one's scopes can be shown.
    const [scope] = seesCategory(row, context).visible ? scopesOf(context.me) : [];
    if (scope === undefined) throw problem('not-found');
    const found = valueOf(row, body, { ...context, scope });
    if (!found) throw problem('not-found');
    if (found.sensitivity === 'step-up' && !stepUpFresh)
      throw problem('step-up-required', { methods: context.identity.methods(lang) });
    const entry = record({
      own: { code: 'show-value', what: found.label },
      category: row.id,
      scope: 'person',
    });
    return {
      body: {
        value: found.value,
        revealedAt: now.toISOString(),
        hideAfterSeconds: REVEAL_SECONDS,
        logEntryId: entry.id,
      },
    };
  },
};

/** The value a reveal asks for, with how sensitive it is. */
function valueOf(
  row: CategoryRow,
  body: Schema['Reveal'],
  caller: Caller,
): { value: string; label: Text; sensitivity: Schema['Field']['sensitivity'] } | undefined {
  if (body.field !== undefined) {
    const field = fieldsOf(row.id, caller.me, caller.db.seededAt).find(
      one => one.id === body.field && one.visibleTo === undefined,
    );
    return field && { value: field.value, label: field.label, sensitivity: field.sensitivity };
  }
  if (body.record === undefined) return undefined;
  const { set, skip } = recordsFor(row.id, caller);
  const position = positionOfRecord(set, body.record);
  const kind = position === undefined ? undefined : set.kinds[set.kind[position] ?? 0];
  if (position === undefined || kind === undefined || skip?.(position) === true) return undefined;
  if (body.attribute === 'caller' && kind.caller === true) {
    const value = userById(caller.me.userId)?.phone ?? '';
    return { value, label: t('номер, с которого звонили', 'number of a call'), sensitivity: 'masked' };
  }
  if (body.attribute !== 'body' || kind.body !== true || !correspondenceConsent(caller.db, caller.me.userId))
    return undefined;
  // Kayako keeps the text itself: a list is remembered, an email is not.
  if (caller.down.has(kind.system)) throw problem('source-unavailable', { system: kind.system });
  const label = t('текст сообщения', 'text of a message');
  return { value: bodyOf(position, caller.lang), label, sensitivity: 'step-up' };
}

/** The generated register behind the port of the core: the rows it is handed are a database of the mock. */
const asCaller = (caller: RegisterCaller): Caller => ({ ...caller, db: caller.db as Db });

/** What the areas of the core ask the register. */
export const register: Register = {
  view: caller => registerView(asCaller(caller)),
  amountOf: (category, caller) => amountOf(category, asCaller(caller)),
  countBySystem: (category, caller) => countBySystem(category, asCaller(caller)),
  countByYear: (category, caller) => countByYear(category, asCaller(caller)),
};
