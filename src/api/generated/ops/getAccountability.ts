// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Accountability } from '../checks/Accountability.ts';
import type { Operation } from '../../operation.ts';

export const getAccountability: Operation<'getAccountability'> = { id: 'getAccountability', method: 'get', path: '/accountability', check: Accountability };
