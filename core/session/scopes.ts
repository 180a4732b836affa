import type { Scope } from '../../src/domain/ids.ts';
import { can } from '../../src/domain/roles.ts';
import type { Principal } from '../ports.ts';

/** The scopes a role may choose between, the default one first. */
export function scopesOf(me: Pick<Principal, 'role'>): Scope[] {
  const whole = can(me.role, 'account.profile.view') || can(me.role, 'account.billing.view');
  return whole ? ['account', 'person'] : ['person'];
}
