import type { Jurisdiction, RightKind } from './ids.ts';
import { RIGHT_KINDS } from './ids.ts';

/** In what a period is counted; `at-once` is the day of the start itself. */
export type DeadlineUnit = 'workday' | 'day' | 'month' | 'at-once';

/** The event a period starts from. */
export type DeadlineStart = 'receipt' | 'proof' | 'detection' | 'withdrawal' | 'purpose-reached';

/** What must be true of a request, besides its kind, for a rule to apply. */
export type DeadlineCondition = 'unlawful' | 'disclosures' | 'refused';

/** One row of the table of deadlines: a period, from what, by which law. */
export interface DeadlineRule {
  readonly id: string;
  readonly jurisdiction: Jurisdiction | 'any';
  readonly kinds: readonly RightKind[];
  /** Present: for a person's own request, and for any case of an account that is a natural person's. */
  readonly scope?: 'person';
  readonly n: number;
  readonly unit: DeadlineUnit;
  /** The stricter reading of a doubtful unit: counted by it while `confirmed` is false. */
  readonly strictUnit?: DeadlineUnit;
  readonly from: DeadlineStart;
  /** The longest extension, in the rule's unit; absent: cannot be extended. */
  readonly extension?: number;
  /** The act («152-ФЗ»), or `policy`. */
  readonly law: string;
  /** Article and part as lawyers cite them; for the policy, the id of its section. */
  readonly article: string;
  /** false: «срок уточняется», counted by the stricter reading. */
  readonly confirmed: boolean;
  readonly applies?: DeadlineCondition;
  /** The rule whose date this one shares, with its extension: a refusal is due when the answer is. */
  readonly sameAs?: string;
  /** The article a refusal by this rule names, unless it names another law. */
  readonly names?: string;
  /** The kinds of request whose data this rule orders to destroy: missed, `DESTROY_LATE` applies. */
  readonly destroys?: readonly RightKind[];
}

/**
 * «Cannot destroy in time» (ст. 21 ч. 6): the data is blocked and destroyed within six months. It starts no clock at
 * filing; `lateDestructionOf` gives it a date once the first date of destruction is missed.
 */
export const DESTROY_LATE = {
  id: 'ru-destroy-late',
  n: 6,
  unit: 'month',
  from: 'missed-date',
  law: '152-ФЗ',
  article: 'ст. 21 ч. 6',
  confirmed: false,
} as const;

/**
 * The rules of the law and of the policy, row by row; statutory rows first, so that on an equal date the law is named.
 * `confirmed: false` on every row that leans on a part of ст. 21 and on all of Belarus: counsel has not confirmed them.
 * There is no rule of the EU until counsel confirms one.
 */
export const DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    id: 'ru-information',
    jurisdiction: 'RU',
    kinds: ['access'],
    scope: 'person',
    n: 10,
    unit: 'workday',
    from: 'receipt',
    extension: 5,
    law: '152-ФЗ',
    article: 'ст. 14, 20 ч. 1',
    confirmed: true,
  },
  {
    id: 'ru-refusal',
    jurisdiction: 'RU',
    kinds: ['access'],
    scope: 'person',
    n: 10,
    unit: 'workday',
    from: 'receipt',
    extension: 5,
    law: '152-ФЗ',
    article: 'ст. 20 ч. 2',
    confirmed: true,
    applies: 'refused',
    sameAs: 'ru-information',
    names: 'ст. 14 ч. 8',
  },
  {
    id: 'ru-correction',
    jurisdiction: 'RU',
    kinds: ['rectification'],
    scope: 'person',
    n: 7,
    unit: 'workday',
    from: 'proof',
    law: '152-ФЗ',
    article: 'ст. 20 ч. 3, 21 ч. 2',
    confirmed: false,
  },
  {
    id: 'ru-blocking',
    jurisdiction: 'RU',
    kinds: ['rectification', 'restriction'],
    scope: 'person',
    n: 0,
    unit: 'at-once',
    from: 'receipt',
    law: '152-ФЗ',
    article: 'ст. 21 ч. 1',
    confirmed: false,
  },
  {
    id: 'ru-blocking-unlawful',
    jurisdiction: 'RU',
    kinds: ['complaint'],
    scope: 'person',
    n: 0,
    unit: 'at-once',
    from: 'receipt',
    law: '152-ФЗ',
    article: 'ст. 21 ч. 1',
    confirmed: false,
    applies: 'unlawful',
  },
  {
    id: 'ru-unlawful-stop',
    jurisdiction: 'RU',
    kinds: ['complaint'],
    scope: 'person',
    n: 3,
    unit: 'workday',
    strictUnit: 'day',
    from: 'detection',
    law: '152-ФЗ',
    article: 'ст. 21 ч. 3',
    confirmed: false,
    applies: 'unlawful',
  },
  {
    id: 'ru-unlawful-destroy',
    jurisdiction: 'RU',
    kinds: ['complaint'],
    scope: 'person',
    n: 10,
    unit: 'workday',
    from: 'detection',
    law: '152-ФЗ',
    article: 'ст. 21 ч. 3',
    confirmed: false,
    destroys: ['complaint'],
    applies: 'unlawful',
  },
  {
    id: 'ru-unneeded-destroy',
    jurisdiction: 'RU',
    kinds: ['erasure', 'complaint'],
    scope: 'person',
    n: 7,
    unit: 'workday',
    from: 'proof',
    law: '152-ФЗ',
    article: 'ст. 20 ч. 3',
    confirmed: true,
    destroys: ['erasure', 'complaint'],
  },
  {
    id: 'ru-stop',
    jurisdiction: 'RU',
    kinds: ['restriction', 'erasure', 'objection'],
    scope: 'person',
    n: 10,
    unit: 'workday',
    from: 'receipt',
    extension: 5,
    law: '152-ФЗ',
    article: 'ст. 21 ч. 5.1',
    confirmed: false,
    destroys: ['erasure'],
  },
  {
    id: 'ru-consent-withdrawn',
    jurisdiction: 'RU',
    kinds: ['consent-withdrawal', 'erasure'],
    scope: 'person',
    n: 30,
    unit: 'day',
    from: 'withdrawal',
    law: '152-ФЗ',
    article: 'ст. 21 ч. 5',
    confirmed: false,
    destroys: ['consent-withdrawal', 'erasure'],
  },
  {
    id: 'ru-purpose-reached',
    jurisdiction: 'RU',
    kinds: ['consent-withdrawal', 'erasure'],
    scope: 'person',
    n: 30,
    unit: 'day',
    from: 'purpose-reached',
    law: '152-ФЗ',
    article: 'ст. 21 ч. 4',
    confirmed: false,
    destroys: ['consent-withdrawal', 'erasure'],
  },
  {
    id: 'by-information',
    jurisdiction: 'BY',
    kinds: ['access'],
    scope: 'person',
    n: 5,
    unit: 'workday',
    from: 'receipt',
    law: '99-З',
    article: 'ст. 11',
    confirmed: false,
  },
  {
    id: 'by-change',
    jurisdiction: 'BY',
    kinds: ['rectification'],
    scope: 'person',
    n: 15,
    unit: 'day',
    from: 'receipt',
    law: '99-З',
    article: 'ст. 11',
    confirmed: false,
  },
  {
    id: 'by-consent-withdrawn',
    jurisdiction: 'BY',
    kinds: ['consent-withdrawal'],
    scope: 'person',
    n: 15,
    unit: 'day',
    from: 'receipt',
    law: '99-З',
    article: 'ст. 10',
    confirmed: false,
  },
  {
    id: 'by-stop-delete',
    jurisdiction: 'BY',
    kinds: ['erasure', 'restriction', 'objection'],
    scope: 'person',
    n: 15,
    unit: 'day',
    from: 'receipt',
    law: '99-З',
    article: 'ст. 13',
    confirmed: false,
  },
  {
    id: 'by-disclosures',
    jurisdiction: 'BY',
    kinds: ['access'],
    scope: 'person',
    n: 15,
    unit: 'day',
    from: 'receipt',
    law: '99-З',
    article: 'ст. 12',
    confirmed: false,
    applies: 'disclosures',
  },
  {
    id: 'policy',
    jurisdiction: 'any',
    kinds: RIGHT_KINDS,
    n: 30,
    unit: 'day',
    from: 'receipt',
    law: 'policy',
    article: 'rights',
    confirmed: true,
  },
];
