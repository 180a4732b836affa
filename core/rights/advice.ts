import type { Processing } from '../../src/domain/eligibility.ts';
import { adviceOn, type Advice } from '../../src/domain/requests.ts';
import { basisOf, categoryIds, isProvided, purposesOf } from '../policy/catalogue.ts';
import { problem } from '../problem.ts';
import type { RegisterCaller } from '../ports.ts';
import { amountOf } from '../register/amounts.ts';
import { holdsConsents } from '../requests/filing.ts';
import type { RequestRow } from '../requests/state.ts';
import { REASON_TEXTS } from './texts.ts';

/** The cells of the register the caller has data in: a category processed for a purpose. */
export const cellsOf = async (caller: RegisterCaller): Promise<Processing[]> => {
  const cells = await Promise.all(
    categoryIds().map(async category => {
      const { fields, records } = await amountOf(category, caller);
      if (fields + records === 0) return [];
      return purposesOf(category).flatMap(purpose => {
        const basis = basisOf(purpose);
        return basis === undefined
          ? []
          : [{ category, purpose, basis, providedByCustomer: isProvided(category) }];
      });
    }),
  );
  return cells.flat();
};

/**
 * What speaks against filing a case; undefined when the right fits at least a part. Advice, never a gate
 * (docs/domain.md#rights).
 * @param cells those of the case's scope, gathered by `cellsOf`
 */
export const adviceFor = (
  { db, me }: Pick<RegisterCaller, 'db' | 'me'>,
  { kind, details }: Pick<RequestRow, 'kind' | 'details'>,
  cells: readonly Processing[],
): Advice | undefined => adviceOn(kind, details, cells, holdsConsents(db, me.userId, details.consents ?? []));

/** Ends the handler with the advice, unless the customer insists. */
export const requireAdvice = (advice: Advice | undefined, insist: boolean): void => {
  if (advice === undefined || insist) return;
  throw problem('not-eligible', { ...advice, detail: REASON_TEXTS[advice.reason] });
};
