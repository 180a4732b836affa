import type { Processing } from '../../src/domain/eligibility.ts';
import { adviceOn, type Advice } from '../../src/domain/requests.ts';
import { basisOf, categoryIds, isProvided, purposesOf } from '../policy/catalogue.ts';
import { problem } from '../problem.ts';
import type { Register, RegisterCaller } from '../ports.ts';
import { holdsConsents } from '../requests/filing.ts';
import type { RequestRow } from '../requests/state.ts';
import { REASON_TEXTS } from './texts.ts';

/** Who asks, and the register that knows. */
type Caller = RegisterCaller & { readonly register: Register };

/** The cells of the register the caller has data in: a category processed for a purpose. */
export const cellsOf = (caller: Caller): Processing[] =>
  categoryIds().flatMap(category => {
    const { fields, records } = caller.register.amountOf(category, caller);
    if (fields + records === 0) return [];
    return purposesOf(category).flatMap(purpose => {
      const basis = basisOf(purpose);
      return basis === undefined
        ? []
        : [{ category, purpose, basis, providedByCustomer: isProvided(category) }];
    });
  });

/**
 * What speaks against filing a case; undefined when the right fits at least a part. Advice, never a gate
 * (docs/domain.md#rights).
 */
export const adviceFor = (
  caller: Omit<Caller, 'scope'>,
  { kind, scope, details }: Pick<RequestRow, 'kind' | 'scope' | 'details'>,
): Advice | undefined =>
  adviceOn(
    kind,
    details,
    cellsOf({ ...caller, scope }),
    holdsConsents(caller.db, caller.me.userId, details.consents ?? []),
  );

/** Ends the handler with the advice, unless the customer insists. */
export const requireAdvice = (advice: Advice | undefined, insist: boolean): void => {
  if (advice === undefined || insist) return;
  throw problem('not-eligible', { ...advice, detail: REASON_TEXTS[advice.reason] });
};
