import type { AccountKind, Jurisdiction, Scope } from './ids.ts';

/**
 * Whose law sets the deadlines of a request: of a jurisdiction, or nobody's but the policy, for the data of a legal person
 * are not personal. Source: docs/domain.md#clocks.
 */
export const appliedLawOf = ({
  scope,
  accountKind,
  jurisdiction,
}: {
  readonly scope: Scope;
  readonly accountKind: AccountKind;
  readonly jurisdiction: Jurisdiction;
}): Jurisdiction | 'policy' => (scope === 'account' && accountKind === 'legal' ? 'policy' : jurisdiction);
