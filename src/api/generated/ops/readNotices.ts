// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightsRequest } from '../checks/RightsRequest.ts';
import type { Operation } from '../../operation.ts';

export const readNotices: Operation<'readNotices'> = { id: 'readNotices', method: 'post', path: '/requests/{id}/notices/read', check: RightsRequest };
