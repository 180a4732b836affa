// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const declineRequest: Operation<'declineRequest'> = { id: 'declineRequest', method: 'post', path: '/requests/{id}/decline', check: RightsRequest };
