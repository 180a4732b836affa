import type { RightKind } from '../../domain/ids.ts';
import {
  missingIn,
  type RequestDetails,
  REQUEST_MEMBERS,
  type ValidationError,
} from '../../domain/requests.ts';
import type { RequestStart } from '../../paths.ts';
import type { Scope } from '../queries.ts';

/** One correction as the screen has it. `field` is `other` for something the list does not name. */
export interface ItemValues {
  category: string;
  field: string;
  label: string;
  old: string;
  new: string;
}

/** What the screens of all eight wizards hold; an empty text is a question not answered yet. */
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
  /** The free text: the reason, the situation, the story. */
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

/** The name of a question: a member of the values. */
export type FormField = keyof Values;

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

/** The member of the details that the free text of a kind goes to. */
export const textMember = (kind: RightKind): 'text' | 'reason' | 'situation' | 'about' => {
  for (const name of ['reason', 'situation', 'about'] as const)
    if (REQUEST_MEMBERS[kind].includes(name)) return name;
  return 'text';
};

/** Leaves out what was not answered, so that a draft holds only what somebody said. */
const announced = (details: Record<keyof RequestDetails, unknown> | object): RequestDetails =>
  Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  );

/**
 * The details of a request from the values of its screens: the one place where a body is made.
 * `proof`: whether a file was attached (a correction's clock starts with its proof).
 */
export function toDetails(kind: RightKind, values: Values, proof = false): RequestDetails {
  const words = { [textMember(kind)]: values.words };
  switch (kind) {
    case 'access': {
      const whole = values.mode === 'disclosures';
      const dated = !whole && values.period === 'some';
      return announced({
        mode: values.mode,
        all: !whole && values.breadth === 'all',
        categories: !whole && values.breadth === 'some' ? values.categories : undefined,
        from: dated ? values.from : '',
        to: dated ? values.to : '',
        ...words,
      });
    }
    case 'rectification':
      return announced({
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
      return announced({ categories: values.categories, skipHold: values.hold === 'now', ...words });
    case 'restriction':
      return announced({
        categories: values.categories,
        ground: values.ground,
        until: values.until,
        ...words,
      });
    case 'portability':
      return announced({
        categories: values.categories,
        format: values.format,
        recipient: values.recipient,
        otherController: values.recipient === 'other' ? values.otherController : '',
        ...words,
      });
    case 'objection':
      return announced({ purposes: values.purposes, tools: values.tools, ...words });
    case 'consent-withdrawal':
      return announced({ consents: values.consents, ...words });
    case 'complaint':
      return {
        ...announced({ ...words, accessEntry: values.accessEntry, to: values.addressee }),
        ...(values.unlawful === '' ? {} : { unlawful: values.unlawful === 'yes' }),
      };
  }
}

/** The values of the screens from a draft. */
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

/** What a link brings along, beyond the ids of its address: names and purposes, where the register knows them. */
export interface PrefillLabels {
  /** The name of the field or the record the link stood beside. */
  label: string;
  /** A first sentence that names it, for rights that are told in words. */
  opening: string;
  /** The purposes of a legitimate interest that the kind of data serves. */
  purposes: readonly string[];
}

/** What a wizard begins with: what the address names is filled in, and can be changed like all else. */
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
    words: kind !== 'rectification' && thing !== undefined ? words.opening : '',
  };
}

/** The question a shortcoming of the details belongs to, as react-hook-form names it. */
export function fieldOf(kind: RightKind, pointer: string): string {
  const [first = '', ...rest] = pointer.split('/');
  if (first === textMember(kind)) return 'words';
  if (first === 'to' && kind === 'complaint') return 'addressee';
  if (first === 'items' && rest.length > 0) return `items.${rest[0] ?? '0'}.new`;
  return first;
}

/** A mistake with the name of its question. */
export interface FormError {
  name: string;
  code: ValidationError['code'] | 'past';
}

/**
 * Everything that keeps the values from being filed, by question. A few rules are the form's own, for they are about
 * screens and not about the request: whose data is meant, where a mistake is, a period without a day, a day that has
 * passed (`today`: Moscow's date).
 */
export function errorsIn(kind: RightKind, values: Values, today = ''): FormError[] {
  const found: FormError[] = missingIn(kind, toDetails(kind, values), {
    confirmation: values.confirmation,
  }).map(({ pointer, code }) => ({
    // Nothing chosen yet: the first question of the page is the one to answer.
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
