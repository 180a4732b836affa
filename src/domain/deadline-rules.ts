import type { Jurisdiction, RightKind } from './ids.ts';
import { RIGHT_KINDS } from './ids.ts';

/** The unit of a period; `at-once` is due on the day of the start. */
export type DeadlineUnit = 'workday' | 'day' | 'month' | 'at-once';

/** The event a period starts from. */
export type DeadlineStart = 'receipt' | 'proof' | 'detection' | 'withdrawal' | 'purpose-reached';

/** A condition of a rule, besides the kind of the request. */
export type DeadlineCondition = 'unlawful' | 'disclosures' | 'refused';

/** One row of the table of deadlines: the period, its start and its law. */
export interface DeadlineRule {
  readonly id: string;
  readonly jurisdiction: Jurisdiction | 'any';
  readonly kinds: readonly RightKind[];
  /**
   * Present for a rule that applies only to a person's own request, and to any request of an account of a natural
   * person.
   */
  readonly scope?: 'person';
  readonly n: number;
  readonly unit: DeadlineUnit;
  /** The unit used while `confirmed` is false, when the law can be read in two ways. */
  readonly strictUnit?: DeadlineUnit;
  readonly from: DeadlineStart;
  /** The longest extension in the rule's unit; absent when the period cannot be extended. */
  readonly extension?: number;
  /** The act («152-ФЗ»), or `policy`. */
  readonly law: string;
  /** Article and part in the Russian notation; for the policy, the id of its section. */
  readonly article: string;
  /** false: counsel has not confirmed the rule; pages show «срок уточняется». */
  readonly confirmed: boolean;
  readonly applies?: DeadlineCondition;
  /** The rule that has the same date and extension: a refusal is due when the answer is. */
  readonly sameAs?: string;
  /** The article that a refusal by this rule cites, unless it cites another law. */
  readonly names?: string;
  /** The kinds of request for which this rule orders to destroy data. After a missed date `DESTROY_LATE` applies. */
  readonly destroys?: readonly RightKind[];
}

/**
 * «Cannot destroy in time» (ст. 21 ч. 6): the data is blocked, and destroyed within six months. It starts no clock at
 * filing; `lateDestructionOf` computes its date after the first missed date.
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
 * The rules of the law and of the policy. Statutory rows come first, so that on equal dates the law is named. All rows
 * that rely on ст. 21 or on the law of Belarus are `confirmed: false`, because counsel has not confirmed them. Rules of
 * the EU are added when counsel confirms them.
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
