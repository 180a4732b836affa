// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const submitRequest: Operation<'submitRequest'> = { id: 'submitRequest', method: 'post', path: '/requests/{id}/submit', check: RightsRequest };
