import type { LegalBasis, RightKind } from './ids.ts';
import { LEGAL_BASES, RIGHT_KINDS } from './ids.ts';

/** One cell of the register: a category processed for a purpose, on its basis (docs/domain.md#rights). */
export interface Processing {
  readonly category: string;
  readonly purpose: string;
  readonly basis: LegalBasis;
  /** Whether the customer gave the data, rather than it being observed or made by the operator. */
  readonly providedByCustomer: boolean;
}

/** Why a right fits or does not; the basis stands beside it as the parameter of the sentence. */
export type ReasonCode =
  | 'always'
  | 'basis-allows'
  | 'portability-needs-contract-or-consent'
  | 'portability-needs-provided-data'
  | 'objection-needs-legitimate-interest'
  | 'withdrawal-needs-consent';

/** What fits instead: another right, or ending the contract. */
export type Alternative = RightKind | 'end-contract';

/** Advice on one right for one cell. */
export interface Eligibility {
  readonly eligible: boolean;
  readonly reason: ReasonCode;
  readonly basis: LegalBasis;
  /** Only when not eligible. */
  readonly alternative?: Alternative;
}

/** Advice with the cell it is about, as the contract's `Eligibility` (its text is worded elsewhere). */
export interface CellEligibility extends Eligibility {
  readonly category: string;
  readonly purpose: string;
}

/** On which bases each right stands (docs/domain.md#rights); the others can always be filed. */
const BASES_OF_RIGHT: Partial<Record<RightKind, readonly LegalBasis[]>> = {
  portability: ['consent', 'contract'],
  objection: ['legitimate-interest'],
  'consent-withdrawal': ['consent'],
};

/** The right that fits a basis when the one asked for does not. */
const FITTING: Record<LegalBasis, Alternative> = {
  contract: 'end-contract',
  'legal-requirement': 'erasure',
  'legitimate-interest': 'objection',
  consent: 'consent-withdrawal',
};

/** How much of a right rests on the policy alone, without an article of law (docs/domain.md#rights). */
export type PolicyPart = 'whole' | 'beyond-blocking' | 'none';

const POLICY_PARTS: Partial<Record<RightKind, PolicyPart>> = {
  portability: 'whole',
  objection: 'whole',
  restriction: 'beyond-blocking',
};

/** How much of the right rests on the policy alone. Source: docs/domain.md#rights. */
export const policyPartOf = (right: RightKind): PolicyPart => POLICY_PARTS[right] ?? 'none';

/** Whether the whole right exists by the policy only («по политике ActiveCloud»). Source: docs/domain.md#rights. */
export const byPolicyOnly = (right: RightKind): boolean => policyPartOf(right) === 'whole';

/** The bases a right stands on; all of them for a right that can always be filed. Source: docs/domain.md#rights. */
export const basesAllowing = (right: RightKind): readonly LegalBasis[] =>
  BASES_OF_RIGHT[right] ?? LEGAL_BASES;

const refusal = (right: RightKind, processing: Processing): Omit<Eligibility, 'basis'> | undefined => {
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
 * Whether a right fits one cell of the register, why, and what fits instead. Advice, never a gate:
 * filing anyway is always possible. Source: docs/domain.md#rights.
 */
export const eligibilityOf = (right: RightKind, processing: Processing): Eligibility => {
  const { basis } = processing;
  const refused = refusal(right, processing);
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
 * Whether the right fits at least one cell. A right that can always be filed fits an empty register too:
 * a person of whom nothing is held may ask and complain. Source: docs/domain.md#rights.
 */
export const eligibleAnywhere = (right: RightKind, processing: readonly Processing[]): boolean =>
  !(right in BASES_OF_RIGHT) || processing.some(cell => eligibilityOf(right, cell).eligible);

/** One right within one category: for all of its purposes, some, or none, with the cells behind it. */
export interface RightState {
  readonly right: RightKind;
  readonly fits: 'all' | 'some' | 'none';
  readonly cells: readonly CellEligibility[];
}

/** For one category, each of the eight rights with its state. Cells of other categories are left out. */
export const rightsFor = (category: string, processing: readonly Processing[]): RightState[] => {
  const own = processing.filter(cell => cell.category === category);
  return RIGHT_KINDS.map(right => {
    const cells = eligibilityMatrix(right, own);
    if (!eligibleAnywhere(right, own)) return { right, fits: 'none', cells };
    return { right, fits: cells.every(cell => cell.eligible) ? 'all' : 'some', cells };
  });
};
