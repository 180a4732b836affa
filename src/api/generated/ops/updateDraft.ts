// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const updateDraft: Operation<'updateDraft'> = { id: 'updateDraft', method: 'patch', path: '/requests/{id}', check: RightsRequest };
