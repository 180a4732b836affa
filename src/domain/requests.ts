import type { Processing, ReasonCode } from './eligibility.ts';
import { eligibilityMatrix } from './eligibility.ts';
import type { RequestStatus, RightKind, Role, Scope } from './ids.ts';
import { UNANSWERED } from './request-states.ts';
import { can } from './roles.ts';

/** The details of a request of any kind; `REQUEST_MEMBERS` lists the members of each kind. */
export interface RequestDetails {
  mode?: 'information' | 'copy' | 'disclosures';
  all?: boolean;
  categories?: string[];
  /** Calendar dates, `YYYY-MM-DD`. */
  from?: string;
  /** Access: the last day of the period. Complaint: `controller` or `regulator`. */
  to?: string;
  items?: { category: string; field: string; label?: string; old?: string; new: string }[];
  proofProvided?: boolean;
  blockWhileChecking?: boolean;
  reason?: string;
  skipHold?: boolean;
  confirmation?: string;
  ground?: 'accuracy' | 'unlawful' | 'defence' | 'objection';
  until?: string;
  format?: 'json' | 'csv';
  recipient?: 'self' | 'other';
  otherController?: string;
  purposes?: string[];
  tools?: string[];
  situation?: string;
  consents?: string[];
  about?: string;
  unlawful?: boolean;
  accessEntry?: string;
  text?: string;
}

/** The members of the details of each kind. */
export const REQUEST_MEMBERS: Readonly<Record<RightKind, readonly (keyof RequestDetails)[]>> = {
  access: ['mode', 'all', 'categories', 'from', 'to', 'text'],
  rectification: ['items', 'proofProvided', 'blockWhileChecking', 'text'],
  erasure: ['categories', 'reason', 'proofProvided', 'skipHold', 'confirmation'],
  restriction: ['categories', 'ground', 'until', 'text'],
  portability: ['categories', 'format', 'recipient', 'otherController', 'text'],
  objection: ['purposes', 'tools', 'situation'],
  'consent-withdrawal': ['consents', 'text'],
  complaint: ['about', 'unlawful', 'to', 'accessEntry'],
};

/** Removes members that the kind does not have, so that they are never filed. */
export const cleanDetails = <D extends object>(kind: RightKind, details: D): D => {
  const known = new Set<string>(REQUEST_MEMBERS[kind]);
  return Object.fromEntries(Object.entries(details).filter(([name]) => known.has(name))) as D;
};

/** The longest free text of a request, in code points. */
export const TEXT_LIMIT = 100_000;
/** The longest value of a correction, in code points. */
export const VALUE_LIMIT = 2_000;
/** The longest name of another controller, in code points. */
export const NAME_LIMIT = 500;
/** The longest reason of a withdrawal or a declined request, in code points. */
export const REASON_LIMIT = 20_000;

/**
 * The purpose for which an objection needs no reason and takes effect at once. Source: 38-ФЗ ст. 15, 18;
 * docs/domain.md#rights.
 */
export const INSTANT_PURPOSE = 'offers';

/** The word that confirms an erasure, by language. */
export const CONFIRMATION_WORDS = { ru: 'УДАЛИТЬ', en: 'DELETE' } as const;

/** True when the typed text confirms an erasure; case and surrounding spaces do not matter. */
export const isConfirmed = (typed: string | undefined): boolean =>
  typed !== undefined && Object.values<string>(CONFIRMATION_WORDS).includes(typed.trim().toUpperCase());

/**
 * True when an objection to these purposes needs the customer's situation: for all purposes but offers. Source:
 * docs/domain.md#rights.
 */
export const needsSituation = (purposes: readonly string[]): boolean =>
  purposes.some(purpose => purpose !== INSTANT_PURPOSE);

/** A validation error of the details; the pointer (RFC 6901) is relative to the details. */
export interface ValidationError {
  readonly pointer: string;
  readonly code: 'required' | 'unknown' | 'before-from' | 'mismatch' | 'too-long';
}

/** The ids of the register; without them ids are not checked. */
export interface KnownIds {
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
}

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const LIMITS: readonly [keyof RequestDetails, number][] = [
  ['text', TEXT_LIMIT],
  ['reason', TEXT_LIMIT],
  ['situation', TEXT_LIMIT],
  ['about', TEXT_LIMIT],
  ['otherController', NAME_LIMIT],
];

/** True when a text has more code points, which JSON Schema counts (`maxLength`). */
export const isTooLong = (text: string, limit: number): boolean =>
  text.length > limit && [...text].length > limit;

/**
 * The validation errors of the details, in the order of the steps. `confirmation` is the typed word of the last step,
 * which is not part of the details. Page and server use the same function.
 */
export const validationErrorsOf = (
  kind: RightKind,
  details: RequestDetails,
  { confirmation, known }: { confirmation?: string | undefined; known?: KnownIds } = {},
): ValidationError[] => {
  const found: ValidationError[] = [];
  const add = (pointer: string, code: ValidationError['code']) => found.push({ pointer, code });
  const unknown = (name: string, ids: readonly string[], allowed: readonly string[] | undefined) => {
    if (allowed === undefined) return;
    ids.forEach((id, i) => {
      if (!allowed.includes(id)) add(`${name}/${i}`, 'unknown');
    });
  };
  const some = (name: 'categories' | 'purposes' | 'consents', needed: boolean) => {
    const ids = details[name] ?? [];
    if (needed && ids.length === 0) add(name, 'required');
    if (name !== 'consents') unknown(name, ids, known?.[name]);
  };
  switch (kind) {
    case 'access':
      if (details.mode === undefined) add('mode', 'required');
      some('categories', details.all !== true && details.mode !== 'disclosures');
      if (details.from !== undefined && details.to !== undefined && details.to < details.from)
        add('to', 'before-from');
      break;
    case 'rectification': {
      const items = details.items ?? [];
      if (items.length === 0) add('items', 'required');
      items.forEach((item, i) => {
        if (known?.categories.includes(item.category) === false) add(`items/${i}/category`, 'unknown');
        if (blank(item.new)) add(`items/${i}/new`, 'required');
        else if (isTooLong(item.new, VALUE_LIMIT)) add(`items/${i}/new`, 'too-long');
      });
      break;
    }
    case 'erasure':
      some('categories', true);
      if (!isConfirmed(confirmation ?? details.confirmation)) add('confirmation', 'mismatch');
      break;
    case 'restriction':
      some('categories', true);
      if (details.ground === undefined) add('ground', 'required');
      break;
    case 'portability':
      some('categories', true);
      if (details.format === undefined) add('format', 'required');
      if (details.recipient === undefined) add('recipient', 'required');
      if (details.recipient === 'other' && blank(details.otherController)) add('otherController', 'required');
      break;
    case 'objection':
      some('purposes', true);
      if (needsSituation(details.purposes ?? []) && blank(details.situation)) add('situation', 'required');
      break;
    case 'consent-withdrawal':
      some('consents', true);
      break;
    case 'complaint':
      if (blank(details.about)) add('about', 'required');
      break;
  }
  for (const [name, limit] of LIMITS) {
    const text = details[name];
    if (REQUEST_MEMBERS[kind].includes(name) && typeof text === 'string' && isTooLong(text, limit))
      add(name, 'too-long');
  }
  return found;
};

/** Why a right does not apply to the chosen data, and what to use instead. */
export interface Advice<Reason extends string = ReasonCode> {
  readonly reason: Reason;
  readonly alternative: string;
}

/** The advice when there are no cells to decide by. */
const NOTHING_HELD: Partial<Record<RightKind, Advice>> = {
  portability: { reason: 'portability-needs-provided-data', alternative: 'access' },
  objection: { reason: 'objection-needs-legitimate-interest', alternative: 'access' },
};

/**
 * The advice against filing, from the chosen cells; undefined when the right applies to at least one. It never prevents
 * filing. Source: docs/domain.md#rights.
 */
export const adviceOnCells = <Reason extends string>(
  kind: RightKind,
  cells: readonly { eligible: boolean; reason: Reason; alternative?: string }[],
): Advice<Reason | ReasonCode> | undefined => {
  if (cells.some(cell => cell.eligible)) return undefined;
  const [first] = cells;
  if (first === undefined) return NOTHING_HELD[kind];
  return { reason: first.reason, alternative: first.alternative ?? 'access' };
};

/** The cells that a request is about: of its categories, or of its purposes. */
export const chosenCells = <C extends { category: string; purpose: string }>(
  kind: RightKind,
  details: Pick<RequestDetails, 'categories' | 'purposes'>,
  cells: readonly C[],
): C[] => {
  switch (kind) {
    case 'portability':
      return cells.filter(cell => details.categories?.includes(cell.category));
    case 'objection':
      return cells.filter(cell => details.purposes?.includes(cell.purpose));
    default:
      return [];
  }
};

/**
 * The advice on a whole request. `holdsConsents`: true when one of its consents is still given. Source:
 * docs/domain.md#rights.
 */
export const adviceOn = (
  kind: RightKind,
  details: Pick<RequestDetails, 'categories' | 'purposes' | 'consents'>,
  processing: readonly Processing[],
  holdsConsents: boolean,
): Advice | undefined => {
  switch (kind) {
    case 'portability':
    case 'objection':
      return adviceOnCells(kind, chosenCells(kind, details, eligibilityMatrix(kind, processing)));
    case 'consent-withdrawal':
      return holdsConsents || details.consents?.includes(OTHER_CONSENT) === true
        ? undefined
        : { reason: 'withdrawal-needs-consent', alternative: 'erasure' };
    default:
      return undefined;
  }
};

/** An action of a customer on a request. */
export type RequestAction = 'submit' | 'delete' | 'withdraw' | 'message' | 'appeal' | 'approve' | 'decline';

/** An action on a request, the states in which it is allowed, and for whom. */
export interface RequestActionRow {
  readonly action: RequestAction;
  readonly from: readonly RequestStatus[];
  /**
   * `author`: the person who wrote the request. `owner`: the owner of its account. `holder`: the person whose request
   * it is, which an admin who prepared it is not. `any`: all of them.
   */
  readonly by: 'author' | 'owner' | 'holder' | 'any';
}

/** The actions customers can take on a request. Source: docs/domain.md#request-states, docs/domain.md#roles. */
export const REQUEST_ACTIONS: readonly RequestActionRow[] = [
  { action: 'submit', from: ['draft'], by: 'author' },
  { action: 'delete', from: ['draft'], by: 'author' },
  { action: 'approve', from: ['awaiting_owner'], by: 'owner' },
  { action: 'decline', from: ['awaiting_owner'], by: 'owner' },
  { action: 'withdraw', from: ['awaiting_owner'], by: 'author' },
  { action: 'message', from: UNANSWERED, by: 'any' },
  { action: 'withdraw', from: ['submitted', 'in_work', 'needs_user'], by: 'holder' },
  { action: 'appeal', from: ['answered'], by: 'holder' },
];

/** The relation of a user to a request. */
export interface RequestRelation {
  readonly author: boolean;
  /** True for the owner of the account of an account-scope request; false for a personal request. */
  readonly owner: boolean;
  readonly prepared: boolean;
}

/**
 * The actions a user can take now; none for a user without a relation to the request. Source:
 * docs/domain.md#request-states, docs/domain.md#roles.
 */
export const allowedActions = (
  status: RequestStatus,
  { author, owner, prepared }: RequestRelation,
): RequestAction[] => {
  const parts: Record<RequestActionRow['by'], boolean> = {
    author,
    owner,
    holder: (author || owner) && !(prepared && author),
    any: author || owner,
  };
  return REQUEST_ACTIONS.filter(row => row.from.includes(status) && parts[row.by]).map(row => row.action);
};

/** Account-scope kinds that only the owner can file; an admin cannot prepare them. Source: docs/domain.md#roles. */
const OWNER_ONLY: ReadonlySet<RightKind> = new Set(['erasure', 'portability']);

/**
 * Whether a role can file a request of this kind and scope, prepare it for the owner, or neither. Source:
 * docs/domain.md#roles.
 */
export const filingOf = (role: Role, kind: RightKind, scope: Scope): 'file' | 'prepare' | 'no' => {
  if (scope === 'person' || can(role, 'request.account')) return 'file';
  return can(role, 'request.account.prepare') && !OWNER_ONLY.has(kind) ? 'prepare' : 'no';
};

/** The id of a consent that the register does not list; the customer describes it, and staff decide. */
export const OTHER_CONSENT = 'other';

/**
 * The bodies that receive complaints, by jurisdiction; the first of each can be followed by `court`. Source:
 * docs/domain.md#rights.
 */
export const COMPLAINT_BODIES = { RU: ['roskomnadzor', 'court'], BY: ['nczpd'] } as const;
