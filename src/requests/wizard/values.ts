import type { RightKind } from '../../domain/ids.ts';
import {
  validationErrorsOf,
  type RequestDetails,
  REQUEST_MEMBERS,
  type ValidationError,
} from '../../domain/requests.ts';
import type { RequestStart } from '../../paths.ts';
import type { Scope } from '../queries.ts';

/** One correction in the form. `field` is `other` for something that is no field of the register. */
export interface ItemValues {
  category: string;
  field: string;
  label: string;
  old: string;
  new: string;
}

/** The form of all eight wizards; an empty string is a question that is not answered yet. */
export interface Values {
  scope: Scope | '';
  mode: '' | NonNullable<RequestDetails['mode']>;
  breadth: '' | 'all' | 'some';
  categories: string[];
  period: 'all' | 'some';
  from: string;
  to: string;
  items: ItemValues[];
  block: boolean;
  /** The free text; `textMember` names its member of the details. */
  words: string;
  hold: 'wait' | 'now';
  confirmation: string;
  ground: '' | NonNullable<RequestDetails['ground']>;
  until: string;
  format: '' | NonNullable<RequestDetails['format']>;
  recipient: '' | NonNullable<RequestDetails['recipient']>;
  otherController: string;
  purposes: string[];
  tools: string[];
  consents: string[];
  unlawful: '' | 'yes' | 'no';
  addressee: 'controller' | 'regulator';
  accessEntry: string;
}

/** The name of a form field. */
export type FormField = keyof Values;

/**
 * Whether typing in a field creates the draft before «next». Choosing creates none, so that looking around leaves no
 * drafts. A new field is a type error until it is decided here.
 */
const CREATES_DRAFT: Readonly<Record<FormField, boolean>> = {
  scope: false,
  mode: false,
  breadth: false,
  categories: false,
  period: false,
  from: false,
  to: false,
  items: true,
  block: false,
  words: true,
  hold: false,
  confirmation: false,
  ground: false,
  until: false,
  format: false,
  recipient: false,
  otherController: true,
  purposes: false,
  tools: false,
  consents: false,
  unlawful: false,
  addressee: false,
  accessEntry: false,
};

/** True when the form has a text that is worth a draft; what a link has put into a correction is none. */
export const hasTypedText = ({ items, ...values }: Values): boolean =>
  (Object.keys(values) as (keyof typeof values)[]).some(name => CREATES_DRAFT[name] && values[name] !== '') ||
  (CREATES_DRAFT.items && items.some(item => item.old !== '' || item.new !== ''));

const EMPTY: Values = {
  scope: '',
  mode: '',
  breadth: '',
  categories: [],
  period: 'all',
  from: '',
  to: '',
  items: [],
  block: false,
  words: '',
  hold: 'wait',
  confirmation: '',
  ground: '',
  until: '',
  format: '',
  recipient: '',
  otherController: '',
  purposes: [],
  tools: [],
  consents: [],
  unlawful: '',
  addressee: 'controller',
  accessEntry: '',
};

/** The member of the details that has the free text of a request of this kind. */
export const textMember = (kind: RightKind): 'text' | 'reason' | 'situation' | 'about' => {
  for (const name of ['reason', 'situation', 'about'] as const)
    if (REQUEST_MEMBERS[kind].includes(name)) return name;
  return 'text';
};

/** Removes members without an answer, so that a draft has only what the customer has answered. */
const withoutEmpty = (details: Record<keyof RequestDetails, unknown> | object): RequestDetails =>
  Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  );

/**
 * The details of a request from the values of the form. `proof`: whether a file is attached, because the deadline of a
 * correction starts with its proof.
 */
export function toDetails(kind: RightKind, values: Values, proof = false): RequestDetails {
  const words = { [textMember(kind)]: values.words };
  switch (kind) {
    case 'access': {
      const whole = values.mode === 'disclosures';
      const dated = !whole && values.period === 'some';
      return withoutEmpty({
        mode: values.mode,
        all: !whole && values.breadth === 'all',
        categories: !whole && values.breadth === 'some' ? values.categories : undefined,
        from: dated ? values.from : '',
        to: dated ? values.to : '',
        ...words,
      });
    }
    case 'rectification':
      return withoutEmpty({
        items: values.items.map(({ category, field, label, old, new: right }) => ({
          category,
          field,
          ...(label === '' ? {} : { label }),
          ...(old === '' ? {} : { old }),
          new: right,
        })),
        proofProvided: proof,
        blockWhileChecking: values.block,
        ...words,
      });
    case 'erasure':
      return withoutEmpty({ categories: values.categories, skipHold: values.hold === 'now', ...words });
    case 'restriction':
      return withoutEmpty({
        categories: values.categories,
        ground: values.ground,
        until: values.until,
        ...words,
      });
    case 'portability':
      return withoutEmpty({
        categories: values.categories,
        format: values.format,
        recipient: values.recipient,
        otherController: values.recipient === 'other' ? values.otherController : '',
        ...words,
      });
    case 'objection':
      return withoutEmpty({ purposes: values.purposes, tools: values.tools, ...words });
    case 'consent-withdrawal':
      return withoutEmpty({ consents: values.consents, ...words });
    case 'complaint':
      return {
        ...withoutEmpty({ ...words, accessEntry: values.accessEntry, to: values.addressee }),
        ...(values.unlawful === '' ? {} : { unlawful: values.unlawful === 'yes' }),
      };
  }
}

/** The values of the form from the details of a draft. */
export function fromDetails(kind: RightKind, scope: Scope, details: RequestDetails): Values {
  return {
    ...EMPTY,
    scope,
    mode: details.mode ?? '',
    breadth: details.all === true ? 'all' : details.categories === undefined ? '' : 'some',
    categories: details.categories ?? [],
    period: kind === 'access' && (details.from ?? details.to) !== undefined ? 'some' : 'all',
    from: details.from ?? '',
    to: kind === 'access' ? (details.to ?? '') : '',
    items: (details.items ?? []).map(item => ({ ...item, label: item.label ?? '', old: item.old ?? '' })),
    block: details.blockWhileChecking === true,
    words: details[textMember(kind)] ?? '',
    hold: details.skipHold === true ? 'now' : 'wait',
    ground: details.ground ?? '',
    until: details.until ?? '',
    format: details.format ?? '',
    recipient: details.recipient ?? '',
    otherController: details.otherController ?? '',
    purposes: details.purposes ?? [],
    tools: details.tools ?? [],
    consents: details.consents ?? [],
    unlawful: details.unlawful === undefined ? '' : details.unlawful ? 'yes' : 'no',
    addressee: kind === 'complaint' && details.to === 'regulator' ? 'regulator' : 'controller',
    accessEntry: details.accessEntry ?? '',
  };
}

/** Labels and purposes from the register for the ids that the address prefills. */
export interface PrefillLabels {
  /** The label of the field or the record beside which the link was. */
  label: string;
  /** A first sentence that names it, for rights with a free text. */
  opening: string;
  /** The purposes of the category that rest on a legitimate interest. */
  purposes: readonly string[];
}

/** The initial values of a wizard: what the address prefills, and nothing else. */
export function startValues(
  kind: RightKind,
  scope: Scope | '',
  start: RequestStart,
  words: PrefillLabels = { label: '', opening: '', purposes: [] },
): Values {
  const { category, field, record, purpose, entry } = start;
  const thing = field ?? record;
  return {
    ...EMPTY,
    scope,
    breadth: kind === 'access' && category !== undefined ? 'some' : '',
    categories: category === undefined ? [] : [category],
    purposes: purpose === undefined ? (kind === 'objection' ? [...words.purposes] : []) : [purpose],
    items:
      kind === 'rectification' && category !== undefined && thing !== undefined
        ? [{ category, field: thing, label: words.label, old: '', new: '' }]
        : [],
    accessEntry: kind === 'complaint' ? (entry ?? '') : '',
    words: kind === 'rectification' ? '' : words.opening,
  };
}

/** The name of the form field for a pointer into the details, in the notation of react-hook-form. */
export function fieldOf(kind: RightKind, pointer: string): string {
  const [first = '', ...rest] = pointer.split('/');
  if (first === textMember(kind)) return 'words';
  if (first === 'to' && kind === 'complaint') return 'addressee';
  if (first === 'items' && rest.length > 0) return `items.${rest[0] ?? '0'}.new`;
  return first;
}

/** A validation error with the name of its form field. */
export interface FormError {
  name: string;
  code: ValidationError['code'] | 'past';
}

/**
 * The key of the message of a validation error: `error.too-long` for every text, otherwise `error.<field>.<code>` with
 * the member of the details that the field fills.
 */
export function errorTextKey(kind: RightKind, { name, code }: FormError): string {
  if (code === 'too-long') return 'error.too-long';
  const field = name === 'words' ? textMember(kind) : name.replace(/\.\d+\./, '.');
  return `error.${field}.${code}`;
}

/**
 * All validation errors of the form. The rules of the request are those of `missingIn`; a few are about the form only:
 * the scope, the categories of a correction, a period without dates, a date before `today` (the date in Moscow).
 */
export function errorsIn(kind: RightKind, values: Values, today = ''): FormError[] {
  const found: FormError[] = validationErrorsOf(kind, toDetails(kind, values), {
    confirmation: values.confirmation,
  }).map(({ pointer, code }) => ({
    // While neither «all» nor «some» is chosen, the page does not show the categories.
    name:
      kind === 'access' && pointer === 'categories' && values.breadth === ''
        ? 'breadth'
        : fieldOf(kind, pointer),
    code,
  }));
  if (kind === 'rectification' && values.categories.length === 0 && values.items.length === 0)
    found.unshift({ name: 'categories', code: 'required' });
  if (kind === 'restriction' && values.until !== '' && values.until < today)
    found.push({ name: 'until', code: 'past' });
  if (values.scope === '') found.unshift({ name: 'scope', code: 'required' });
  if (kind === 'access' && values.period === 'some' && values.from === '' && values.to === '')
    found.push({ name: 'from', code: 'required' });
  return found;
}
