// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { UnsubscribePage } from '../checks/UnsubscribePage.ts';
import type { Operation } from '../../operation.ts';

export const unsubscribe: Operation<'unsubscribe'> = { id: 'unsubscribe', method: 'post', path: '/unsubscribe/{token}', check: UnsubscribePage };
