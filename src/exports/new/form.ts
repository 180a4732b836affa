import type { Export, ExportSpec, Schemas } from '../asks.ts';

/** The values of the form, as they look on the screen. */
export interface Values {
  categories: string[];
  period: 'all' | 'range';
  from: string;
  to: string;
  formats: ExportSpec['formats'];
  language: ExportSpec['language'];
  /** Text of correspondence, which needs the consent. */
  text: boolean;
  attachments: boolean;
}

export const FORMATS = ['html', 'csv', 'json'] as const satisfies readonly ExportSpec['formats'][number][];

/** Ids of the kinds of data this role may see: what a copy can hold. */
export const seenIds = (register: Schemas['Register']): string[] =>
  register.categories.filter(({ visibility }) => visibility === 'visible').map(({ id }) => id);

/** What the form begins with: everything in every format, or what another copy was made of. */
export function beginWith(
  register: Schemas['Register'],
  locale: ExportSpec['language'],
  like?: Export,
  category?: string,
): Values {
  const seen = seenIds(register);
  const wanted = like?.spec.categories ?? (category === undefined ? seen : [category]);
  const spec = like?.spec;
  return {
    categories: seen.filter(id => wanted.includes(id)),
    period: spec?.from === undefined && spec?.to === undefined ? 'all' : 'range',
    from: spec?.from ?? '',
    to: spec?.to ?? '',
    formats: spec?.formats ?? [...FORMATS],
    language: spec?.language ?? locale,
    text: spec?.includeCorrespondence ?? false,
    attachments: spec?.includeAttachments ?? false,
  };
}

/** What keeps a copy from being made, by the field it stands at. */
export type Missing = 'categories' | 'formats' | 'period' | 'order' | 'consent';

/**
 * What is to be put right before a copy can be asked for. `withText`: ids of the kinds of data whose text needs the
 * consent; `consent`: whether it is given.
 */
export function missingFrom(values: Values, withText: readonly string[], consent: boolean): Missing[] {
  const missing: Missing[] = [];
  if (values.categories.length === 0) missing.push('categories');
  if (values.period === 'range') {
    if (values.from === '' && values.to === '') missing.push('period');
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
    ...(range && values.from !== '' ? { from: values.from } : {}),
    ...(range && values.to !== '' ? { to: values.to } : {}),
  };
}
