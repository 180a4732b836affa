import type { Processing } from '../../src/domain/eligibility.ts';
import type { Scope } from '../../src/domain/ids.ts';
import { adviceOn, type Advice } from '../../src/domain/requests.ts';
import { basisOf, heldCategories, isProvided, purposesOf } from '../catalogue.ts';
import type { ConsentsSlice } from '../consents/state.ts';
import type { Principal } from '../personas.ts';
import { problem } from '../problem.ts';
import { holdsConsents } from '../requests/file.ts';
import type { RequestRow } from '../requests/state.ts';
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

/**
 * What speaks against filing a case; undefined when the right fits at least a part. Advice, never a gate
 * (domain.md §2).
 */
export const adviceFor = (
  db: ConsentsSlice,
  me: Principal,
  { kind, scope, details }: Pick<RequestRow, 'kind' | 'scope' | 'details'>,
): Advice | undefined =>
  adviceOn(kind, details, cellsOf(me, scope), holdsConsents(db, me.userId, details.consents ?? []));

/** Ends the handler with the advice, unless the customer insists. */
export const demandAdvice = (advice: Advice | undefined, insist: boolean): void => {
  if (advice === undefined || insist) return;
  throw problem('not-eligible', { ...advice, detail: REASON_TEXTS[advice.reason] });
};
