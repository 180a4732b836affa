/** Where a statement of the register comes from; the contract's `Fact` fits. */
interface FactLike {
  readonly source: string;
  readonly confirmed: boolean;
}

/** What the register says of a kind of data, as far as gaps need it; the contract's schemas fit. */
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

/** What the policy leaves open about one kind of data, gathered for one place of its page. */
export interface CategoryGaps<P, R, T, G> {
  /** Purposes that the policy does not state, or states unclearly. */
  readonly purposes: P[];
  /** Recipients of whom the policy does not say whether the data leaves the country. */
  readonly recipients: R[];
  /** Terms that the policy does not tell. */
  readonly retention: T[];
  /** Whether the systems are an assumption. */
  readonly systems: boolean;
  /** Whether the policy leaves its list of the data open. */
  readonly openList: boolean;
  /** The known gaps of the policy that concern the kind or its purposes. */
  readonly known: G[];
}

/** Whether the policy itself leaves a statement open; an unconfirmed rule of a law is no gap of the policy. */
export const isGap = ({ source, confirmed }: FactLike): boolean => !confirmed && source !== 'law';

/** Gathers the gaps of one kind of data. */
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
