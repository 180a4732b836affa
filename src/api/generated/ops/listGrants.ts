// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Grants } from '../checks/Grants.ts';
import type { Operation } from '../../operation.ts';

export const listGrants: Operation<'listGrants'> = { id: 'listGrants', method: 'get', path: '/session/grants', check: Grants };
