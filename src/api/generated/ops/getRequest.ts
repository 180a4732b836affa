// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const getRequest: Operation<'getRequest'> = { id: 'getRequest', method: 'get', path: '/requests/{id}', check: RightsRequest };
