// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const sendMessage: Operation<'sendMessage'> = { id: 'sendMessage', method: 'post', path: '/requests/{id}/messages', check: RightsRequest };
