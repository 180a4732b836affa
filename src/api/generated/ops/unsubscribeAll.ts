// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Mailings } from '../checks/Mailings.ts';
import type { Operation } from '../../operation.ts';

export const unsubscribeAll: Operation<'unsubscribeAll'> = { id: 'unsubscribeAll', method: 'post', path: '/mailings/unsubscribe-all', check: Mailings };
