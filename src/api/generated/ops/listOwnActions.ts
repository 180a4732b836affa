// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { OwnActionPage } from '../checks/OwnActionPage.ts';
import type { Operation } from '../../operation.ts';

export const listOwnActions: Operation<'listOwnActions'> = { id: 'listOwnActions', method: 'get', path: '/access-log/actions', check: OwnActionPage };
