// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { UnsubscribePage } from '../checks/UnsubscribePage.ts';
import type { Operation } from '../../operation.ts';

export const undoUnsubscribe: Operation<'undoUnsubscribe'> = { id: 'undoUnsubscribe', method: 'post', path: '/unsubscribe/{token}/undo', check: UnsubscribePage };
