import type { Context } from '../context.ts';
import type { OperationId } from '../../src/api/operation.ts';
import type { EmailTemplate } from '../ports.ts';

/** Requests a decision of the owners of the account by email about what somebody else has prepared in it. */
export function requestDecision(
  { directory, me, now, unit }: Pick<Context<OperationId>, 'directory' | 'me' | 'now' | 'unit'>,
  template: Extract<EmailTemplate, 'copy-awaits-owner' | 'request-awaits-owner'>,
  number: string,
): void {
  for (const { id, memberships } of directory.members(me.accountId))
    if (memberships.some(({ accountId, role }) => accountId === me.accountId && role === 'owner'))
      unit.mail({
        userId: id,
        template,
        parameters: { number, name: me.name, role: me.role, at: now.toISOString() },
      });
}
