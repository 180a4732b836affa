import { can, visibilityOf, whoCan } from '../../src/domain/roles.ts';
import type { Role } from '../../src/domain/ids.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { Principal, RegisterCaller } from '../ports.ts';
import type { SourceField, Subject } from './source-data.ts';

/**
 * Whether this role sees the category, or who does. Data of the account as such stays the account's, also on a member's
 * page about themselves; data about a person is only ever the caller's own, in either scope.
 */
export function seesCategory(row: CategoryRow, { me }: { me: Pick<Principal, 'role'> }) {
  return visibilityOf(row.id, me.role, row.ofAccount === true ? 'account' : 'person');
}

/** Whose records of a category the caller is shown: the account's own data by scope, all else only the caller's. */
export const subjectOf = (
  row: CategoryRow,
  { me, scope }: Pick<RegisterCaller, 'me' | 'scope'>,
): Subject => ({
  userId: me.userId,
  accountId: me.accountId,
  ...(me.accountCode === undefined ? {} : { accountCode: me.accountCode }),
  part: scope === 'account' && row.ofAccount === true ? 'account' : 'own',
});

/** Which roles see a value that this role does not; undefined where it does. */
export const hiddenFrom = (
  field: Pick<SourceField, 'ofAccount'>,
  { me }: { me: Pick<Principal, 'role'> },
): Role[] | undefined =>
  field.ofAccount !== true || can(me.role, 'account.profile.view') || can(me.role, 'account.billing.view')
    ? undefined
    : whoCan('account.profile.view');
