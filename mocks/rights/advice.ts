import type { CellEligibility, Processing, ReasonCode } from '../../src/domain/eligibility.ts';
import { eligibilityMatrix } from '../../src/domain/eligibility.ts';
import type { RightKind, Scope } from '../../src/domain/ids.ts';
import { basisOf, heldCategories, isProvided, purposesOf } from '../catalogue.ts';
import type { ConsentsSlice } from '../consents/state.ts';
import type { Principal } from '../personas.ts';
import { problem } from '../problem.ts';
import { holdsConsents } from '../requests/file.ts';
import type { Details } from '../requests/state.ts';
import { REASON_TEXTS } from './texts.ts';

/** The cells of the register the caller has data in: a category processed for a purpose. */
export const cellsOf = (me: Principal, scope: Scope): Processing[] =>
  heldCategories(me, scope).flatMap(category =>
    purposesOf(category).flatMap(purpose => {
      const basis = basisOf(purpose);
      return basis === undefined
        ? []
        : [{ category, purpose, basis, providedByCustomer: isProvided(category) }];
    }),
  );

/** Why a right does not fit, and what fits instead. */
export interface Advice {
  reason: ReasonCode;
  alternative: string;
}

/** What to say when there is no cell at all to judge by. */
const NOTHING_HELD: Partial<Record<RightKind, Advice>> = {
  portability: { reason: 'portability-needs-provided-data', alternative: 'access' },
  objection: { reason: 'objection-needs-legitimate-interest', alternative: 'access' },
  'consent-withdrawal': { reason: 'withdrawal-needs-consent', alternative: 'access' },
};

const fromCells = (kind: RightKind, cells: readonly CellEligibility[]): Advice | undefined => {
  if (cells.some(cell => cell.eligible)) return undefined;
  const [first] = cells;
  if (first === undefined) return NOTHING_HELD[kind];
  return { reason: first.reason, alternative: first.alternative ?? 'access' };
};

/**
 * What speaks against filing these details; undefined when the right fits at least a part. Advice, never a gate
 * (domain.md §2).
 */
export const adviceOn = (
  db: ConsentsSlice,
  me: Principal,
  kind: RightKind,
  scope: Scope,
  details: Details,
): Advice | undefined => {
  const cells = eligibilityMatrix(kind, cellsOf(me, scope));
  switch (kind) {
    case 'portability':
      return fromCells(
        kind,
        cells.filter(cell => details.categories?.includes(cell.category)),
      );
    case 'objection':
      return fromCells(
        kind,
        cells.filter(cell => details.purposes?.includes(cell.purpose)),
      );
    case 'consent-withdrawal':
      return holdsConsents(db, me.userId, details.consents ?? [])
        ? undefined
        : { reason: 'withdrawal-needs-consent', alternative: 'erasure' };
    default:
      return undefined;
  }
};

/** Ends the handler with the advice, unless the customer insists. */
export const demandAdvice = (advice: Advice | undefined, insist: boolean): void => {
  if (advice === undefined || insist) return;
  throw problem('not-eligible', { ...advice, detail: REASON_TEXTS[advice.reason] });
};
