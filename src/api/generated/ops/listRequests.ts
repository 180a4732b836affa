// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RequestPage } from '../checks/RequestPage.ts';
import type { Operation } from '../../operation.ts';

export const listRequests: Operation<'listRequests'> = { id: 'listRequests', method: 'get', path: '/requests', check: RequestPage };
