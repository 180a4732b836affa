import { visibilityOf } from '../../src/domain/roles.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { Principal } from '../ports.ts';

/**
 * Whether this role sees the category, or who does. Data of the account as such stays the account's, also on a member's
 * page about themselves; data about a person is only ever the caller's own, in either scope.
 */
export function seesCategory(row: CategoryRow, { me }: { me: Pick<Principal, 'role'> }) {
  return visibilityOf(row.id, me.role, row.ofAccount === true ? 'account' : 'person');
}
