// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const appealRequest: Operation<'appealRequest'> = { id: 'appealRequest', method: 'post', path: '/requests/{id}/appeal', check: RightsRequest };
