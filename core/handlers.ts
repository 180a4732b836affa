import { accessHandlers } from './access/handlers.ts';
import { ownActionsHandlers } from './access/own-actions.ts';
import { consentsHandlers } from './consents/handlers.ts';
import type { Handlers } from './context.ts';
import { exportsHandlers } from './exports/handlers.ts';
import { mailingsHandlers } from './mailings/handlers.ts';
import { changesHandlers } from './overview/changes.ts';
import { overviewHandlers } from './overview/handlers.ts';
import { policyHandlers } from './policy/handlers.ts';
import { registerHandlers } from './register/handlers.ts';
import { requestsHandlers } from './requests/handlers.ts';
import { rightsHandlers } from './rights/handlers.ts';
import { accountHandlers } from './session/account.ts';
import { sessionHandlers } from './session/handlers.ts';
import { grantHandlers } from './session/grants.ts';
import { passkeyHandlers } from './session/passkeys.ts';
import { statementHandlers } from './statement/handlers.ts';
import { unsubscribeHandlers } from './unsubscribe/handlers.ts';
import type { OperationId } from '../src/api/operation.ts';

/** Every operation of the contract and who answers it. */
export const handlers: Handlers<OperationId> = {
  ...sessionHandlers,
  ...passkeyHandlers,
  ...grantHandlers,
  ...accountHandlers,
  ...overviewHandlers,
  ...changesHandlers,
  ...policyHandlers,
  ...accessHandlers,
  ...ownActionsHandlers,
  ...consentsHandlers,
  ...exportsHandlers,
  ...mailingsHandlers,
  ...registerHandlers,
  ...requestsHandlers,
  ...rightsHandlers,
  ...statementHandlers,
  ...unsubscribeHandlers,
};
