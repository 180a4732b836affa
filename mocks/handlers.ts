import type { OperationId } from '../src/api/operation.ts';
import { areaHandlers } from './areas.ts';
import { accessHandlers } from './access/handlers.ts';
import type { Handlers } from './kernel.ts';
import { overviewHandlers } from './overview/handlers.ts';
import { policyHandlers } from './policy/handlers.ts';
import { registerHandlers } from './register/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { statementHandlers } from './statement/handlers.ts';

/** Every operation of the contract and who answers it. */
export const handlers: Handlers<OperationId> = {
  ...sessionHandlers,
  ...overviewHandlers,
  ...registerHandlers,
  ...statementHandlers,
  ...accessHandlers,
  ...policyHandlers,
  ...areaHandlers,
};
