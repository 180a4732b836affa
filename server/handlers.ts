import { accessHandlers } from '../core/access/handlers.ts';
import { ownActionsHandlers } from '../core/access/own-actions.ts';
import { consentsHandlers } from '../core/consents/handlers.ts';
import type { Handlers } from '../core/context.ts';
import { exportsHandlers } from '../core/exports/handlers.ts';
import { mailingsHandlers } from '../core/mailings/handlers.ts';
import { changesHandlers } from '../core/overview/changes.ts';
import { overviewHandlers } from '../core/overview/handlers.ts';
import { policyHandlers } from '../core/policy/handlers.ts';
import { registerHandlers } from '../core/register/handlers.ts';
import { requestsHandlers } from '../core/requests/handlers.ts';
import { rightsHandlers } from '../core/rights/handlers.ts';
import { accountHandlers } from '../core/session/account.ts';
import { sessionHandlers } from '../core/session/handlers.ts';
import { passkeyHandlers } from '../core/session/passkeys.ts';
import { statementHandlers } from '../core/statement/handlers.ts';
import { unsubscribeHandlers } from '../core/unsubscribe/handlers.ts';
import type { OperationId } from '../src/api/operation.ts';

/** Every operation of the contract and who answers it. */
export const handlers: Handlers<OperationId> = {
  ...exportsHandlers,
  ...sessionHandlers,
  ...passkeyHandlers,
  ...accountHandlers,
  ...overviewHandlers,
  ...changesHandlers,
  ...accessHandlers,
  ...ownActionsHandlers,
  ...consentsHandlers,
  ...mailingsHandlers,
  ...policyHandlers,
  ...registerHandlers,
  ...statementHandlers,
  ...requestsHandlers,
  ...rightsHandlers,
  ...unsubscribeHandlers,
};
