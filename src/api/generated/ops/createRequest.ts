// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const createRequest: Operation<'createRequest'> = { id: 'createRequest', method: 'post', path: '/requests', check: RightsRequest };
