import type { OperationId } from '../src/api/operation.ts';
import { accessHandlers } from './access/handlers.ts';
import { consentsHandlers } from './consents/handlers.ts';
import { exportsHandlers } from './exports/handlers.ts';
import type { Handlers } from './kernel.ts';
import { mailingsHandlers } from './mailings/handlers.ts';
import { overviewHandlers } from './overview/handlers.ts';
import { policyHandlers } from './policy/handlers.ts';
import { registerHandlers } from './register/handlers.ts';
import { requestsHandlers } from './requests/handlers.ts';
import { rightsHandlers } from './rights/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { statementHandlers } from './statement/handlers.ts';
import { unsubscribeHandlers } from './unsubscribe/handlers.ts';

/** Every operation of the contract; the compiler notices one that nobody answers. */
export const allHandlers: Handlers<OperationId> = {
  ...sessionHandlers,
  ...overviewHandlers,
  ...registerHandlers,
  ...statementHandlers,
  ...accessHandlers,
  ...exportsHandlers,
  ...mailingsHandlers,
  ...unsubscribeHandlers,
  ...rightsHandlers,
  ...requestsHandlers,
  ...consentsHandlers,
  ...policyHandlers,
};
