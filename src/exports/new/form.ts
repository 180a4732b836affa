import { eligibilityOf } from '../../domain/eligibility.ts';
import { exportersOf } from '../../domain/roles.ts';
import type { Schemas } from '../../api/schema-types.ts';
import type { Export, ExportSpec } from '../queries.ts';

/** The values of the form, as they look on the screen. */
export interface Values {
  categories: string[];
  period: 'all' | 'range' | 'new';
  from: string;
  to: string;
  /** With `new`: only records later than this instant, RFC 3339. */
  after: string;
  formats: ExportSpec['formats'];
  language: ExportSpec['language'];
  /** Text of correspondence, which needs the consent. */
  text: boolean;
  attachments: boolean;
  /** Only what the customer has provided. */
  onlyProvided: boolean;
  /** Kinds of records that do not go in. */
  leftOut: string[];
}

export const FORMATS = ['html', 'csv', 'json'] as const satisfies readonly ExportSpec['formats'][number][];

/** A kind of data, and who may have it in a copy of this scope where the customer may not. */
export interface Kind {
  category: Schemas['Category'];
  /** Whether portability applies: it is in a copy of only what the customer has provided. */
  portable: boolean;
  onlyFor?: readonly Schemas['Role'][] | undefined;
}

/** The kinds of data of the register, as far as this role may put them into a copy of this scope. */
export const kindsFor = (register: Schemas['Register'], role: Schemas['Role']): Kind[] =>
  register.categories.map(category => {
    const portable = isPortable(category, register.purposes);
    if (category.visibility === 'hidden') return { category, portable, onlyFor: category.visibleTo ?? [] };
    const roles = exportersOf(category.id, register.scope);
    return roles.includes(role) ? { category, portable } : { category, portable, onlyFor: roles };
  });

const isPortable = (
  { id, purposes, providedByCustomer }: Schemas['Category'],
  all: Schemas['Register']['purposes'],
): boolean =>
  all.some(
    ({ id: purpose, basis }) =>
      purposes.includes(purpose) &&
      eligibilityOf('portability', { category: id, purpose, basis, providedByCustomer }).eligible,
  );

/** Sets of kinds of data by what people look for, as ids of categories; a set of which nothing is there is not offered. */
export const SETS = [
  { id: 'who', categories: ['account', 'office', 'rights'] },
  { id: 'money', categories: ['services'] },
  { id: 'services', categories: ['services', 'materials'] },
  { id: 'messages', categories: ['correspondence', 'calls', 'recordings', 'mailings'] },
] as const;

/** What the form begins with: no kind of data (all that may be in it for a copy of only what was provided), every format; or what another copy was made of. `onlyNew`: with what is new since that copy. */
export function beginWith(
  kinds: readonly Kind[],
  locale: ExportSpec['language'],
  like?: Export,
  category?: string,
  provided = false,
  onlyNew = false,
): Values {
  const onlyProvided = like?.spec.onlyProvided ?? provided;
  const seen = kinds
    .filter(({ onlyFor, portable }) => onlyFor === undefined && (portable || !onlyProvided))
    .map(({ category: { id } }) => id);
  const wanted = like?.spec.categories ?? (category !== undefined ? [category] : onlyProvided ? seen : []);
  const spec = like?.spec;
  const after = like?.asOf ?? '';
  return {
    categories: seen.filter(id => wanted.includes(id)),
    period:
      after !== '' && (onlyNew || spec?.after !== undefined)
        ? 'new'
        : spec?.from === undefined && spec?.to === undefined
          ? 'all'
          : 'range',
    after,
    from: spec?.from ?? '',
    to: spec?.to ?? '',
    formats: spec?.formats ?? [...FORMATS],
    language: spec?.language ?? locale,
    text: spec?.includeCorrespondence ?? false,
    attachments: spec?.includeAttachments ?? false,
    onlyProvided,
    leftOut: spec?.leftOut ?? [],
  };
}

/** What keeps a copy from being made, by the field it stands at. */
export type Missing = 'categories' | 'formats' | 'period' | 'year' | 'order' | 'consent';

/** Days a period may begin and end with: another year is a slip of the hand, or half of one typed. */
export const FIRST_DAY = '1990-01-01';
export const LAST_DAY = '2100-12-31';

/**
 * What is to be put right before a copy can be asked for. `withText`: ids of the kinds of data whose text needs the
 * consent; `consent`: whether it is given.
 */
export function missingFrom(values: Values, withText: readonly string[], consent: boolean): Missing[] {
  const missing: Missing[] = [];
  if (values.categories.length === 0) missing.push('categories');
  if (values.period === 'range') {
    if (values.from === '' && values.to === '') missing.push('period');
    if (
      [values.from, values.to].some(
        day => day !== '' && (day < FIRST_DAY || day > LAST_DAY || day.length > 10),
      )
    )
      missing.push('year');
    if (values.from !== '' && values.to !== '' && values.to < values.from) missing.push('order');
  }
  if (values.formats.length === 0) missing.push('formats');
  if (values.text && values.categories.some(id => withText.includes(id)) && !consent) missing.push('consent');
  return missing;
}

/** The request the form means. */
export function specOf(values: Values, scope: Schemas['Scope'], withText: readonly string[]): ExportSpec {
  const text = values.text && values.categories.some(id => withText.includes(id));
  const range = values.period === 'range';
  return {
    scope,
    categories: values.categories,
    formats: FORMATS.filter(one => values.formats.includes(one)),
    language: values.language,
    includeCorrespondence: text,
    includeAttachments: text && values.attachments,
    ...(values.onlyProvided ? { onlyProvided: true } : {}),
    ...(values.leftOut.length === 0 ? {} : { leftOut: values.leftOut }),
    ...(values.period === 'new' && values.after !== '' ? { after: values.after } : {}),
    ...(range && values.from !== '' ? { from: values.from } : {}),
    ...(range && values.to !== '' ? { to: values.to } : {}),
  };
}
