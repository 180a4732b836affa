import { can, whoCan } from '../../src/domain/roles.ts';
import { ROLES } from '../../src/domain/ids.ts';
import type { Handlers } from '../context.ts';

/** Who has access to the account. */
export const accountHandlers: Handlers<'getAccount'> = {
  getAccount: ({ me, directory }) => {
    const all = directory
      .members(me.accountId)
      .flatMap(({ id, name, memberships }) =>
        memberships
          .filter(({ accountId }) => accountId === me.accountId)
          .map(({ role }) => ({ name, role, self: id === me.userId })),
      );
    const members = can(me.role, 'users.names.view') ? all : all.filter(({ self }) => self);
    return {
      body: {
        members: members.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role)),
        visibleTo: whoCan('users.names.view'),
      },
    };
  },
};
