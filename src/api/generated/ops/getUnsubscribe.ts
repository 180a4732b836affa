// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { UnsubscribePage } from '../checks/UnsubscribePage.ts';
import type { Operation } from '../../operation.ts';

export const getUnsubscribe: Operation<'getUnsubscribe'> = { id: 'getUnsubscribe', method: 'get', path: '/unsubscribe/{token}', check: UnsubscribePage };
