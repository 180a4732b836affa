/** The source of a statement of the register; the contract's `Fact` fits. */
interface FactLike {
  readonly source: string;
  readonly confirmed: boolean;
}

/** The part of a category that gaps need; the contract's schemas fit. */
export interface GapInput<P, R, T, G> {
  readonly category: {
    readonly id: string;
    readonly purposes: readonly string[];
    readonly recipients: readonly string[];
    readonly retention: readonly T[];
    readonly systemsFact: FactLike;
    readonly openList: boolean;
  };
  readonly purposes: readonly P[];
  readonly recipients: readonly R[];
  readonly gaps: readonly G[];
}

/** The gaps of the policy about one category. */
export interface CategoryGaps<P, R, T, G> {
  /** Purposes that the policy does not state, or not clearly. */
  readonly purposes: P[];
  /** Recipients for whom the policy does not say whether data leaves the country. */
  readonly recipients: R[];
  /** Retention terms that the policy does not state. */
  readonly retention: T[];
  /** True when the systems are an assumption. */
  readonly systems: boolean;
  /** True when the policy's list of the data is not exhaustive. */
  readonly openList: boolean;
  /** The known gaps of the policy about the category or its purposes. */
  readonly known: G[];
}

/** True when the policy leaves a statement open. An unconfirmed rule of a law is no gap of the policy. */
export const isGap = ({ source, confirmed }: FactLike): boolean => !confirmed && source !== 'law';

/** Collects the gaps of one category. */
export function gapsOf<
  P extends { readonly id: string; readonly fact: FactLike },
  R extends { readonly id: string; readonly crossBorder: { readonly status: string } },
  T extends { readonly fact: FactLike },
  G extends { readonly categories: readonly string[]; readonly purposes?: readonly string[] | undefined },
>({ category, purposes, recipients, gaps }: GapInput<P, R, T, G>): CategoryGaps<P, R, T, G> {
  return {
    purposes: purposes.filter(({ id, fact }) => category.purposes.includes(id) && isGap(fact)),
    recipients: recipients.filter(
      ({ id, crossBorder }) => category.recipients.includes(id) && crossBorder.status === 'not-stated',
    ),
    retention: category.retention.filter(({ fact }) => isGap(fact)),
    systems: isGap(category.systemsFact),
    openList: category.openList,
    known: gaps.filter(
      gap =>
        gap.categories.includes(category.id) ||
        (gap.purposes ?? []).some(purpose => category.purposes.includes(purpose)),
    ),
  };
}
