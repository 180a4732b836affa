// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const approveRequest: Operation<'approveRequest'> = { id: 'approveRequest', method: 'post', path: '/requests/{id}/approve', check: RightsRequest };
