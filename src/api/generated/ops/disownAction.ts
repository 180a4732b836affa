// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Disowned } from '../checks/Disowned.ts';
import type { Operation } from '../../operation.ts';

export const disownAction: Operation<'disownAction'> = { id: 'disownAction', method: 'post', path: '/access-log/actions/{id}/disown', check: Disowned };
