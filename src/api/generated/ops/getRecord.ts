// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Record } from '../checks/Record.ts';
import type { Operation } from '../../operation.ts';

export const getRecord: Operation<'getRecord'> = { id: 'getRecord', method: 'get', path: '/register/{category}/records/{record}', check: Record };
