// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const withdrawRequest: Operation<'withdrawRequest'> = { id: 'withdrawRequest', method: 'post', path: '/requests/{id}/withdraw', check: RightsRequest };
