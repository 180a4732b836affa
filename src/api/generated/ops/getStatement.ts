// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Statement } from '../checks/Statement.ts';
import type { Operation } from '../../operation.ts';

export const getStatement: Operation<'getStatement'> = { id: 'getStatement', method: 'get', path: '/statement', check: Statement };
