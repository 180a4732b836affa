import type { LegalBasis, RightKind } from './ids.ts';
import { LEGAL_BASES, RIGHT_KINDS } from './ids.ts';

/** One cell of the register: a category processed for a purpose, on its basis (docs/domain.md#rights). */
export interface Processing {
  readonly category: string;
  readonly purpose: string;
  readonly basis: LegalBasis;
  /** True when the customer has provided the data, false when the operator has observed or created it. */
  readonly providedByCustomer: boolean;
}

/** The reason of an advice; the basis is the parameter of its text. */
export type ReasonCode =
  | 'always'
  | 'basis-allows'
  | 'portability-needs-contract-or-consent'
  | 'portability-needs-provided-data'
  | 'objection-needs-legitimate-interest'
  | 'withdrawal-needs-consent';

/** What to use instead: another right, or ending the contract. */
export type Alternative = RightKind | 'end-contract';

/** The advice on one right for one cell. */
export interface Eligibility {
  readonly eligible: boolean;
  readonly reason: ReasonCode;
  readonly basis: LegalBasis;
  /** Only when not eligible. */
  readonly alternative?: Alternative;
}

/** An advice with its cell: the contract's `Eligibility` without its text. */
export interface CellEligibility extends Eligibility {
  readonly category: string;
  readonly purpose: string;
}

/** The bases each right applies to (docs/domain.md#rights). Rights that are not listed can always be filed. */
const BASES_OF_RIGHT: Partial<Record<RightKind, readonly LegalBasis[]>> = {
  portability: ['consent', 'contract'],
  objection: ['legitimate-interest'],
  'consent-withdrawal': ['consent'],
};

/** The right to use for a basis when the requested one does not apply. */
const FITTING: Record<LegalBasis, Alternative> = {
  contract: 'end-contract',
  'legal-requirement': 'erasure',
  'legitimate-interest': 'objection',
  consent: 'consent-withdrawal',
};

/** How much of a right is granted only by the policy, without an article of law (docs/domain.md#rights). */
export type PolicyPart = 'whole' | 'beyond-blocking' | 'none';

const POLICY_PARTS: Partial<Record<RightKind, PolicyPart>> = {
  portability: 'whole',
  objection: 'whole',
  restriction: 'beyond-blocking',
};

/** How much of the right is granted only by the policy. Source: docs/domain.md#rights. */
export const policyPartOf = (right: RightKind): PolicyPart => POLICY_PARTS[right] ?? 'none';

/** True when only the policy grants the right («по политике ActiveCloud»). Source: docs/domain.md#rights. */
export const byPolicyOnly = (right: RightKind): boolean => policyPartOf(right) === 'whole';

/** The bases a right applies to; all bases for a right that can always be filed. Source: docs/domain.md#rights. */
export const basesAllowing = (right: RightKind): readonly LegalBasis[] =>
  BASES_OF_RIGHT[right] ?? LEGAL_BASES;

const refusedFor = (right: RightKind, processing: Processing): Omit<Eligibility, 'basis'> | undefined => {
  const onBasis = basesAllowing(right).includes(processing.basis);
  switch (right) {
    case 'portability':
      if (!onBasis) {
        return { eligible: false, reason: 'portability-needs-contract-or-consent', alternative: 'access' };
      }
      return processing.providedByCustomer
        ? undefined
        : { eligible: false, reason: 'portability-needs-provided-data', alternative: 'access' };
    case 'objection':
      return onBasis
        ? undefined
        : {
            eligible: false,
            reason: 'objection-needs-legitimate-interest',
            alternative: FITTING[processing.basis],
          };
    case 'consent-withdrawal':
      return onBasis
        ? undefined
        : { eligible: false, reason: 'withdrawal-needs-consent', alternative: FITTING[processing.basis] };
    default:
      return undefined;
  }
};

/**
 * The advice on a right for one cell of the register: whether it applies, why, and what to use instead. It never
 * prevents filing. Source: docs/domain.md#rights.
 */
export const eligibilityOf = (right: RightKind, processing: Processing): Eligibility => {
  const { basis } = processing;
  const refused = refusedFor(right, processing);
  if (refused !== undefined) return { ...refused, basis };
  return { eligible: true, reason: right in BASES_OF_RIGHT ? 'basis-allows' : 'always', basis };
};

/** The advice on one right for every cell, in the order given. */
export const eligibilityMatrix = (right: RightKind, processing: readonly Processing[]): CellEligibility[] =>
  processing.map(cell => ({
    category: cell.category,
    purpose: cell.purpose,
    ...eligibilityOf(right, cell),
  }));

/**
 * True when the right applies to at least one cell. A right that can always be filed applies to an empty register too:
 * a person without data may ask and complain. Source: docs/domain.md#rights.
 */
export const eligibleAnywhere = (right: RightKind, processing: readonly Processing[]): boolean =>
  !(right in BASES_OF_RIGHT) || processing.some(cell => eligibilityOf(right, cell).eligible);

/** One right for one category: whether it applies to all of its purposes, some or none, with the cells. */
export interface RightState {
  readonly right: RightKind;
  readonly fits: 'all' | 'some' | 'none';
  readonly cells: readonly CellEligibility[];
}

/** Each of the eight rights for one category; cells of other categories are ignored. */
export const rightsFor = (category: string, processing: readonly Processing[]): RightState[] => {
  const own = processing.filter(cell => cell.category === category);
  return RIGHT_KINDS.map(right => {
    const cells = eligibilityMatrix(right, own);
    if (!eligibleAnywhere(right, own)) return { right, fits: 'none', cells };
    return { right, fits: cells.every(cell => cell.eligible) ? 'all' : 'some', cells };
  });
};
